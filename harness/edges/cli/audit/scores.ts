import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { Verdict } from '../../../claims/verdict.ts';
import { cataloguedUnit } from '../../../metrics/catalogued-unit.ts';
import { InputError } from '../../../numeric/input-error.ts';
import type { Unit } from '../../../numeric/unit.ts';
import type { ScoreComparison, ScoresAudit } from '../../../record/scores/audit-scores.ts';
import { withUnit } from '../../../report/format-number.ts';
import type { VariantResult } from '../../../statistics/variants.ts';
import { type Answer, answering } from '../answer.ts';
import { exactCount } from '../counts.ts';

/** Adds `audit scores A B` and `audit export RUN`. */
export function addScores(audit: Command): void {
  audit
    .command('scores')
    .description(
      'every statistic of two arms, in all procedure variants, from their per-image scores or images',
    )
    .argument(
      '<first>',
      "the arm that is claimed to be better: the release's JSON, a CSV, or a folder of images",
    )
    .argument('<second>', 'the other arm')
    .option('--pair-by <column>', 'column of ids by which images are paired', 'id')
    .option(
      '--cluster <regex>',
      'the subject of an id: first group of this pattern; "none" where nothing repeats (default: a column subject, or a trailing slice number)',
    )
    .option('--score <names>', 'scores to compare, separated by commas (default: all that both arms have)')
    .option('--dataset <name>', 'data set, for the verdicts', '')
    .option('--hr <folder>', 'true images, for folders of images (default: hr/ in each)')
    .option(
      '--ae <folder>',
      "autoencoder's images, the noise floor of hallucination rates (default: ae_images/ in each)",
    )
    .option(
      '--pixels <count>',
      'the scores are of 8-bit images of so many pixels: tests that they lie on their lattice',
    )
    .option('--common', 'compare the images that both arms have where their ids differ')
    .option('--force', 'compare scores although they look synthesised')
    .option('--resamples <count>', 'resamples of the bootstrap intervals', '10000')
    .option('--seed <number>', 'seed of the resampling', '42')
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

interface Flags {
  readonly pairBy: string;
  readonly cluster?: string;
  readonly score?: string;
  readonly dataset: string;
  readonly hr?: string;
  readonly ae?: string;
  readonly pixels?: string;
  readonly common?: boolean;
  readonly force?: boolean;
  readonly resamples: string;
  readonly seed: string;
}

async function auditArms(first: string, second: string, flags: Flags, _command: Command): Promise<Answer> {
  const [{ auditScores }, { importedVerdicts }, { subjectsOf }, { readScoreSet }] = await Promise.all([
    import('../../../record/scores/audit-scores.ts'),
    import('../../../record/scores/imported-verdicts.ts'),
    import('../../../record/scores/subject-pattern.ts'),
    import('../../files/scores/score-set.ts'),
  ]);
  const source = {
    idColumn: flags.pairBy,
    ...(flags.hr !== undefined && { hr: flags.hr }),
    ...(flags.ae !== undefined && { ae: flags.ae }),
  };
  const arms = [await readScoreSet(first, source), await readScoreSet(second, source)] as const;
  const audited = auditScores(...arms, {
    clusterOf: subjectsOf(flags.cluster, arms),
    scores: flags.score?.split(',').map((name) => name.trim()) ?? [],
    common: flags.common === true,
    force: flags.force === true,
    resamples: exactCount('--resamples', flags.resamples, 100, MOST_RESAMPLES),
    seed: exactCount('--seed', flags.seed, 0),
    ...(flags.pixels !== undefined && { pixels: exactCount('--pixels', flags.pixels, 1) }),
  });
  const replay = `npx latent-sr audit scores ${first} ${second}`;
  const verdicts = importedVerdicts(audited, flags.dataset, replay);
  return {
    document: {
      first,
      second,
      pairedBy: flags.pairBy,
      n: audited.n,
      subjects: audited.subjects,
      notes: audited.notes,
      comparisons: audited.comparisons.map(({ sample: _, ...comparison }) => comparison),
      verdicts: verdicts.map(({ claim, tier, outcome, reason }) => ({ claim, tier, outcome, reason })),
    },
    text: textOf(first, second, audited, verdicts),
  };
}

async function exportCell(run: string, flags: { readonly cell: string }, _command: Command): Promise<Answer> {
  const [{ decodeRows }, { toReleaseScores }] = await Promise.all([
    import('../../../pipeline/row.ts'),
    import('../../../record/scores/release-scores.ts'),
  ]);
  const file = join(run, 'rows.jsonl');
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(readFileSync(file));
  } catch (error) {
    throw new InputError({
      where: file,
      expected: 'the rows of a run',
      got: (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'no such file' : (error as Error).message,
      remedy: 'give the folder of a finished run',
    });
  }
  const document = toReleaseScores(decodeRows({ 'rows.jsonl': bytes }), flags.cell);
  return { document, text: JSON.stringify(document, null, 2) };
}

function textOf(first: string, second: string, audit: ScoresAudit, verdicts: readonly Verdict[]): string {
  const head = `${first} against ${second}: ${audit.n} images, ${audit.subjects === audit.n ? 'each counted as a subject of its own (--cluster says otherwise)' : `${audit.subjects} subject${audit.subjects === 1 ? '' : 's'}`}`;
  const notes = audit.notes.map(
    ({ kind, message, ids }) =>
      `  note, ${kind}: ${message}${ids ? ` (${ids.slice(0, 5).join(', ')}${ids.length > 5 ? ', ...' : ''})` : ''}`,
  );
  const found = verdicts.map(({ claim, outcome, reason }) => `  ${claim} ${outcome}: ${reason}`);
  return [
    [head, ...notes].join('\n'),
    ...audit.comparisons.map(comparisonText),
    ...(found.length > 0
      ? [
          [
            'verdicts (tier imported), the first arm being MedVAE SR and the second SD-VAE SR:',
            ...found,
          ].join('\n'),
        ]
      : []),
  ].join('\n\n');
}

function comparisonText({ score, direction, correlation, variants }: ScoreComparison): string {
  const sense = direction === 'none' ? '' : ` (${direction} is better)`;
  const related = correlation === null ? '' : `, arms correlate by ${correlation.toFixed(3)}`;
  const unit = cataloguedUnit(score) ?? '1';
  const reading = (name: 'recommended' | 'described' | 'released') => variantText(name, variants[name], unit);
  return [
    `${score}${sense}${related}`,
    reading('recommended'),
    reading('described'),
    reading('released'),
  ].join('\n');
}

function variantText(
  name: string,
  { difference, effectSize, test, differs }: VariantResult,
  unit: Unit,
): string {
  const ends = (of: readonly [number, number]) => `[${of.map(show).join(', ')}]`;
  return [
    `  ${name.padEnd(12)} difference ${withUnit(show(difference.value), unit)} ${ends(difference.ci95)} (${difference.interval})`,
    `${' '.repeat(15)}d ${show(effectSize.value)} ${ends(effectSize.ci95)} (${effectSize.name}), p ${pText(test.log10p)} (${test.name}, ${test.alternative === 'twoSided' ? 'two-sided' : test.alternative}, n ${test.n})`,
    `${' '.repeat(15)}${differs}`,
  ].join('\n');
}

/** p to two digits from its decimal logarithm, which does not underflow. */
function pText(log10p: number): string {
  const power = Math.floor(log10p);
  return log10p > -4 ? show(10 ** log10p) : `${(10 ** (log10p - power)).toFixed(1)}e${power}`;
}

function show(value: number): string {
  return String(Number(value.toPrecision(5)));
}
