import type { Command } from 'commander';
import { InputError } from '../../../numeric/input-error.ts';
import type { ScoreSet } from '../../../record/scores/score-set.ts';
import { type Answer, answering } from '../answer.ts';
import { exactCount } from '../counts.ts';
import { type ScaleFlag, scaleAsked, withScale } from '../scale-option.ts';

/** Adds `audit scores A B` and `audit export RUN`. */
export function addScores(audit: Command): void {
  const scores = audit
    .command('scores')
    .description(
      'every statistic of two arms, in all procedure variants, from their per-image scores or images',
    );
  withScale(scores, 'images as they are')
    .argument(
      '<first>',
      "the arm that is claimed to be better: the release's JSON, a CSV, or a folder of images",
    )
    .argument('[second]', 'the other arm; not needed where one table holds both')
    .option(
      '--pair-by <column>',
      'column of ids by which images are paired (default: one called id, image, ...); "position" where both files have the same order',
    )
    .option('--subject <column>', 'column of subjects (default: one called subject, patient, ...)')
    .option('--columns <names>', 'names of the columns of files without a header, separated by commas')
    .option(
      '--cluster <regex>',
      'the subject of an id: first group of this pattern; "none" where nothing repeats (default: a column subject, or a trailing slice number)',
    )
    .option('--score <names>', 'scores to compare, separated by commas (default: all that both arms have)')
    .option('--dataset <name>', 'data set of both, for claims that name one', '')
    .option(
      '--arm <levels:file>',
      "scores of another arm, for claims that need it, with the levels that it has: 'FACTOR=LEVEL,FACTOR=LEVEL:FILE'; again for more",
      (arm: string, before: readonly string[]) => [...before, arm],
      [],
    )
    .option('--hr <folder>', 'true images, for folders of images (default: hr/ in each)')
    .option(
      '--ae <folder>',
      "autoencoder's images, the noise floor of hallucination rates (default: ae_images/ in each)",
    )
    .option(
      '--zero-error <dB>',
      'PSNR of an image that equals its reference, for folders of images (default: infinity, which no statistic takes)',
    )
    .option(
      '--pixels <count>',
      'the scores are of 8-bit images of so many pixels: tests that they lie on their lattice',
    )
    .option('--common', 'compare the images that both arms have where their ids differ')
    .option('--force', 'compare scores although they look synthesised')
    .option('--resamples <count>', 'resamples of the bootstrap intervals', '10000')
    .option('--seed <number>', 'seed of the resampling', '42')
    .option('--workspace <folder>', 'folder with experiments/ (default: this package)')
    .option('--json', 'print one JSON document')
    .action(answering(auditArms));
  audit
    .command('export')
    .description("write a run's rows of one cell in the form of the release's per-image results")
    .argument('<run>', 'folder of a run')
    .requiredOption('--cell <cell>', 'the cell, as it stands in rows.jsonl')
    .option('--json', 'print one JSON document')
    .action(answering(exportCell));
}

const MOST_RESAMPLES = 1e6;

interface Flags extends ScaleFlag {
  readonly pairBy?: string;
  readonly subject?: string;
  readonly columns?: string;
  readonly cluster?: string;
  readonly score?: string;
  readonly dataset: string;
  readonly arm: readonly string[];
  readonly workspace?: string;
  readonly hr?: string;
  readonly ae?: string;
  readonly zeroError?: string;
  readonly pixels?: string;
  readonly common?: boolean;
  readonly force?: boolean;
  readonly resamples: string;
  readonly seed: string;
}

async function auditArms(
  firstPath: string,
  secondPath: string | undefined,
  flags: Flags,
  _command: Command,
): Promise<Answer> {
  const [
    { auditScores },
    { directionsBy },
    { subjectsOf },
    { armsOfFile, readScoreSet },
    { readDeclarations },
    { judgedArms },
    { scoresDocument },
    { scoresText },
  ] = await Promise.all([
    import('../../../record/scores/audit-scores.ts'),
    import('../../../record/scores/score-direction.ts'),
    import('../../../record/scores/subject-pattern.ts'),
    import('../../files/scores/score-set.ts'),
    import('../../files/scores/read-declarations.ts'),
    import('./judged-arms.ts'),
    import('./scores-document.ts'),
    import('./scores-text.ts'),
  ]);
  const scale = scaleAsked(flags);
  const source = {
    ...(scale && { scale }),
    ...(flags.pairBy !== undefined && { idColumn: flags.pairBy }),
    ...(flags.columns !== undefined && { columns: flags.columns.split(',').map((name) => name.trim()) }),
    table: {
      ...(flags.subject !== undefined && { subject: flags.subject }),
      subjectsByIds: flags.cluster !== undefined,
    },
    ...(flags.zeroError !== undefined && { zeroError: decibels(flags.zeroError) }),
    ...(flags.hr !== undefined && { hr: flags.hr }),
    ...(flags.ae !== undefined && { ae: flags.ae }),
  };
  const sets =
    secondPath === undefined
      ? twoOf(firstPath, await armsOfFile(firstPath, source))
      : ([await readScoreSet(firstPath, source), await readScoreSet(secondPath, source)] as const);
  const [first, second] = sets.map(({ name }) => name) as [string, string];
  const declared = readDeclarations(flags.workspace);
  const seed = exactCount('--seed', flags.seed, 0);
  const { pixels: _, ...told } = flags;
  const pixels = flags.pixels === undefined ? undefined : exactCount('--pixels', flags.pixels, 1);
  const scores = flags.score?.split(',').map((name) => name.trim()) ?? [];
  const audited = auditScores(...sets, {
    clusterOf: subjectsOf(flags.cluster, sets),
    directionOf: directionsBy(declared.experiments.flatMap(({ scores }) => scores)),
    scores,
    common: flags.common === true,
    force: flags.force === true,
    resamples: exactCount('--resamples', flags.resamples, 100, MOST_RESAMPLES),
    seed,
    ...(pixels !== undefined && { pixels }),
  });
  const judged = await judgedArms(declared, sets, source, {
    ...told,
    ...(pixels !== undefined && { pixels }),
    scores,
    seed,
    replay: replayOf(first, second, flags),
  });
  const pair = { first, second, pairedBy: flags.pairBy ?? 'id' };
  return {
    document: scoresDocument(pair, audited, judged, sets),
    text: scoresText(first, second, audited, judged),
  };
}

function decibels(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value > 0) return value;
  throw new InputError({
    where: '--zero-error',
    expected: 'a number of dB above 0, such as 80 or 100',
    got: JSON.stringify(text),
    remedy: 'correct it',
  });
}

/** The two arms of a table. @throws InputError where it holds one, or more than two. */
function twoOf(path: string, arms: ReadonlyMap<string, ScoreSet>): readonly [ScoreSet, ScoreSet] {
  const [first, second, ...others] = arms.values();
  if (first && second && others.length === 0) return [first, second];
  const names = [...arms.keys()];
  throw new InputError({
    where: path,
    expected: 'a table of two methods, where no second file is given',
    got: names.length === 1 ? 'one method' : `${names.length}: ${names.slice(0, 8).join(', ')}`,
    remedy:
      names.length === 1
        ? 'give the other arm too'
        : `name two of them: '${path}#${names[0]}' '${path}#${names[1]}'`,
  });
}

function replayOf(first: string, second: string, { dataset, arm }: Flags): string {
  const named = dataset === '' ? '' : ` --dataset ${dataset}`;
  return `npx latent-sr audit scores ${first} ${second}${named}${arm.map((one) => ` --arm '${one}'`).join('')}`;
}

async function exportCell(run: string, flags: { readonly cell: string }, _command: Command): Promise<Answer> {
  const [{ readRunRows }, { scoresOfSets, toReleaseScores }] = await Promise.all([
    import('../../files/runs.ts'),
    import('../../../record/scores/release-scores.ts'),
  ]);
  const rows = readRunRows(run);
  const document = toReleaseScores(rows, flags.cell);
  const left = scoresOfSets(rows, flags.cell);
  return {
    document,
    text: JSON.stringify(document, null, 2),
    ...(left.length > 0 && { note: `left out, being about no single image: ${left.join(', ')}` }),
  };
}
