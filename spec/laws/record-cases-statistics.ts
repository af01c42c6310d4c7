import { mean, standardDeviation } from '../../harness/numeric/moments.ts';
import { normalTail } from '../../harness/numeric/normal.ts';
import { type TestStatistic, tailsOf, testStatistics } from '../../harness/record/statistic-tail.ts';
import { pearson } from '../../harness/statistics/correlation.ts';
import { signedRank } from '../../harness/statistics/signed-rank.ts';
import { count, type Draw, numbered, type RuleCases } from './record-case.ts';

/** Rules about correlations, tests, effects and scores. */
export const statisticsCases: readonly RuleCases[] = [
  {
    rule: 'correlation',
    draw(random) {
      const { x, y } = cloud(random, random.integer(5, 10));
      const { r, r2, p } = pearson(Float64Array.from(x), Float64Array.from(y));
      const [xs, ys] = [numbered(x, 2, 'x'), numbered(y, 2, 'y')];
      return {
        values: { ...xs, ...ys, r: r.toFixed(2), r2: r2.toFixed(2), p: p.toPrecision(2) },
        with: { x: Object.keys(xs), y: Object.keys(ys), r: 'r', r2: 'r2', p: 'p' },
        planted: { r: (r > 0 ? r - 0.1 : r + 0.1).toFixed(2) },
      };
    },
  },
  {
    rule: 'correlation-identities',
    draw(random) {
      const n = random.integer(5, 40);
      const { x, y } = cloud(random, n);
      const { r, r2, p, ci95 } = pearson(Float64Array.from(x), Float64Array.from(y));
      return {
        values: {
          n: count(n),
          r: r.toFixed(2),
          r2: r2.toFixed(2),
          p: p.toExponential(1),
          l: ci95![0].toFixed(2),
          h: ci95![1].toFixed(2),
        },
        with: { n: 'n', r: 'r', r2: 'r2', p: 'p', ciLow: 'l', ciHigh: 'h' },
        planted: { l: (ci95![0] - 0.15).toFixed(2), h: (ci95![1] - 0.15).toFixed(2) },
      };
    },
  },
  {
    rule: 'leave-one-out',
    draw(random) {
      // Eight points of a firm line stay significant without any one of them; one far point alone does not.
      const x = [1, 2, 3, 4, 5, 6, 7, 8];
      const y = x.map((value) => value + random.between(-0.5, 0.5));
      const [xs, ys] = [numbered(x, 1, 'x'), numbered(y, 2, 'y')];
      const flat = Object.fromEntries(
        x.map((_, i) => [`y${i}`, ((i % 2) * 0.4 + random.between(0, 0.1)).toFixed(2)]),
      );
      return {
        values: { ...xs, ...ys },
        with: { x: Object.keys(xs), y: Object.keys(ys) },
        planted: { ...flat, x7: '60.0', y7: '9.00' },
      };
    },
  },
  {
    rule: 'signed-rank-p',
    draw(random) {
      const n = random.integer(20, 90);
      const correction = random.uniform() < 0.3;
      const differences = Float64Array.from({ length: n }, () => random.between(0, 2) + random.normal());
      const { p } = signedRank(differences, { method: 'asymptotic', zeros: 'wilcox', correction });
      const all = Float64Array.from({ length: n }, (_, i) => i + 1);
      const floor = signedRank(all, { method: 'asymptotic', zeros: 'wilcox', correction }).p;
      return {
        values: { n: count(n), p: p.twoSided.toExponential(random.integer(1, 3)) },
        with: { p: 'p', n: 'n', sided: 'two', method: 'asymptotic', correction, ties: 'none' },
        planted: { p: floor.greater.toExponential(1) },
      };
    },
  },
  {
    rule: 'rank-biserial-p',
    draw(random) {
      const n = random.integer(20, 60);
      const differences = Float64Array.from({ length: n }, () => random.between(0, 2) + random.normal());
      const { p, wPlus, wMinus } = signedRank(differences, {
        method: 'asymptotic',
        zeros: 'wilcox',
        correction: false,
      });
      const rank = Math.abs(wPlus - wMinus) / (wPlus + wMinus);
      return {
        values: { n: count(n), p: p.twoSided.toExponential(2), r: rank.toFixed(2) },
        with: { p: 'p', n: 'n', printed: 'r', sided: 'two' },
        planted: { r: (rank > 0.5 ? rank - 0.1 : rank + 0.1).toFixed(2) },
      };
    },
  },
  {
    rule: 'effect-interval',
    draw(random) {
      const n = random.integer(30, 400);
      const [delta, d] = [random.between(0.5, 5), random.between(0.4, 2.5)];
      // The normal interval, which a bootstrap strays from by less than the rule allows.
      const half = (1.96 * delta) / d / Math.sqrt(n);
      const ends = (reach: number) => ({ l: (delta - reach).toFixed(2), h: (delta + reach).toFixed(2) });
      return {
        values: { n: count(n), delta: delta.toFixed(2), d: d.toFixed(3), ...ends(half) },
        with: {
          delta: 'delta',
          d: 'd',
          n: 'n',
          low: 'l',
          high: 'h',
          effect: 'dz',
          pairing: 'paired',
          method: 'bootstrap',
        },
        planted: ends(half * 1.3 + 0.02),
      };
    },
  },
  {
    rule: 'cluster-spread',
    draw(random) {
      const [k, m, shared] = [random.integer(8, 40), random.integer(2, 20), random.between(0, 1)];
      const clusters = Array.from({ length: k }, () => {
        const own = random.normal();
        return Array.from({ length: m }, () => 1.5 + shared * own + random.normal());
      });
      const d = (values: readonly number[]) => {
        const differences = Float64Array.from(values);
        return mean(differences) / standardDeviation(differences, 1);
      };
      const ofMeans = d(clusters.map((values) => values.reduce((sum, value) => sum + value, 0) / m));
      return {
        values: { d: d(clusters.flat()).toFixed(3), e: ofMeans.toFixed(2), k: count(k), m: count(m) },
        with: { d: 'd', ofMeans: 'e', clusters: 'k', size: 'm' },
        planted: { e: (5 * Math.sqrt(m) * ofMeans).toFixed(2) },
      };
    },
  },
  {
    rule: 'effect-label',
    draw(random) {
      const scale: [number, number, string][] = [
        [0.21, 0.49, 'small'],
        [0.51, 0.79, 'medium'],
        [0.81, 1.19, 'large'],
        [1.21, 1.99, 'very large'],
      ];
      const chosen = [0, 1].map(() => scale[random.below(4)]);
      return {
        values: numbered(
          chosen.map(([low, high]) => random.between(low, high)),
          2,
        ),
        with: { of: ['v0', 'v1'], labels: chosen.map(([, , label]) => label) },
        planted: { v0: '0.05' },
      };
    },
  },
  {
    rule: 'cohens-h',
    draw(random) {
      const [a, b] = random.list(2, 0.02, 0.5);
      const h = Math.abs(2 * Math.asin(Math.sqrt(a)) - 2 * Math.asin(Math.sqrt(b)));
      return {
        values: { a: (100 * a).toFixed(1), b: (100 * b).toFixed(1), h: h.toFixed(2) },
        with: { a: 'a', b: 'b', unit: 'percent', printed: 'h' },
        planted: { h: (h + 0.05).toFixed(2) },
      };
    },
  },
  {
    rule: 'statistic-p',
    draw(random) {
      const statistic = testStatistics[random.below(testStatistics.length)];
      const { degrees, value } = drawnStatistic(random, statistic);
      const tails = tailsOf(statistic, Object.values(degrees));
      const { sides, logTail } = tails[random.below(tails.length)];
      const sided = random.below(2) === 0 ? 'two' : 'one';
      const whole = statistic === 'U' || statistic === 'W';
      const p = Math.min(1, Math.exp(logTail(value) + (sides && sided === 'two' ? Math.LN2 : 0)));
      const degreesOf = Object.fromEntries(Object.keys(degrees).map((key) => [key, key]));
      return {
        values: {
          p: printedP(random, p),
          v: whole ? count(value) : value.toFixed(2),
          ...Object.fromEntries(Object.entries(degrees).map(([key, n]) => [key, count(n)])),
        },
        with: { statistic, value: 'v', p: 'p', ...degreesOf, ...(sides && { sided }) },
        planted: { p: (p > 0.4 ? p / 4 : p * 2.5 + 0.02).toPrecision(2) },
      };
    },
  },
  {
    rule: 'p-z',
    draw(random) {
      const z = random.between(0.5, 12);
      return {
        values: { z: z.toFixed(2), p: (2 * normalTail(z)).toExponential(1) },
        with: { z: 'z', p: 'p', sided: 'two' },
        planted: { p: normalTail(z).toExponential(1) },
      };
    },
  },
  {
    rule: 'psnr-mse',
    draw(random) {
      const mse = random.list(5, 0.0005, 0.01);
      const average = (of: number[]) => of.reduce((sum, value) => sum + value, 0) / of.length;
      const psnr = average(mse.map((value) => -10 * Math.log10(value)));
      return {
        values: { psnr: psnr.toFixed(2), mse: average(mse).toPrecision(3) },
        with: { psnr: 'psnr', mse: 'mse', per: 'mean' },
        planted: { psnr: (-10 * Math.log10(average(mse)) - 0.5).toFixed(2) },
      };
    },
  },
  {
    rule: 'subband-gain',
    draw(random) {
      // Errors of two methods by subband; the image's error is their sum.
      const [a, b] = [random.list(4, 0.1, 1), random.list(4, 0.1, 1)];
      const gains = a.map((value, i) => 10 * Math.log10(value / b[i]));
      const sum = (of: number[]) => of.reduce((all, value) => all + value, 0);
      const total = 10 * Math.log10(sum(a) / sum(b));
      const values = numbered(gains, 2);
      return {
        values: { ...values, t: total.toFixed(2) },
        with: { total: 't', gains: Object.keys(values), printed: 'all' },
        planted: { t: (Math.max(...gains) + 0.05).toFixed(2) },
      };
    },
  },
  {
    rule: 'saturated-similarity',
    draw(random) {
      return {
        values: { s: random.between(0.9, 0.998).toFixed(3), psnr: random.between(25, 60).toFixed(2) },
        with: { similarity: 's', psnr: 'psnr', contrast: 0.05 },
        planted: { s: '1.000', psnr: random.between(20, 40).toFixed(2) },
      };
    },
  },
];

function cloud(random: Draw, n: number): { x: number[]; y: number[] } {
  const x = random.list(n, 20, 40);
  const slope = random.between(-1, 1);
  return { x, y: x.map((value) => 25 + slope * (value - 30) + 3 * random.normal()) };
}

/** A statistic of ordinary size with its degrees of freedom. */
function drawnStatistic(
  random: Draw,
  statistic: TestStatistic,
): { readonly degrees: Readonly<Record<string, number>>; readonly value: number } {
  switch (statistic) {
    case 't':
      return { degrees: { df: random.integer(3, 90) }, value: random.between(0.3, 3.5) };
    case 'r':
      return { degrees: { df: random.integer(8, 60) }, value: random.between(0.1, 0.5) };
    case 'z':
      return { degrees: {}, value: random.between(0.3, 3.5) };
    case 'F':
      return {
        degrees: { df1: random.integer(1, 6), df2: random.integer(8, 90) },
        value: random.between(0.8, 5),
      };
    case 'chi2':
    case 'H': {
      const df = random.integer(1, 6);
      return { degrees: { df }, value: df * random.between(0.6, 2.5) };
    }
    case 'U': {
      const [n1, n2] = [random.integer(8, 20), random.integer(8, 20)];
      return { degrees: { n1, n2 }, value: Math.round(n1 * n2 * random.between(0.25, 0.4)) };
    }
    case 'W': {
      const n = random.integer(10, 30);
      return { degrees: { n }, value: Math.round(((n * (n + 1)) / 2) * random.between(0.2, 0.4)) };
    }
  }
}

/** A p as papers print it: to two or three digits, or as a bound. */
function printedP(random: Draw, p: number): string {
  const bounds = ['0.001', '0.01', '0.03', '0.05', '0.1', '0.5'].filter((bound) => p < Number(bound));
  const bound = bounds[0];
  return bound !== undefined && random.below(3) === 0 ? `< ${bound}` : p.toPrecision(2);
}
