import { count, numbered, type RuleCases } from './record-case.ts';

/** Rules about sums, orders and places. */
export const arithmeticCases: readonly RuleCases[] = [
  {
    rule: 'difference',
    draw(random) {
      const [a, b] = random.list(2, -50, 50);
      const digits = random.integer(0, 3);
      const off = (random.integer(2, 9) + 1) / 10 ** digits;
      return {
        values: { a: a.toFixed(digits), b: b.toFixed(digits), d: (a - b).toFixed(digits) },
        with: { of: ['a', 'b'], printed: 'd' },
        planted: { d: (a - b + off).toFixed(digits) },
      };
    },
  },
  {
    rule: 'total',
    draw(random) {
      const parts = random.list(random.integer(2, 6), 0, 40);
      const sum = parts.reduce((all, part) => all + part, 0);
      const values = numbered(parts, 1);
      return {
        values: { ...values, t: sum.toFixed(1) },
        with: { of: Object.keys(values), printed: 't' },
        planted: { t: (sum + 0.1 * parts.length + 0.2).toFixed(1) },
      };
    },
  },
  {
    rule: 'spread',
    draw(random) {
      const list = random.list(random.integer(2, 6), 0, 1);
      const spread = Math.max(...list) - Math.min(...list);
      const values = numbered(list, 3);
      return {
        values: { ...values, s: spread.toFixed(3) },
        with: { of: Object.keys(values), printed: 's' },
        planted: { s: (spread + 0.004).toFixed(3) },
      };
    },
  },
  {
    rule: 'ratio',
    draw(random) {
      const [a, b] = [random.between(-9, 9), random.between(2, 9)];
      return {
        values: { a: a.toFixed(2), b: b.toFixed(2), r: ((100 * a) / b).toFixed(0) },
        with: { of: ['a', 'b'], as: 'percent', printed: 'r' },
        planted: { r: ((100 * a) / b + 5).toFixed(0) },
      };
    },
  },
  {
    rule: 'extremes',
    draw(random) {
      const list = random.list(random.integer(2, 6), -5, 5);
      const values = numbered(list, 2);
      return {
        values: { ...values, low: Math.min(...list).toFixed(2), high: Math.max(...list).toFixed(2) },
        with: { of: Object.keys(values), low: 'low', high: 'high' },
        planted: { high: (Math.max(...list) + 0.03).toFixed(2) },
      };
    },
  },
  {
    rule: 'same-quantity',
    draw(random) {
      const value = random.between(0, 40);
      return {
        values: { a: value.toFixed(random.integer(1, 4)), b: value.toFixed(2), c: value.toFixed(3) },
        with: { of: ['a', 'b', 'c'], setting: 'stated' },
        planted: { b: (value + 0.03).toFixed(2) },
      };
    },
  },
  {
    rule: 'bound',
    draw(random) {
      const list = random.list(4, 0, 30);
      const values = numbered(list, 2);
      return {
        values: { ...values, most: (Math.max(...list) + random.between(0, 1)).toFixed(2) },
        with: { of: Object.keys(values), atMost: 'most' },
        planted: { v0: (Math.max(...list) + 1.1).toFixed(2) },
      };
    },
  },
  {
    rule: 'monotone',
    draw(random) {
      const list = random.list(5, 0, 1).sort((a, b) => b - a);
      const values = numbered(list, 2);
      return {
        values,
        with: { of: Object.keys(values), direction: 'falling' },
        planted: { v4: (list[0] + 0.03).toFixed(2) },
      };
    },
  },
  {
    rule: 'ordering',
    draw(random) {
      const [small, great] = random.list(2, 0, 30).sort((a, b) => a - b);
      return {
        values: { great: great.toFixed(1), small: small.toFixed(1) },
        with: { greater: ['great'], lesser: ['small'] },
        planted: { great: (small - 0.3).toFixed(1) },
      };
    },
  },
  {
    rule: 'domain',
    draw(random) {
      return {
        values: { s: { text: random.between(0, 1).toFixed(3), kind: 'similarity' } },
        with: { of: ['s'] },
        planted: { s: (1 + random.between(0.01, 9)).toFixed(3) },
      };
    },
  },
  {
    rule: 'linear',
    draw(random) {
      const [slope, intercept] = [random.between(0.01, 2), random.between(0, 3)];
      const x = [1, 2, 5, 10];
      const y = x.map((at) => intercept + slope * at);
      return {
        values: numbered(y, 2),
        with: { x, y: ['v0', 'v1', 'v2', 'v3'], tolerance: 0.02 },
        planted: { v2: (y[2] * 1.3 + 0.2).toFixed(2) },
      };
    },
  },
  {
    rule: 'pareto-front',
    draw(random) {
      const [psnr, lpips] = [random.between(20, 30), random.between(0.1, 0.5)];
      return {
        with: { point: 'own', others: ['other'], higher: ['psnr'], lower: ['lpips'] },
        planted: { 'other/psnr': (psnr + 1).toFixed(2), 'other/lpips': (lpips - 0.05).toFixed(3) },
        ...front(psnr, lpips, random.between(0.1, 3)),
      };
    },
  },
  {
    rule: 'stability',
    draw(random) {
      const gap = random.between(1, 4);
      const second = random.list(3, 20, 30);
      const first = second.map((value) => value + gap + random.between(-0.1, 0.1));
      return {
        values: { ...numbered(first, 2, 'a'), ...numbered(second, 2, 'b'), w: '0.10' },
        with: { first: ['a0', 'a1', 'a2'], second: ['b0', 'b1', 'b2'], within: 'w' },
        planted: { b1: (second[1] - 0.6).toFixed(2) },
      };
    },
  },
  {
    rule: 'version-change',
    draw(random) {
      const value = random.between(1, 4);
      return {
        values: {
          a: value.toFixed(2),
          b: value.toFixed(2),
          l: (value - 0.3).toFixed(2),
          h: (value + 0.3).toFixed(2),
        },
        with: { before: 'a', after: 'b', low: 'l', high: 'h' },
        planted: { b: (value + 0.4).toFixed(2) },
      };
    },
  },
  {
    rule: 'proportion-count',
    draw(random) {
      const n = random.integer(5, 40);
      const hits = random.integer(0, n);
      // A quarter of the way between two attainable shares, printed finely enough to tell.
      return {
        values: { rate: ((100 * hits) / n).toFixed(2), n: count(n) },
        with: { rate: 'rate', trials: 'n', unit: 'percent' },
        planted: { rate: ((100 * (Math.min(hits, n - 1) + 0.4)) / n).toFixed(2) },
      };
    },
  },
  {
    rule: 'padded-digits',
    draw(random) {
      // Never two ends of 00 in a truthful list: chance alone gives some.
      const values = numbered(
        random.list(6, 0.1, 0.9).map((v) => Math.floor(v * 100) / 100 + 0.0001 * random.integer(1, 99)),
        4,
      );
      return {
        values,
        with: { of: Object.keys(values) },
        planted: { v0: '0.4500', v1: '0.6200', v2: '0.9100' },
      };
    },
  },
];

function front(psnr: number, lpips: number, ahead: number) {
  return {
    values: {
      'own/psnr': psnr.toFixed(2),
      'own/lpips': lpips.toFixed(3),
      'other/psnr': (psnr + ahead).toFixed(2),
      'other/lpips': (lpips + 0.02).toFixed(3),
    },
  };
}
