import { InputError } from '../../../numeric/input-error.ts';
import type { ScoreSet } from '../../../record/scores/score-set.ts';
import { setOfTable } from '../../../record/scores/set-of-table.ts';
import { subjectsOf } from '../../../record/scores/subject-pattern.ts';
import type { LeftOut, ScoreTable } from '../../../record/scores/table.ts';
import { columnCalled } from '../../../record/scores/table-columns.ts';
import type { Methods } from '../../../statistics/ranking/rank-methods.ts';
import { chosenTable } from '../../files/scores/chosen-table.ts';
import { armsOfFile } from '../../files/scores/score-set.ts';

/** What became of the rows of a method. */
export interface MethodAccount {
  readonly method: string;
  readonly file: string;
  readonly used: number;
  readonly leftOut: readonly LeftOut[];
}

/** How methods are read. */
interface Reading {
  readonly score: string;
  readonly methods?: string;
  readonly id?: string;
  readonly subject?: string;
  readonly cluster?: string;
  readonly common?: boolean;
}

interface ReadMethod {
  readonly name: string;
  readonly set: ScoreSet;
  readonly values: Float64Array;
}

/**
 * One score of the methods that the files hold, aligned by id. Images of which a method has no measurement are left
 * out of all, and listed.
 * @throws InputError where a file cannot be read, a method lacks the score, or ids differ (unless `common`).
 */
export async function methodsOfFiles(
  files: readonly string[],
  reading: Reading,
): Promise<{ readonly methods: Methods; readonly accounts: readonly MethodAccount[] }> {
  const read: ReadMethod[] = [];
  for (const file of files) {
    const arms =
      reading.methods === undefined
        ? await armsIn(file, reading)
        : await columnsIn(file, reading.methods, reading);
    for (const [name, set] of arms) {
      const values = set.scores.get(reading.score);
      if (!values) throw withoutScore(set, reading.score);
      read.push({ name: arms.size === 1 && files.length > 1 ? file : name, set, values });
    }
  }
  const ids = sharedIds(read, reading.common === true);
  const shared = new Set(ids);
  const clusterOf = subjectsOf(
    reading.cluster,
    read.map(({ set }) => set),
  );
  const columns = read.map(({ set, values }) => {
    const at = new Map(set.ids.map((id, i) => [id, i]));
    return Float64Array.from(ids, (id) => values[at.get(id)!]!);
  });
  const kept = ids.flatMap((_, i) => (columns.some((own) => Number.isNaN(own[i])) ? [] : [i]));
  const lacking = ids.filter((_, i) => columns.some((own) => Number.isNaN(own[i])));
  const names = kept.map((i) => ids[i]!);
  return {
    methods: {
      names: read.map(({ name }) => name),
      ids: names,
      clusters: names.map(clusterOf),
      values: columns.map((own) => Float64Array.from(kept, (i) => own[i]!)),
    },
    accounts: read.map(({ name, set }) => ({
      method: name,
      file: set.name,
      used: kept.length,
      leftOut: [
        ...(set.account?.leftOut ?? []).filter(({ why }) => !isOfAnother(why, read)),
        ...set.ids
          .filter((id) => !shared.has(id))
          .map((id) => ({ place: id, why: 'another method lacks it' })),
        ...lacking.map((id) => ({ place: id, why: 'a method has no measurement of it' })),
      ],
    })),
  };
}

/** Whether what one method leaves out is another method's, which is ranked too. */
function isOfAnother(why: string, read: readonly ReadMethod[]): boolean {
  return (
    why === 'of another method' || read.some(({ name }) => why.startsWith('of ') && why.endsWith(` ${name}`))
  );
}

function armsIn(file: string, { id, subject, cluster }: Reading): Promise<ReadonlyMap<string, ScoreSet>> {
  return armsOfFile(file, {
    ...(id !== undefined && { idColumn: id }),
    table: { ...(subject !== undefined && { subject }), subjectsByIds: cluster !== undefined },
  });
}

/** Columns that are methods, as arms of the one score. */
async function columnsIn(
  file: string,
  methods: string,
  { score, id: idColumn, subject, cluster }: Reading,
): Promise<ReadonlyMap<string, ScoreSet>> {
  const { table, id } = await chosenTable(file, { ...(idColumn !== undefined && { idColumn }) });
  if (id === undefined) throw withoutIds(table);
  const names = methods.split(',').map((name) => name.trim());
  const columns = names.map((name) => columnCalled(table, name));
  const shared = table.columns.filter((column) => !columns.includes(column));
  return new Map(
    columns.map((column, j) => {
      const rows = table.rows.map(({ place, cells }) => ({
        place,
        cells: { ...cells, [score]: cells[column] },
      }));
      const own = { ...table, columns: [...shared, score], rows };
      const options = { id, ...(subject !== undefined && { subject }), subjectsByIds: cluster !== undefined };
      return [names[j]!, setOfTable(own, options)] as const;
    }),
  );
}

/** The ids of all methods, in the order of code units. */
function sharedIds(read: readonly ReadMethod[], common: boolean): readonly string[] {
  const all = read.map(({ set }) => new Set(set.ids));
  for (const { name, set } of read) {
    const missing = set.ids.find((id) => !all.every((ids) => ids.has(id)));
    if (missing === undefined || common) continue;
    throw new InputError({
      where: name,
      expected: 'the same ids in all methods',
      got: `${missing}, which another lacks`,
      remedy: 'score the same images, or rank what is common with --common',
    });
  }
  return [...(all[0] ?? [])].filter((id) => all.every((ids) => ids.has(id))).sort((a, b) => (a < b ? -1 : 1));
}

function withoutScore(set: ScoreSet, score: string): InputError {
  return new InputError({
    where: set.name,
    expected: `the score ${score}`,
    got: [...set.scores.keys()].join(', ') || 'no score',
    remedy: 'correct --score, or name the columns that are methods with --methods',
  });
}

function withoutIds({ path, columns }: ScoreTable): InputError {
  return new InputError({
    where: path,
    expected: 'a column of ids',
    got: columns.join(', '),
    remedy: 'name it with --id',
  });
}
