import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ScaleRule } from '../../../datasets/scaling-rule.ts';
import { InputError } from '../../../numeric/input-error.ts';
import { armsInTable } from '../../../record/scores/arms-in-table.ts';
import type { ScoreSet } from '../../../record/scores/score-set.ts';
import { byPosition, setOfTable, type TableOptions } from '../../../record/scores/set-of-table.ts';
import type { ScoreTable } from '../../../record/scores/table.ts';
import { splitSource } from '../images/collection/folder-selection.ts';
import { chosenTable, idOf } from './chosen-table.ts';
import { readScores } from './read-scores.ts';
import { type ArmFolders, armFolders, isFolder, scoreFolder } from './score-folder.ts';

/** Where the parts of an arm are, when not where the release has them. */
export interface ScoreSource {
  /** Of ids; one that is called so where it is left out. */
  readonly idColumn?: string;
  /** Of a file without a header. */
  readonly columns?: readonly string[];
  readonly table?: Omit<TableOptions, 'id'>;
  /** What PSNR of an image that equals its reference is, for folders of images. */
  readonly zeroError?: number;
  readonly hr?: string;
  readonly ae?: string;
  /** How values of images become [0, 1]; as they are without it. */
  readonly scale?: ScaleRule;
}

const RESULTS = 'diffusion_eval_results.json';

/**
 * One arm's per-image scores: of a file, or of a folder, whose images are scored anew and whose result file, where
 * there is one, says what was recorded; `FOLDER#axial=50%` chooses in each of its files. Where references are named, a
 * glob, a list or a DICOMDIR are images too.
 * @throws InputError when there are no per-image scores, an id repeats, or an image cannot be scored.
 */
export async function readScoreSet(path: string, source: ScoreSource): Promise<ScoreSet> {
  const { source: root, text: selection } = splitSource(path, undefined);
  if (!isFolder(root) && source.hr === undefined) return fileSet(path, source);
  const folders = isFolder(root)
    ? selected(armFolders(root, source.hr, source.ae), selection)
    : { sr: path, hr: source.hr!, ...(source.ae !== undefined && { ae: source.ae }) };
  const { scale: rule, zeroError } = source;
  const { ids, subjects, scores, leftOut, scaled } = await scoreFolder(folders, { rule, zeroError });
  const results = join(root, RESULTS);
  const account = {
    layout: 'a folder of images',
    read: ids.length,
    rows: ids.length,
    used: [...scores.keys()],
    leftOut,
  };
  const own: ScoreSet = {
    name: path,
    ids,
    scores,
    stated: new Map(),
    ...(subjects && { subjects }),
    account,
    scaled,
  };
  if (!existsSync(results)) return own;
  const recorded = await fileSet(results, source);
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

/** The same choice in every file of the folders. */
function selected({ sr, hr, ae }: ArmFolders, selection: string | undefined): ArmFolders {
  const of = (folder: string) => (selection === undefined ? folder : `${folder}#${selection}`);
  return { sr: of(sr), hr: of(hr), ...(ae !== undefined && { ae: of(ae) }) };
}

/**
 * The arms that one table holds, where it holds several: `FILE`, or the one of `FILE#COLUMN=METHOD` and `FILE#METHOD`.
 * @throws InputError where it cannot be read, or has no such method.
 */
export async function armsOfFile(path: string, source: ScoreSource): Promise<ReadonlyMap<string, ScoreSet>> {
  const table = await readScores(path, source.columns);
  const id = idOf(table, source.idColumn) ?? neededId(table);
  const several = armsInTable(table, id);
  const arms = several ? [...several.arms] : [[table.path, table] as const];
  return new Map(arms.map(([method, own]) => [method, setOfTable(own, { ...source.table, id })]));
}

async function fileSet(path: string, source: ScoreSource): Promise<ScoreSet> {
  const { table, id } = await chosenTable(path, source);
  return setOfTable(table, { ...source.table, id: id ?? neededId(table) });
}

/** @throws InputError always: images are not paired without names. */
function neededId({ path, layout, rows, columns }: ScoreTable): never {
  throw new InputError({
    where: path,
    expected: 'a column id of ids, since images are never paired by position',
    got: `${layout}, ${rows.length} rows of ${columns.join(', ')}`,
    remedy: `name the column of ids with --pair-by, evaluate again with ids kept, or say --pair-by ${byPosition} if both files have the same images in the same order`,
  });
}
