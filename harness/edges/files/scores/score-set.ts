import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../../numeric/input-error.ts';
import type { ScoreSet } from '../../../record/scores/score-set.ts';
import { idColumn, numberColumn, readScores, type ScoreTable } from './read-scores.ts';
import { armFolders, isFolder, scoreFolder } from './score-folder.ts';

/** Where the parts of an arm are, when not where the release has them. */
export interface ScoreSource {
  readonly idColumn: string;
  readonly hr?: string;
  readonly ae?: string;
}

const RESULTS = 'diffusion_eval_results.json';

/**
 * One arm's per-image scores: of a file, or of a folder, whose images are scored anew and whose result file, where
 * there is one, says what was recorded.
 * @throws InputError when there are no per-image scores, an id repeats, or an image cannot be scored.
 */
export async function readScoreSet(path: string, source: ScoreSource): Promise<ScoreSet> {
  if (!isFolder(path)) return fileSet(path, source.idColumn);
  const folders = armFolders(path, source.hr, source.ae);
  const { ids, scores } = await scoreFolder(folders);
  const results = join(path, RESULTS);
  const own: ScoreSet = { name: path, ids, scores, stated: new Map() };
  if (!existsSync(results)) return own;
  const recorded = await fileSet(results, source.idColumn);
  const at = new Map(recorded.ids.map((id, i) => [id, i]));
  // The images decide; what was recorded of them stands beside it and fills in scores that need a network.
  const align = (values: Float64Array) =>
    Float64Array.from(ids, (id) => values[at.get(id) ?? -1] ?? Number.NaN);
  const unrecorded = ids.filter((id) => !at.has(id));
  const extra = [...recorded.scores]
    .filter(([name]) => unrecorded.length === 0 && !scores.has(name))
    .map(([name, values]) => [name, align(values)] as const);
  const shared = [...recorded.scores]
    .filter(([name]) => scores.has(name))
    .map(([name, values]) => [name, align(values)] as const);
  return { ...own, scores: new Map([...scores, ...extra]), recorded: new Map(shared), unrecorded };
}

async function fileSet(path: string, id: string): Promise<ScoreSet> {
  const table = await readScores(path);
  if (!table.columns.includes(id)) throw withoutIds(table, id);
  const ids = idColumn(table, id);
  const names = table.columns.filter(
    (column) => column !== id && column !== 'subject' && isNumeric(table, column),
  );
  return {
    name: path,
    ids,
    scores: new Map(names.map((name) => [name, numberColumn(table, name)])),
    stated: new Map(Object.entries(table.stated)),
    ...subjectsIn(table),
  };
}

/** Columns in which at least one cell is a number are scores; any other cell in them is then an error by name. */
function isNumeric({ rows }: ScoreTable, column: string): boolean {
  return rows.some(({ cells }) => {
    const cell = cells[column];
    return (
      typeof cell === 'number' ||
      (typeof cell === 'string' && cell.trim() !== '' && Number.isFinite(Number(cell)))
    );
  });
}

/** A column `subject` without gaps. */
function subjectsIn({ rows }: ScoreTable): Pick<ScoreSet, 'subjects'> {
  const subjects = rows.map(({ cells }) => cells['subject']);
  return subjects.every((subject) => typeof subject === 'string' && subject !== '')
    ? { subjects: subjects as string[] }
    : {};
}

function withoutIds({ path, columns }: ScoreTable, id: string): InputError {
  return new InputError({
    where: path,
    expected: `a column ${id} of ids, since images are never paired by position`,
    got: columns.join(', '),
    remedy: 'name the column of ids with --pair-by, or evaluate again with ids kept',
  });
}
