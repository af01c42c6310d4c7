import { InputError } from '../numeric/input-error.ts';
import type { Patch } from './check.ts';
import type { Interval } from './interval.ts';
import { parsePrinted } from './printed.ts';
import type { FigureKind, FigureSource, LoneFigure, PrintedRecord, PrintedTable } from './record.ts';

/** A printed value, read. */
export interface Figure {
  readonly id: string;
  /** The value as it is printed. */
  readonly text: string;
  readonly interval: Interval;
  readonly kind: FigureKind;
  readonly unit: string;
  readonly source: FigureSource;
  readonly place: string;
  readonly line?: number;
  readonly anchor?: string;
}

/** The printed values of a record by id. */
export interface Figures {
  /**
   * The figure with this id.
   * @throws InputError when the record has none; {@link LostFigure} when its value was not recovered.
   */
  one(id: string): Figure;
  /** The figures whose id matches a pattern in which `*` stands for one part of the id, in the record's order. */
  all(pattern: string): readonly Figure[];
}

/** Where a figure stands. */
export type Whereabouts = Pick<Figure, 'source' | 'place' | 'line' | 'anchor'>;

/** A figure that is known to have been printed and whose value was not recovered. */
export class LostFigure extends Error {
  override readonly name = 'LostFigure';
  readonly figure: string;
  /** Where it was printed. */
  readonly at: Whereabouts;

  constructor(figure: string, reason: string, at: Whereabouts) {
    super(reason);
    this.figure = figure;
    this.at = at;
  }
}

/**
 * Reads every printed value of a record.
 * @param patch texts that replace those of the record, for counterexamples
 * @throws InputError when a value is no printed number, an id stands twice, or a patch names no figure.
 */
export function readFigures(record: PrintedRecord, patch: Patch = {}): Figures {
  const entries = [...record.tables.flatMap(cells), ...record.figures.flatMap(lone)];
  const found = new Map<string, Figure>();
  const lost = new Map<string, LostFigure>();
  for (const { text: original, reason, ...entry } of entries) {
    if (found.has(entry.id) || lost.has(entry.id)) throw twice(entry.id);
    const text = patch[entry.id] ?? original;
    if (text === undefined)
      lost.set(entry.id, new LostFigure(entry.id, reason ?? 'this cell is empty', entry));
    else
      found.set(entry.id, {
        ...entry,
        text,
        interval: parsePrinted(`record ${entry.id}`, text, entry.kind === 'count'),
      });
  }
  const stray = Object.keys(patch).find((id) => !found.has(id));
  if (stray !== undefined) throw unknown(stray, found);
  const one = (id: string) => {
    const figure = found.get(id);
    if (figure) return figure;
    throw lost.get(id) ?? unknown(id, found);
  };
  return {
    one,
    all(pattern) {
      if (!pattern.includes('*')) return [one(pattern)];
      const gone = [...lost.keys()].find((id) => matches(pattern, id));
      if (gone !== undefined) one(gone);
      const some = [...found.values()].filter(({ id }) => matches(pattern, id));
      if (some.length === 0) throw unknown(pattern, found);
      return some;
    },
  };
}

interface Entry extends Omit<Figure, 'text' | 'interval'> {
  readonly text?: string | undefined;
  readonly reason?: string | undefined;
}

function cells(table: PrintedTable): Entry[] {
  const { columns, place } = table;
  const printed = columns.filter(({ lost }) => lost === undefined);
  return table.rows.flatMap((row) => {
    if (row.values.length !== printed.length)
      throw ragged(table.id, row.key, printed.length, row.values.length);
    if (row.kinds !== undefined && row.kinds.length !== printed.length)
      throw ragged(table.id, row.key, printed.length, row.kinds.length);
    return columns.map((column) => ({
      id: [table.id, ...row.key, column.name].join('/'),
      kind: row.kinds?.[printed.indexOf(column)] ?? column.kind,
      unit: column.unit ?? '',
      source: column.source ?? table.source,
      place,
      ...(row.line !== undefined && { line: row.line }),
      text: row.values[printed.indexOf(column)] ?? undefined,
      reason: column.lost,
    }));
  });
}

function lone({ id, printed, parts, lost, unit = '', note: _, ...rest }: LoneFigure): Entry[] {
  if (parts === undefined) return [{ ...rest, id, unit, text: printed, reason: lost }];
  return Object.entries(parts).map(([part, text]) => ({
    ...rest,
    id: `${id}/${part}`,
    unit,
    text,
    reason: lost,
  }));
}

function matches(pattern: string, id: string): boolean {
  const [asked, own] = [pattern.split('/'), id.split('/')];
  return asked.length === own.length && asked.every((part, i) => part === '*' || part === own[i]);
}

function unknown(id: string, known: ReadonlyMap<string, Figure>): InputError {
  const stem = id.split('/')[0];
  const near = [...known.keys()].filter((other) => other.split('/')[0] === stem).slice(0, 3);
  return new InputError({
    where: 'record',
    expected: `a figure ${near.length > 0 ? `such as ${near.join(', ')}` : 'of this record'}`,
    got: JSON.stringify(id),
    remedy: 'add the figure to the record, or correct the id',
  });
}

function twice(id: string): InputError {
  return new InputError({
    where: `record ${id}`,
    expected: 'every figure once',
    got: 'two with this id',
    remedy: 'give one of them another id',
  });
}

function ragged(table: string, key: readonly string[], columns: number, values: number): InputError {
  return new InputError({
    where: `record ${[table, ...key].join('/')}`,
    expected: `${columns} values, one for each column that is not lost`,
    got: `${values}`,
    remedy: 'write null for an empty cell',
  });
}
