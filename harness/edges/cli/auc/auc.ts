import type { Command } from 'commander';
import { type Answer, answering } from '../answer.ts';
import type { Register } from '../program.ts';

/** `latent-sr auc FILE`: areas under ROC curves of scores of the same cases. */
export const registerAuc: Register = (program) => {
  program
    .command('auc')
    .description(
      "areas under the ROC curves of scores of the same cases, and their differences: DeLong's covariances, Obuchowski's where subjects repeat, or those of readers and cases; Holm's adjustment",
    )
    .argument('<file>', 'a table with a row a case')
    .requiredOption(
      '--truth <column=positive>',
      'the column that says which cases are positive: of 1 and 0, or with the name of the positive ones, as in finding=lesion',
    )
    .requiredOption('--scores <columns>', 'the scores, separated by commas: the higher, the more positive')
    .option('--id <column>', 'column of ids (default: one called id, image, ...)')
    .option('--subject <column>', 'column of subjects (default: one called subject, patient, ...)')
    .option(
      '--reader <column>',
      'column of readers, each of whom has rated every case, a row each: areas are means over readers, with the variance of readers and cases (Gallas, Hillis)',
    )
    .option('--cluster <regex>', 'the subject of an id: the first group of this pattern')
    .option('--level <confidence>', 'confidence of the intervals, such as 0.9 (default: 0.95)')
    .option('--json', 'print one JSON document')
    .action(answering(aucOfFile));
};

/** The flags of the command as commander gives them. */
export interface AucFlags {
  readonly truth: string;
  readonly scores: string;
  readonly id?: string;
  readonly subject?: string;
  readonly reader?: string;
  readonly cluster?: string;
  readonly level?: string;
}

/** What the command answers: reads the columns, and compares the curves. */
export async function aucOfFile(path: string, flags: AucFlags, _command?: Command): Promise<Answer> {
  const [{ columnsOfTable }, { clustersOf }, { areasUnderCurves }, { atLevel }, { levelIn }, { aucText }] =
    await Promise.all([
      import('../stat/table-sample.ts'),
      import('../stat/clusters.ts'),
      import('../../../statistics/ranking/roc.ts'),
      import('../../../statistics/interval-level.ts'),
      import('../stat/level.ts'),
      import('./text.ts'),
    ]);
  const level = levelIn(flags.level) ?? 0.95;
  const names = flags.scores.split(',').map((name) => name.trim());
  if (flags.reader !== undefined) return ofReaders(path, { ...flags, reader: flags.reader }, names, level);
  const table = await columnsOfTable(path, { ...flags, group: flags.truth }, names);
  const clusters = table.ids.map(await clustersOf([{ name: path, ...table }], flags));
  const truth = table.values[names.length]!;
  const values = table.values.slice(0, names.length);
  const areas = atLevel(level, () => areasUnderCurves({ names, ids: table.ids, clusters, truth, values }));
  return {
    document: { command: 'auc', level, ...areas, account: table.account },
    text: aucText(areas, { level, truth: flags.truth, account: table.account }),
  };
}

async function ofReaders(
  path: string,
  { reader, truth, id, subject, cluster }: AucFlags & { readonly reader: string },
  names: readonly string[],
  level: number,
): Promise<Answer> {
  const [{ ratingsOfFile }, { areasOverReaders }, { atLevel }, { readersText }, { InputError }] =
    await Promise.all([
      import('./readers.ts'),
      import('../../../statistics/ranking/multi-reader.ts'),
      import('../../../statistics/interval-level.ts'),
      import('./readers-text.ts'),
      import('../../../numeric/input-error.ts'),
    ]);
  if (cluster !== undefined)
    throw new InputError({
      where: 'latent-sr auc',
      expected: 'no --cluster with --reader, whose cases are each of one subject',
      got: cluster,
      remedy: 'leave one of them out',
    });
  const { account, ...read } = await ratingsOfFile(path, {
    ...{ reader, truth, names },
    ...(id !== undefined && { id }),
    ...(subject !== undefined && { subject }),
  });
  const areas = atLevel(level, () => areasOverReaders(read));
  const subjects = areas.positives + areas.negatives;
  return {
    document: { command: 'auc', level, readers: read.readers, subjects, ...areas, account },
    text: readersText(areas, { level, truth, readers: read.readers, account }),
  };
}
