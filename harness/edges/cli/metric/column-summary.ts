/** A column of scores in a few numbers; infinite ones are counted and stand in none of the others. */
export interface ColumnSummary {
  readonly n: number;
  readonly infinite: number;
  /** Null where no score is finite. */
  readonly mean: number | null;
  readonly least: Extreme | null;
  readonly greatest: Extreme | null;
}

interface Extreme {
  readonly value: number;
  readonly id: string;
}

/** Columns that are summed up a row at a time, by Neumaier's compensated sum. */
export function columnSummaries(): {
  add(id: string, scores: Readonly<Record<string, number>>): void;
  summaries(): Readonly<Record<string, ColumnSummary>>;
} {
  const columns = new Map<string, Running>();
  return {
    add(id, scores) {
      for (const [name, value] of Object.entries(scores)) {
        const column = columns.get(name) ?? {
          n: 0,
          infinite: 0,
          total: 0,
          lost: 0,
          least: null,
          greatest: null,
        };
        columns.set(name, column);
        if (!Number.isFinite(value)) column.infinite++;
        else added(column, id, value);
      }
    },
    summaries: () =>
      Object.fromEntries(
        [...columns].map(([name, { n, infinite, total, lost, least, greatest }]) => [
          name,
          { n, infinite, mean: n === 0 ? null : (total + lost) / n, least, greatest },
        ]),
      ),
  };
}

interface Running {
  n: number;
  infinite: number;
  total: number;
  lost: number;
  least: Extreme | null;
  greatest: Extreme | null;
}

function added(column: Running, id: string, value: number): void {
  const { total, least, greatest } = column;
  const next = total + value;
  column.lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
  column.total = next;
  column.n++;
  if (least === null || value < least.value) column.least = { value, id };
  if (greatest === null || value > greatest.value) column.greatest = { value, id };
}
