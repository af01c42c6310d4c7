import type { CriterionResult, Outcome, Verdict } from '../../claims/verdict.ts';
import { hEquivalence } from '../../statistics/equivalence.ts';
import { smallestSignedRankP } from '../../statistics/signed-rank.ts';
import type { ScoreComparison, ScoresAudit } from './audit-scores.ts';

/**
 * What imported scores say of the claims they bear on, the first arm being MedVAE SR and the second SD-VAE SR.
 * A claim about a difference is decided by the leading interval, one of comparable rates by equivalence; none by
 * images of fewer than six subjects.
 * @param dataset as the verdict's criteria name the group
 */
export function importedVerdicts(audit: ScoresAudit, dataset: string, replay: string): readonly Verdict[] {
  return judges.flatMap(({ claim, judge }) => {
    const criteria = judge((...names) => audit.comparisons.find(({ score }) => names.includes(score)));
    if (criteria.length === 0) return [];
    const named = criteria.map((criterion) => ({
      ...undecidedByFew(criterion, audit.subjects),
      group: dataset,
    }));
    const outcome = overall(named.map((criterion) => criterion.outcome));
    return [
      {
        claim,
        part: '',
        tier: 'imported' as const,
        outcome,
        reason: named.find((criterion) => criterion.outcome === outcome)!.reason,
        experiment: 'audit scores',
        criteria: named,
        scope: [
          `${audit.n} images of ${audit.subjects} subjects${dataset === '' ? '' : `, ${dataset}`}`,
          ...audit.notes.map(({ message }) => message),
        ],
        replay,
      },
    ];
  });
}

type Find = (...names: string[]) => ScoreComparison | undefined;
type Judged = Omit<CriterionResult, 'group'>;

const judges: readonly { claim: string; judge: (find: Find) => Judged[] }[] = [
  { claim: 'C01', judge: (find) => signOf(find('psnr'), 1, 'PSNR is higher', 'dB') },
  { claim: 'C02', judge: (find) => largeEffect(find('psnr')) },
  { claim: 'C03', judge: (find) => smallP(find('psnr')) },
  {
    claim: 'C04',
    judge: (find) => {
      const [lpips, msSsim] = [find('lpips'), find('msssim', 'ms-ssim')];
      if (lpips === undefined && msSsim === undefined) return [];
      return [
        ...(lpips ? signOf(lpips, -1, 'LPIPS is lower', '1') : missing('LPIPS')),
        ...(msSsim ? signOf(msSsim, 1, 'MS-SSIM is higher', '1') : missing('MS-SSIM')),
      ];
    },
  },
  { claim: 'C09', judge: (find) => signOf(find('subband-psnr/HH1', 'subbands/HH1'), 1, 'HH1 gains', 'dB') },
  {
    claim: 'C12',
    // Against each method's own autoencoder, two sd over its mean error, as described.
    judge: (find) =>
      comparableRates(find('hallucinated', 'hallucination-own/hallucinated', 'own-2/hallucinated')),
  },
  { claim: 'C15', judge: (find) => signOf(find('mae'), -1, 'the mean absolute error is lower', '1') },
];

/** With fewer units no exact paired test reaches 5 % two-sided, and no interval can be trusted. */
function undecidedByFew(criterion: Judged, subjects: number): Judged {
  if (subjects >= 6 || criterion.outcome === 'untestable') return criterion;
  const reason = `${criterion.reason} Fewer than six independent units are too few to decide.`;
  return { ...criterion, outcome: 'inconclusive', reason };
}

function signOf(
  comparison: ScoreComparison | undefined,
  sign: 1 | -1,
  label: string,
  unit: string,
): Judged[] {
  if (comparison === undefined) return [];
  const { value, ci95 } = comparison.variants.recommended.difference;
  const [low, high] = sign > 0 ? ci95 : [-ci95[1], -ci95[0]];
  const outcome: Outcome = low > 0 ? 'reproduced' : high < 0 ? 'not reproduced' : 'inconclusive';
  const where =
    low > 0 ? 'on the claimed side of 0' : high < 0 ? 'on the other side of 0' : 'on both sides of 0';
  return [
    {
      label,
      outcome,
      observed: { value, interval: ci95 },
      unit,
      expected: `interval ${sign > 0 ? 'above' : 'below'} 0`,
      reason: `The mean difference of ${comparison.score} is ${show(value)}, its ${comparison.variants.recommended.difference.interval} interval [${ci95.map(show).join(', ')}] lies ${where}.`,
      ...counts(comparison),
    },
  ];
}

function missing(score: string): Judged[] {
  const reason = `needs ${score} of both arms`;
  return [{ label: score, outcome: 'untestable', unit: '1', expected: 'a paired difference', reason }];
}

function largeEffect(comparison: ScoreComparison | undefined): Judged[] {
  if (comparison === undefined) return [];
  const { described, released } = comparison.variants;
  const { value, ci95 } = described.effectSize;
  const outcome: Outcome = ci95[0] >= 0.8 ? 'reproduced' : ci95[1] < 0.8 ? 'not reproduced' : 'inconclusive';
  return [
    {
      label: 'd of the paired differences is large',
      outcome,
      observed: { value, interval: ci95 },
      unit: '1',
      expected: 'at least 0.8',
      reason: `d of the differences is ${show(value)} [${ci95.map(show).join(', ')}]; the released code's pooled d is ${show(released.effectSize.value)}.`,
      ...counts(comparison),
    },
  ];
}

function smallP(comparison: ScoreComparison | undefined): Judged[] {
  if (comparison === undefined) return [];
  const { described, released, n } = comparison.variants;
  const least = smallestSignedRankP(n, { method: 'asymptotic', correction: false }).log10p.twoSided;
  const possible = least < -20;
  const outcome: Outcome = !possible
    ? 'untestable'
    : described.test.log10p < -20
      ? 'reproduced'
      : 'not reproduced';
  return [
    {
      label: 'two-sided signed-rank p below 1e-20',
      outcome,
      observed: { value: described.test.p },
      unit: '1',
      expected: 'below 1e-20',
      reason: possible
        ? `log10 p is ${show(described.test.log10p)} two-sided and ${show(released.test.log10p)} by the released one-sided test.`
        : `${n} pairs cannot give a p below 1e-20 (least log10 p ${show(least)}).`,
      ...counts(comparison),
    },
  ];
}

function comparableRates(comparison: ScoreComparison | undefined): Judged[] {
  if (comparison === undefined) return [];
  const { x, y, clusters } = comparison.sample;
  if ([...x, ...y!].some((rate) => rate < 0 || rate > 1)) return [];
  const { value, equivalent, interval } = hOf(x, y!, clusters);
  const outside = interval[0] > 0.02 || interval[1] < -0.02;
  return [
    {
      label: 'hallucination rates are equivalent within h 0.02',
      outcome: equivalent ? 'reproduced' : outside ? 'not reproduced' : 'inconclusive',
      observed: { value, interval },
      unit: '1',
      expected: 'within -0.02 .. 0.02',
      reason: `h is ${show(value)}, its 90 % interval [${interval.map(show).join(', ')}].`,
      ...counts(comparison),
    },
  ];
}

function hOf(x: Float64Array, y: Float64Array, clusters: readonly string[]) {
  const result = hEquivalence(x, y, clusters, 0.02);
  return { value: result.value, equivalent: result.equivalent, interval: result.ci90 };
}

function counts({ variants }: ScoreComparison): { n: number; subjects: number } {
  return { n: variants.n, subjects: variants.clusters };
}

/** The worst part decides; a part that could not be decided keeps the claim open. */
function overall(outcomes: readonly Outcome[]): Outcome {
  const order: readonly Outcome[] = ['not reproduced', 'inconclusive', 'untestable', 'reproduced'];
  return order.find((outcome) => outcomes.includes(outcome))!;
}

function show(value: number): string {
  return String(Number(value.toPrecision(4)));
}
