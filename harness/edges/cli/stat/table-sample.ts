import { InputError } from '../../../numeric/input-error.ts';
import { groupColumn, groupNumbers } from '../../../record/scores/group-column.ts';
import { implausibleValues } from '../../../record/scores/plausible.ts';
import { scoreName } from '../../../record/scores/score-name.ts';
import { isSubjects } from '../../../record/scores/set-of-table.ts';
import type { LeftOut, ScoreTable } from '../../../record/scores/table.ts';
import {
  columnCalled,
  idColumn,
  nameIn,
  numberColumn,
  unitOf,
} from '../../../record/scores/table-columns.ts';
import { chosenTable } from '../../files/scores/chosen-table.ts';

/** What became of the rows of a file. */
export interface TableAccount {
  readonly file: string;
  /** What the file was taken for. */
  readonly layout: string;
  /** Rows that the statistic is of. */
  readonly used: number;
  readonly leftOut: readonly LeftOut[];
}

/** Columns of a table, without the rows in which one holds no measurement. */
export interface TableSample {
  readonly columns: readonly string[];
  readonly ids: readonly string[];
  /** Whether the ids are the file's, and not places in it. */
  readonly named: boolean;
  readonly subjects?: readonly string[];
  readonly values: readonly Float64Array[];
  /** Names of the groups that the last column numbers. */
  readonly groups?: readonly string[];
  /** What the file has beside the numbers of each column. */
  readonly units: readonly string[];
  readonly account: TableAccount;
}

/**
 * Columns of a file by their names; after them, where one tells two groups apart, who is in the first: 1, else 0; or
 * where one tells several apart, the number of each row's.
 * @throws InputError where the file or a column cannot be used.
 */
export async function columnsOfTable(
  path: string,
  {
    id,
    subject,
    cluster,
    columns: names,
    group,
    by,
  }: {
    readonly id?: string;
    readonly subject?: string;
    readonly cluster?: string;
    readonly columns?: string;
    readonly group?: string;
    readonly by?: string;
  },
  wanted: readonly string[],
): Promise<TableSample> {
  const { table, id: idName } = await chosenTable(path, {
    ...(id !== undefined && { idColumn: id }),
    ...(names !== undefined && { columns: names.split(',').map((name) => name.trim()) }),
  });
  const { columns, rows } = table;
  const ids = idName === undefined ? rows.map(({ place }) => place) : idColumn(table, idName);
  const scores = wanted.map((column) => numberColumn(table, column));
  const several = by === undefined ? undefined : groupNumbers(table, by);
  const all = [
    ...scores,
    ...(group === undefined ? [] : [groupColumn(table, group)]),
    ...(several ? [several.numbers] : []),
  ];
  const faults = scores.flatMap((values, i) =>
    implausibleValues(scoreName(wanted[i]!), values).map(({ at, why }) => ({
      at,
      place: `${rows[at]!.place}, column ${columnCalled(table, wanted[i]!)}`,
      why,
    })),
  );
  const dropped = new Set(faults.map(({ at }) => at));
  const keptOf = <Values extends readonly string[] | Float64Array>(own: Values) =>
    (dropped.size === 0 ? own : own.filter((_: string | number, i: number) => !dropped.has(i))) as Values;
  const named =
    cluster === undefined ? columns.find((column) => column !== idName && isSubjects(column)) : undefined;
  const subjectName = subject === undefined ? named : columnCalled(table, subject);
  const subjects = subjectName === undefined ? undefined : subjectsIn(table, subjectName);
  return {
    columns,
    ids: keptOf(ids),
    named: idName !== undefined,
    ...(subjects && { subjects: keptOf(subjects) }),
    values: all.map(keptOf),
    ...(several && { groups: several.names }),
    units: wanted.map((column) => unitOf(table, column)),
    account: {
      file: path,
      layout: table.layout,
      used: rows.length - dropped.size,
      leftOut: [...table.leftOut, ...rowsOf(faults)],
    },
  };
}

/** Values that no measurement gives, the first of a row standing for the row, which is left out. */
function rowsOf(faults: readonly { readonly at: number; readonly place: string; readonly why: string }[]) {
  const seen = new Set<number>();
  return faults.map(({ at, place, why }): LeftOut => {
    const first = !seen.has(at);
    seen.add(at);
    return { place, why, ...(first && { rows: 1 }) };
  });
}

function subjectsIn({ path, rows }: ScoreTable, column: string): readonly string[] {
  return rows.map(({ place, cells }) => {
    const name = nameIn(cells[column]);
    if (name !== undefined) return name;
    throw new InputError({
      where: `${path} ${place}`,
      expected: `a subject in column ${column}`,
      got: 'an empty cell',
      remedy: 'fill the column, or say with --cluster how ids tell subjects',
    });
  });
}
