import { mean, standardDeviation } from '../../harness/numeric/moments.ts';
import { normalQuantile } from '../../harness/numeric/normal.ts';
import { stream } from '../../harness/numeric/stream.ts';
import type { ScoreSet } from '../../harness/record/scores/score-set.ts';
import type { Sign } from '../../harness/record/scores/sign-words.ts';
import { PIXELS, withPsnr } from './measured-scores.ts';

type Pair = readonly [ScoreSet, ScoreSet];

const psnrOf = (set: ScoreSet) => set.scores.get('psnr')!;
const round = (value: number, step: number) => Number((Math.round(value / step) * step).toFixed(4));

/** A forgery of each sign, made of measured scores. */
export const forgeries: Readonly<Record<Sign, (pair: Pair, seed: number) => Pair>> = {
  'round moments': ([a, b], seed) => {
    const draws = stream(seed, 'scaled');
    const own = psnrOf(a).map(() => draws.normal());
    const [m, sd] = [mean(own), standardDeviation(own, 1)];
    return [
      withPsnr(
        a,
        own.map((value) => 26.42 + (1.73 * (value - m)) / sd),
      ),
      b,
    ];
  },
  'normal moments': ([a, b], seed) => {
    const ids = a.ids.slice(0, 2 * Math.floor(a.ids.length / 2));
    const scores = new Map([...a.scores].map(([name, list]) => [name, list.slice(0, ids.length)]));
    return [withPsnr({ ...a, ids, scores }, normalMoments(ids.length, seed)), b];
  },
  'normal quantiles': ([a, b]) => [
    withPsnr(
      a,
      psnrOf(a).map((_, i, all) => 26.4 + 1.7 * normalQuantile((i + 0.5) / all.length)),
    ),
    b,
  ],
  'stated moments': ([a, b]) => [withPsnr(a, psnrOf(a), new Map([['psnr_mean', mean(psnrOf(a)) + 0.05]])), b],
  lattice: ([a, b], seed) => {
    const draws = stream(seed, 'unmeasured');
    return [
      withPsnr(
        a,
        psnrOf(a).map(() => 26 + 2 * draws.normal()),
      ),
      b,
    ];
  },
  ties: ([a, b]) => {
    const lost = a.scores.get('lost')!.map((_, i) => (30 + i) / PIXELS);
    return [{ ...a, scores: new Map([...a.scores, ['lost', lost]]) }, b];
  },
  'last digits': ([a, b]) => [
    withPsnr(
      a,
      psnrOf(a).map((value) => round(value, 0.05)),
    ),
    b,
  ],
  'rows copied': ([a, b]) => [rowsFrom(a, a, (i, n) => (i % 4 === 0 ? (i + 1) % n : i)), b],
  'rows of the other arm': ([a, b]) => [a, rowsFrom(b, a, (i) => (i % 3 === 0 ? i : -1))],
  'constant offset': ([a, b]) => [
    a,
    withPsnr(
      b,
      psnrOf(a).map((value) => value + 2),
    ),
  ],
  'sorted apart': ([a, b]) => [
    withPsnr(a, Float64Array.from(psnrOf(a)).sort()),
    withPsnr(b, Float64Array.from(psnrOf(b)).sort()),
  ],
};

/** The arm with the rows of another where `at` gives one. */
function rowsFrom(set: ScoreSet, other: ScoreSet, at: (i: number, n: number) => number): ScoreSet {
  const scores = [...set.scores].map(([name, own]) => {
    const source = other.scores.get(name)!;
    return [name, own.map((value, i) => source[at(i, own.length)] ?? value)] as const;
  });
  return { ...set, scores: new Map(scores) };
}

/** An even number of values whose skewness and excess kurtosis are 0: pairs around the mean, one of them fitted. */
export function normalMoments(n: number, seed: number): Float64Array {
  const draws = stream(seed, 'normal moments');
  const reach = Array.from({ length: n / 2 - 1 }, () => 0.1 + draws.uniform());
  const sum = (power: number) => reach.reduce((all, value) => all + value ** power, 0);
  // The fourth moment is three times the square of the second: a quadratic in the square of the last.
  const [s2, s4, k] = [sum(2), sum(4), 6 / n];
  const [a, b, c] = [1 - k, -2 * k * s2, s4 - k * s2 ** 2];
  const last = Math.sqrt((-b + Math.sqrt(b * b - 4 * a * c)) / (2 * a));
  return Float64Array.from([...reach, last].flatMap((value) => [26.1 + value, 26.1 - value]));
}
