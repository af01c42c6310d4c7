import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type { ScoreTable } from '../../datasets/dataset.ts';
import { compilePattern, subjectOf } from '../../datasets/subject.ts';
import { InputError } from '../../numeric/input-error.ts';
import { evenlySpaced } from '../../pipeline/evenly-spaced.ts';
import { encodeRows, type Row } from '../../pipeline/row.ts';
import type { StageKind } from '../../pipeline/stage.ts';
import { implausibleValues } from '../../record/scores/plausible.ts';
import { scoreName } from '../../record/scores/score-name.ts';
import { subjectsIn } from '../../record/scores/set-of-table.ts';
import type { ScoreTable as Table } from '../../record/scores/table.ts';
import { columnCalled, idColumn, numberColumn } from '../../record/scores/table-columns.ts';
import { readBytes } from '../files/read-bytes.ts';
import { readScores } from '../files/scores/read-scores.ts';

interface ScoresParams {
  readonly declaration: ScoreTable;
  readonly files: readonly { readonly sha256: string }[];
  readonly limit: number | null;
  readonly cell: string;
  readonly where: Readonly<Record<string, string>>;
  readonly columns: readonly { readonly score: string; readonly column: string }[];
}

/** Reads a cell's rows from a table of per-image scores that somebody took. */
export const scoresStage: StageKind = {
  name: 'scores',
  code: import.meta.url,
  async run(params, _inputs, location) {
    const { declaration, files, limit, cell, where, columns } = params as unknown as ScoresParams;
    const path = resolve(location, declaration.file);
    await assertUnchanged(path, files[0]!.sha256);
    const table = limited(await readScores(path), { ...declaration.where, ...where });
    const ids = idColumn(table, declaration.sample);
    const subjects = subjectsOf(table, ids, declaration);
    const samples = ids.map((id, i) => ({ id, subject: subjects[i]! }));
    assertImages(table);
    const values = columns.map(({ score, column }) => ({ score, numbers: measurements(table, column) }));
    const rows = samples.map(({ id, subject }, i): readonly Row[] =>
      values.map(({ score, numbers }) => ({ cell, sample: id, subject, score, value: numbers[i]! })),
    );
    return encodeRows((limit === null ? rows : evenlySpaced(rows, limit)).flat());
  },
};

/** The subject of each image: by the column that names it, else by the image's name. */
function subjectsOf(table: Table, ids: readonly string[], declaration: ScoreTable): readonly string[] {
  if (declaration.subjects === undefined) {
    const pattern = compilePattern(declaration.subject!, `data set ${declaration.id}`);
    return ids.map((id) => subjectOf(id, pattern, table.path));
  }
  const named = subjectsIn(table, columnCalled(table, declaration.subjects));
  if (named) return named;
  throw new InputError({
    where: table.path,
    expected: `a subject of each image in column ${declaration.subjects}`,
    got: 'empty cells',
    remedy: 'fill the column, or leave "subjects" out',
  });
}

/** Data that are declared hold images alone: nothing of them is left out. @throws InputError for a summary row */
function assertImages({ path, leftOut }: Table): void {
  const other = leftOut.find(({ rows = 0 }) => rows > 0);
  if (!other) return;
  throw new InputError({
    where: `${path} ${other.place}`,
    expected: 'rows of images alone',
    got: other.why,
    remedy: 'take it out of the table',
  });
}

/** @throws InputError for a value that no measurement gives. */
function measurements(table: Table, column: string): Float64Array {
  const numbers = numberColumn(table, column);
  const [fault] = implausibleValues(scoreName(column), numbers);
  if (!fault) return numbers;
  throw new InputError({
    where: `${table.path} ${table.rows[fault.at]!.place}`,
    expected: `a measurement in column ${column}`,
    got: fault.why,
    remedy: 'mend the value, or take the image out of every method',
  });
}

/** The table's rows with these texts. @throws InputError when a column is not there, or no row has them. */
function limited(table: Table, where: Readonly<Record<string, string>>): Table {
  const wanted = Object.entries(where);
  const unknown = wanted.find(([column]) => !table.columns.includes(column));
  const rows = table.rows.filter(({ cells }) =>
    wanted.every(([column, text]) => `${cells[column]}` === text),
  );
  if (unknown === undefined && rows.length > 0) return { ...table, rows };
  const [column, text] = unknown ?? wanted.at(-1)!;
  const present = [...new Set(table.rows.map(({ cells }) => `${cells[column]}`))];
  throw new InputError({
    where: table.path,
    expected: unknown
      ? `a column among ${table.columns.join(', ')}`
      : `rows in which ${JSON.stringify(where)}`,
    got: unknown ? JSON.stringify(column) : `none; ${column} is ${present.slice(0, 8).join(', ')}`,
    remedy: unknown ? 'correct the name in "where"' : `correct ${JSON.stringify(text)} in "where"`,
  });
}

async function assertUnchanged(path: string, sha256: string): Promise<void> {
  const now = createHash('sha256')
    .update(await readBytes(path))
    .digest('hex');
  if (now === sha256) return;
  throw new InputError({
    where: path,
    expected: 'the table that was there when the run began',
    got: 'another',
    remedy: 'let nothing change the data during a run, and run the command again',
  });
}
