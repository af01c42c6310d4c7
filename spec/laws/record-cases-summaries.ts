import { logStudentTTail, studentTQuantile } from '../../harness/numeric/student-t.ts';
import { count, type Draw, numbered, type RuleCases } from './record-case.ts';

/** Rules about means, standard deviations, intervals and baseline tables. */
export const summariesCases: readonly RuleCases[] = [
  {
    rule: 'grim',
    draw(random) {
      const n = random.integer(4, 60);
      const data = Array.from({ length: n }, () => random.integer(1, 7));
      const { mean, sd } = moments(data);
      // A sum of squares is odd where the sum is, so that the next but one hundredth may be taken and this is not.
      const few = Array.from({ length: 9 }, (_, i) => (i < 4 ? 2 : 3));
      return {
        values: { mean: mean.toFixed(2), n: count(n), sd: sd.toFixed(2) },
        with: { mean: 'mean', n: 'n', sd: 'sd', deviation: 'sample', low: 1, high: 7 },
        planted: { n: String(few.length), mean: (moments(few).mean + 0.05).toFixed(2) },
      };
    },
  },
  {
    rule: 'group-means',
    draw(random) {
      const test = (['student', 'welch', 'either'] as const)[random.below(3)];
      const [a, b] = [0, 1].map((arm) => {
        const spread = random.between(2, 6);
        return Array.from({ length: random.integer(6, 60) }, () => 30 + 4 * arm + spread * random.normal());
      });
      const [first, second] = [moments(a), moments(b)];
      const [n, k] = [a.length, b.length];
      const pooled = ((n - 1) * first.sd ** 2 + (k - 1) * second.sd ** 2) / (n + k - 2);
      const [v, w] = [first.sd ** 2 / n, second.sd ** 2 / k];
      const gap = first.mean - second.mean;
      const welch = test === 'welch';
      const t = gap / Math.sqrt(welch ? v + w : pooled * (1 / n + 1 / k));
      const df = welch ? (v + w) ** 2 / (v ** 2 / (n - 1) + w ** 2 / (k - 1)) : n + k - 2;
      const p = 2 * Math.exp(logStudentTTail(Math.abs(t), df));
      return {
        values: {
          m1: first.mean.toFixed(2),
          s1: first.sd.toFixed(2),
          n1: count(n),
          m2: second.mean.toFixed(2),
          s2: second.sd.toFixed(2),
          n2: count(k),
          t: t.toFixed(2),
          d: (gap / Math.sqrt(pooled)).toFixed(2),
          p: p.toPrecision(2),
        },
        with: {
          mean1: 'm1',
          sd1: 's1',
          n1: 'n1',
          mean2: 'm2',
          sd2: 's2',
          n2: 'n2',
          test,
          t: 't',
          d: 'd',
          p: 'p',
        },
        planted: { d: ((1.4 * Math.abs(gap)) / Math.sqrt(pooled) + 0.3).toFixed(2) },
      };
    },
  },
  {
    rule: 'interval-p',
    draw(random) {
      const ratio = random.below(2) === 1;
      const df = random.integer(10, 200);
      const [estimate, error] = [random.between(-1, 1), random.between(0.1, 0.6)];
      const half = studentTQuantile(0.975, df) * error;
      const p = 2 * Math.exp(logStudentTTail(Math.abs(estimate) / error, df));
      const on = (value: number) => (ratio ? Math.exp(value) : value).toFixed(2);
      return {
        values: {
          l: on(estimate - half),
          h: on(estimate + half),
          e: on(estimate),
          p: p.toPrecision(2),
          df: count(df),
        },
        with: {
          low: 'l',
          high: 'h',
          estimate: 'e',
          p: 'p',
          df: 'df',
          scale: ratio ? 'ratio' : 'linear',
          made: 'standard-error',
        },
        planted: { e: on(estimate + 1.1 * half) },
      };
    },
  },
  {
    rule: 'terminal-digits',
    draw(random) {
      const list = random.list(60, 20, 40);
      const values = numbered(list, 2);
      const even = numbered(
        list.map((value) => Math.round(value * 20) / 20),
        2,
      );
      return { values, with: { of: Object.keys(values) }, planted: even };
    },
  },
  {
    rule: 'baseline-balance',
    draw(random) {
      const [n, k] = [random.integer(30, 90), random.integer(30, 90)];
      const tables = Array.from({ length: 10 }, () => {
        const [level, spread] = [random.between(20, 90), random.between(5, 15)];
        return [n, k].map((size) => moments(normals(random, size, level, spread)));
      });
      const list = (arm: number, key: 'mean' | 'sd', stem: string) =>
        numbered(
          tables.map((arms) => arms[arm][key]),
          2,
          stem,
        );
      const [m1, s1, m2, s2] = [
        list(0, 'mean', 'a'),
        list(0, 'sd', 's'),
        list(1, 'mean', 'b'),
        list(1, 'sd', 'u'),
      ];
      const alike = Object.fromEntries(Object.values(m1).map((text, i) => [`b${i}`, text]));
      return {
        values: { n1: count(n), n2: count(k), ...m1, ...s1, ...m2, ...s2 },
        with: {
          mean1: Object.keys(m1),
          sd1: Object.keys(s1),
          mean2: Object.keys(m2),
          sd2: Object.keys(s2),
          n1: 'n1',
          n2: 'n2',
          correlation: 0.1,
        },
        planted: alike,
      };
    },
  },
];

function normals(random: Draw, size: number, level: number, spread: number): number[] {
  return Array.from({ length: size }, () => level + spread * random.normal());
}

function moments(data: readonly number[]): { mean: number; sd: number } {
  const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
  const squares = data.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, sd: Math.sqrt(squares / (data.length - 1)) };
}
