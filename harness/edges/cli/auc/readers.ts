import { InputError } from '../../../numeric/input-error.ts';
import { groupColumn, groupNumbers } from '../../../record/scores/group-column.ts';
import { isSubjects } from '../../../record/scores/set-of-table.ts';
import { columnCalled, nameIn, numberColumn } from '../../../record/scores/table-columns.ts';
import type { ReaderRatings } from '../../../statistics/ranking/multi-reader.ts';
import { idOf } from '../../files/scores/chosen-table.ts';
import { readScores } from '../../files/scores/read-scores.ts';
import type { TableAccount } from '../stat/table-sample.ts';

/** Which columns say what. */
export interface ReaderColumns {
  readonly reader: string;
  readonly truth: string;
  readonly names: readonly string[];
  readonly id?: string;
  readonly subject?: string;
}

/**
 * Ratings of a table with a row for each case and reader.
 * @throws InputError where a reader has a case twice or not at all, a case is positive in one row and not in another, or
 * a subject has several cases, of which the variance over readers is not known.
 */
export async function ratingsOfFile(
  path: string,
  { reader, truth, names, id, subject }: ReaderColumns,
): Promise<ReaderRatings & { readonly account: TableAccount }> {
  const table = await readScores(path);
  const idName = idOf(table, id);
  const fault = (where: string, expected: string, got: string, remedy: string) =>
    new InputError({ where: `${path}${where}`, expected, got, remedy });
  if (idName === undefined)
    throw fault('', 'a column of the ids of cases', table.columns.join(', '), 'name it with --id');
  const ids = table.rows.map(({ cells }) => nameIn(cells[columnCalled(table, idName)]) ?? '');
  const { numbers, names: readers } = groupNumbers(table, reader);
  const positive = groupColumn(table, truth);
  const columns = names.map((name) => numberColumn(table, name));
  const cases = [...new Set(ids)];
  const place = new Map(cases.map((own, i) => [own, i]));
  const truths = new Float64Array(cases.length).fill(Number.NaN);
  const ratings = columns.map(() => readers.map(() => new Float64Array(cases.length).fill(Number.NaN)));
  const seen = new Map<string, number>();
  table.rows.forEach((row, at) => {
    const own = ids[at]!;
    if (own === '')
      throw fault(` ${row.place}`, `an id in column ${idName}`, 'an empty cell', 'name the case');
    const [i, r] = [place.get(own)!, numbers[at]!];
    const key = `${r}/${i}`;
    const before = seen.get(key);
    if (before !== undefined)
      throw fault(
        ` ${row.place}`,
        'one rating of each case by each reader',
        `${own} by ${readers[r]} again, as at ${table.rows[before]!.place}`,
        'keep one of them, or name the columns of modalities by --scores',
      );
    seen.set(key, at);
    if (Number.isFinite(truths[i]) && truths[i] !== positive[at])
      throw fault(
        ` ${row.place}`,
        `the truth of ${own} as in its other rows`,
        'another',
        'correct one of them',
      );
    truths[i] = positive[at]!;
    columns.forEach((values, a) => {
      ratings[a]![r]![i] = values[at]!;
    });
  });
  const missing = readers.flatMap((name, r) =>
    cases.flatMap((own, i) => (seen.has(`${r}/${i}`) ? [] : [`${own} by ${name}`])),
  );
  if (missing.length > 0)
    throw fault(
      '',
      `all ${cases.length} cases by each of ${readers.length} readers`,
      `none of ${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ` and ${missing.length - 5} more` : ''}`,
      'add the rows, or leave the case or the reader out',
    );
  const subjectName = subject ?? table.columns.find((column) => column !== idName && isSubjects(column));
  if (subjectName !== undefined) {
    const column = columnCalled(table, subjectName);
    const caseOf = new Map<string, string>();
    table.rows.forEach(({ cells, place: at }, row) => {
      const name = nameIn(cells[column]) ?? ids[row]!;
      const before = caseOf.get(name) ?? ids[row]!;
      if (before !== ids[row])
        throw fault(
          ` ${at}`,
          'one case of each subject, since the variance over readers knows no others',
          `${before} and ${ids[row]} of ${name}`,
          'keep one case of each, or leave --reader out and take each reader alone',
        );
      caseOf.set(name, before);
    });
  }
  const { layout, leftOut } = table;
  return {
    ...{ names, readers, ids: cases, truth: truths, ratings },
    account: { file: path, layout, used: table.rows.length, leftOut },
  };
}
