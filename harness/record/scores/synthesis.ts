import { knownNumber } from '../../metrics/known-number.ts';
import { decimalsOf as decimalsOfAll, inLastDigits } from '../../numeric/decimals.ts';
import { logIncompleteGamma } from '../../numeric/incomplete-gamma.ts';
import { mean, standardDeviation } from '../../numeric/moments.ts';
import { normalQuantile } from '../../numeric/normal.ts';
import type { Sign } from './sign-words.ts';

/** A sign that scores were made up instead of measured. */
export interface SynthesisSign {
  readonly test: Sign;
  readonly score: string;
  readonly reason: string;
}

/** What is known besides the values. */
export interface SynthesisContext {
  readonly stated: ReadonlyMap<string, number>;
  /** Pixels of the 8-bit images that the scores were taken of; unknown for other images. */
  readonly pixels?: number;
}

/**
 * Tests one column of scores for signs of synthesis: those of `signWords` that are of one column, with their measured
 * rates in golden/rules.json.
 */
export function synthesisSigns(
  score: string,
  values: Float64Array,
  context: SynthesisContext,
): readonly SynthesisSign[] {
  if (values.length < 8) return [];
  const sign = (test: SynthesisSign['test'], reason: string | undefined) =>
    reason === undefined ? [] : [{ test, score, reason }];
  return [
    ...sign('round moments', roundMoments(values)),
    ...sign('normal moments', normalMoments(values)),
    ...sign('normal quantiles', normalQuantiles(values)),
    ...sign('stated moments', statedMoments(score, values, context.stated)),
    ...sign('last digits', lastDigits(values)),
    ...(context.pixels === undefined ? [] : latticeSigns(score, values, context.pixels)),
  ];
}

function roundMoments(values: Float64Array): string | undefined {
  // Values of few decimals have a mean of few, and nothing can be told from it.
  if (values.filter((value) => decimalsOf(value) > 6).length < values.length / 2) return undefined;
  const m = mean(values);
  const sds = ([0, 1] as const).map((ddof) => standardDeviation(values, ddof));
  for (const [places, part] of [
    [4, 1e-9],
    [6, 1e-12],
  ] as const) {
    const round = (value: number) => Math.abs(value - Number(value.toFixed(places))) < part * Math.abs(value);
    const sd = sds.find(round);
    if (sd !== undefined && round(m))
      return `mean ${Number(m.toFixed(places))} and sd ${Number(sd.toFixed(places))} are exact decimals of ${places} places`;
  }
  return undefined;
}

function normalMoments(values: Float64Array): string | undefined {
  const m = mean(values);
  const sd = standardDeviation(values, 0);
  // Few values, such as 0.03, 0.04 and 0.05, can have such moments by chance.
  if (sd === 0 || new Set(values).size < values.length / 2) return undefined;
  const moment = (power: number) => mean(values.map((value) => ((value - m) / sd) ** power));
  const [skewness, excess] = [moment(3), moment(4) - 3];
  const exact = Math.abs(skewness) < 1e-6 && Math.abs(excess) < 1e-6;
  return exact ? 'skewness and excess kurtosis are 0 to a millionth' : undefined;
}

function normalQuantiles(values: Float64Array): string | undefined {
  const n = values.length;
  const sorted = Float64Array.from(values).sort();
  const positions = [
    (i: number) => (i + 0.5) / n,
    (i: number) => (i + 1) / (n + 1),
    (i: number) => (i + 0.625) / (n + 0.25),
  ];
  const best = Math.max(
    ...positions.map((at) =>
      correlation(
        sorted,
        sorted.map((_, i) => normalQuantile(at(i))),
      ),
    ),
  );
  // Of n draws 1 - r is about 1 / n in the mean and practically never a hundredth of it.
  return n >= 20 && 1 - best < 0.01 / n
    ? `the sorted values correlate with normal quantiles by 1 - ${show(1 - best)}`
    : undefined;
}

function statedMoments(
  score: string,
  values: Float64Array,
  stated: ReadonlyMap<string, number>,
): string | undefined {
  const [m, sd] = ['mean', 'std'].map((name) => stated.get(`${score}_${name}`));
  const own = { mean: mean(values), sds: ([0, 1] as const).map((ddof) => standardDeviation(values, ddof)) };
  // A summary may be rounded to the digits it is stated with, or have been summed in single precision.
  const off = (value: number, of: number) =>
    Math.abs(value - of) > Math.max(0.51 * 10 ** -decimalsOf(value), 1e-5 * Math.abs(of));
  if (m !== undefined && off(m, own.mean))
    return `the file states the mean ${show(m)}, its list has ${show(own.mean)}`;
  if (sd !== undefined && own.sds.every((one) => off(sd, one)))
    return `the file states the sd ${show(sd)}, its list has ${show(own.sds[1])}`;
  return undefined;
}

function lastDigits(values: Float64Array): string | undefined {
  const decimals = decimalsOfAll(values);
  if (values.length < 50 || decimals === undefined || decimals === 0) return undefined;
  const units = inLastDigits(values, decimals);
  // Values that repeat lie on a lattice of their own, and narrow ones share their digits.
  if (new Set(units).size < 0.5 * units.length || standardDeviation(units, 1) < 10) return undefined;
  const counts = new Array<number>(10).fill(0);
  for (const value of units) counts[Math.abs(value) % 10]++;
  const expected = units.length / 10;
  const chi2 = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  const p = Math.exp(logIncompleteGamma(4.5, chi2 / 2).upper);
  return p < 1e-6
    ? `the last digits 0 to 9 stand ${counts.join(', ')} times in ${units.length} values`
    : undefined;
}

function latticeSigns(score: string, values: Float64Array, pixels: number): SynthesisSign[] {
  const steps = latticeOf(score, values, pixels);
  if (steps === undefined) return [];
  const off = steps.filter((step) => Math.abs(step - Math.round(step)) > 1e-3).length;
  if (off > 0) {
    const what = latticeKind(score) === 'pixels' ? 'count of pixels' : 'squared error in grey levels';
    return [
      {
        test: 'lattice',
        score,
        reason: `${off} of ${steps.length} values are no whole ${what} of ${pixels}`,
      },
    ];
  }
  const sd = standardDeviation(steps, 1);
  const expected = (steps.length * (steps.length - 1)) / (4 * Math.sqrt(Math.PI) * Math.max(sd, 0.3));
  const distinct = new Set(steps.map(Math.round)).size;
  return distinct === steps.length && expected > 15
    ? [
        {
          test: 'ties',
          score,
          reason: `about ${show(expected)} equal pairs are expected among ${steps.length} values, none is there`,
        },
      ]
    : [];
}

/** The values in steps of their lattice; undefined for scores that have none. */
function latticeOf(score: string, values: Float64Array, pixels: number): Float64Array | undefined {
  const step = latticeSteps[latticeKind(score) ?? 'none'];
  return step && values.filter(Number.isFinite).map((value) => step(value) * pixels);
}

/** What scores are multiples of, by the number of the catalogue. */
const latticeSteps: Readonly<Record<string, (value: number) => number>> = {
  pixels: (value) => value,
  'squared levels': (value) => 10 ** (-value / 10) * 255 ** 2,
};

function latticeKind(score: string): 'pixels' | 'squared levels' | undefined {
  const known = knownNumber(score);
  const number = known ? [known.metric, known.part].filter((part) => part !== '').join('/') : score;
  if (/(^|\/)(hallucinated|lost)$/.test(number)) return 'pixels';
  return number === 'psnr' ? 'squared levels' : undefined;
}

function correlation(x: Float64Array, y: Float64Array): number {
  const [mx, my] = [mean(x), mean(y)];
  const dot = (f: (i: number) => number) => x.reduce((sum, _, i) => sum + f(i), 0);
  const xy = dot((i) => (x[i] - mx) * (y[i] - my));
  return xy / Math.sqrt(dot((i) => (x[i] - mx) ** 2) * dot((i) => (y[i] - my) ** 2));
}

function decimalsOf(value: number): number {
  const [mantissa, power = '0'] = String(value).split('e');
  return Math.max(0, (mantissa.split('.')[1]?.length ?? 0) - Number(power));
}

function show(value: number): string {
  return String(Number(value.toPrecision(4)));
}
