import { InputError } from '../../numeric/input-error.ts';
import { implausibleValues } from './plausible.ts';
import { scoreName } from './score-name.ts';
import type { ScoreSet } from './score-set.ts';
import type { LeftOut, ScoreTable } from './table.ts';
import { columnCalled, idColumn, isNumeric, nameIn, numberColumn, unitOf } from './table-columns.ts';

/** What the caller says of a table. */
export interface TableOptions {
  /** The column of ids; `position` takes the rows in their order. */
  readonly id: string;
  /** The column of subjects; one that is called so where it is left out. */
  readonly subject?: string;
  /** The subjects follow from the ids, so that gaps in a column of subjects do not matter. */
  readonly subjectsByIds?: boolean;
}

/** Pairs rows by their order, where the caller says that both files have the same. */
export const byPosition = 'position';

/**
 * The scores of one arm from its table, with an account of every row and column: used, or left out and why. A value
 * that no measurement gives is left out; a score most of whose values are such is left out altogether.
 * @throws InputError where the ids or subjects cannot be used, or a cell of a score is no number.
 */
export function setOfTable(table: ScoreTable, { id, subject, subjectsByIds }: TableOptions): ScoreSet {
  const named = id === byPosition ? undefined : columnCalled(table, id);
  const ids = named === undefined ? table.rows.map((_, i) => `${i + 1}`) : idColumn(table, named);
  const subjectColumn =
    subject === undefined
      ? table.columns.find((column) => column !== named && isSubjects(column))
      : columnCalled(table, subject);
  const subjects =
    subjectsByIds || subjectColumn === undefined ? undefined : subjectsIn(table, subjectColumn);
  const scores = new Map<string, Float64Array>();
  const leftOut: LeftOut[] = [...table.leftOut];
  const units = new Map<string, string>();
  const used: string[] = [];
  for (const column of table.columns) {
    if (column === named || column === subjectColumn) continue;
    if (!isNumeric(table, column)) {
      leftOut.push({ place: `column ${column}`, why: 'it holds no numbers' });
      continue;
    }
    const own = scoreName(column);
    const name = scores.has(own) ? column : own;
    const values = numberColumn(table, column);
    const faults = implausibleValues(name, values);
    if (faults.length > values.length / 2) {
      const hint = /outside of what .* 1$/.test(faults[0].why)
        ? `; if in per cent, call the column "${column} (%)"`
        : '';
      leftOut.push({
        place: `column ${column}`,
        why: `${faults.length} of ${values.length} values are no measurements (${faults[0].why})${hint}`,
      });
      continue;
    }
    for (const { at, why } of faults) {
      values[at] = Number.NaN;
      leftOut.push({ place: `${table.rows[at].place}, column ${column}`, why: `${why} (id ${ids[at]})` });
    }
    used.push(column === name ? column : `${column} as ${name}`);
    scores.set(name, values);
    units.set(name, unitOf(table, column));
  }
  return {
    name: table.path,
    ids,
    scores,
    units,
    stated: new Map(Object.entries(table.stated)),
    ...(subjects && { subjects }),
    account: {
      layout: table.layout,
      read: leftOut.reduce((sum, { rows = 0 }) => sum + rows, table.rows.length),
      rows: table.rows.length,
      used: [
        ...(named === undefined ? [] : [`${named} as ids`]),
        ...(subjects ? [`${subjectColumn} as subjects`] : []),
        ...used,
      ],
      leftOut,
    },
  };
}

/** Whether a column is called as those of subjects are. */
export function isSubjects(column: string): boolean {
  return /^(?:subject|patient|participant|case)(?:[_\s-]?(?:id|name|no|number))?$|^sub$|^pid$/i.test(column);
}

/**
 * The subject of each row, or undefined where no row has one.
 * @throws InputError where some rows have a subject and others none.
 */
export function subjectsIn(table: ScoreTable, column: string): readonly string[] | undefined {
  const subjects = table.rows.map(({ cells }) => nameIn(cells[column]));
  const empty = subjects.indexOf(undefined);
  if (empty < 0) return subjects as readonly string[];
  if (subjects.every((one) => one === undefined)) return undefined;
  throw new InputError({
    where: `${table.path} ${table.rows[empty].place}`,
    expected: `a subject in column ${column}, which other rows have`,
    got: 'an empty cell',
    remedy:
      'fill the column, name another with --subject, or say with --cluster how ids tell subjects ("none": nothing repeats)',
  });
}
