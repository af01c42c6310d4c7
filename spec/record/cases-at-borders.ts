import { type Case, count } from '../laws/record-case.ts';
import type { ByHand } from './cases-by-hand.ts';

/** A number that no rounding touched, so that a border can be met exactly. */
function exact(value: number | string): Case['values'][string] {
  return { text: String(value), kind: 'count' };
}

/** The same case at several values of one figure. */
function each(texts: readonly string[], one: (text: string) => ByHand): readonly ByHand[] {
  return texts.map(one);
}

const auc = { auc: 'a', positives: 'p', negatives: 'n' };
const ends = { low: 'l', high: 'h' };
const variables = (means: readonly string[]): Case['values'] =>
  Object.fromEntries(
    means.flatMap((mean, i) => [
      [`a${i}`, mean],
      [`s${i}`, '2.00'],
      [`b${i}`, '10.00'],
      [`u${i}`, '2.00'],
    ]),
  );
const ids = (stem: string, n: number) => Array.from({ length: n }, (_, i) => `${stem}${i}`);
const balance = (means: readonly string[], correlation: number, n = 20): ByHand => ({
  values: { ...variables(means), n: count(n) },
  with: {
    mean1: ids('a', means.length),
    sd1: ids('s', means.length),
    mean2: ids('b', means.length),
    sd2: ids('u', means.length),
    n1: 'n',
    n2: 'n',
    correlation,
  },
});
const clusters = (k: number, m: number): ByHand => ({
  values: { d: '0.50', e: '0.80', c: count(k), m: count(m) },
  with: { d: 'd', ofMeans: 'e', clusters: 'c', size: 'm' },
});
const folds = (sizes: readonly (readonly [p: number, n: number])[], options: Case['values']): ByHand => ({
  values: {
    ...Object.fromEntries(
      sizes.flatMap(([p, n], i) => [
        [`p${i}`, count(p)],
        [`n${i}`, count(n)],
      ]),
    ),
    ...options,
  },
  with: {
    positives: ids('p', sizes.length),
    negatives: ids('n', sizes.length),
    folds: 'mean',
    ...Object.fromEntries(Object.keys(options).map((name) => [name, name])),
  },
});
const effect = (l: string, h: string, over: Case['values'] = {}, method = 'bootstrap'): ByHand => ({
  values: { delta: '2.00', d: '0.500', n: count(100), l, h, ...over },
  with: { delta: 'delta', d: 'd', n: 'n', ...ends, effect: 'dz', pairing: 'paired', method },
});
const groups = { mean1: 'm', sd1: 's', n1: 'n', mean2: 'o', sd2: 'u', n2: 'k' };
const interval = (l: Case['values'][string], h: Case['values'][string], p: Case['values'][string]) => ({
  values: { l, h, p },
  with: { ...ends, p: 'p', scale: 'linear', made: 'otherwise', level: 0.5 },
});
const estimate = (l: Case['values'][string], h: Case['values'][string], e: Case['values'][string]) => ({
  values: { l, h, e },
  with: { ...ends, estimate: 'e', scale: 'linear', made: 'otherwise' },
});
const grim = (values: Case['values'], options: Case['with'] = {}): ByHand => ({
  values,
  with: { mean: 'm', n: 'n', ...('s' in values && { sd: 's' }), ...options },
});
const kinds = [
  ['count', '-1', '0', '1', '1.5', '1,200'],
  ['similarity', '-1.002', '-1', '1', '1.002', '0.5'],
  ['distance', '-0.02', '0', '2'],
  ['cosine', '-1.002', '-1', '1', '1.002'],
  ['correlation', '-1.02', '-1.00', '1.00', '1.02', '1.0051'],
  ['determination', '-0.02', '0.00', '1.00', '1.02'],
  ['probability', '-0.02', '0.01', '1.00', '1.02', '0.00 '],
  ['percent', '-101', '-100', '100', '101', '-100.6', '100.6'],
  ['seconds', '-0.2', '0.0', '3'],
  ['number', '-200'],
] as const;

/** Figures at the very place where a rule changes its mind, and to either side of it. */
export const casesAtBorders: Readonly<Record<string, readonly ByHand[]>> = {
  'auc-interval': [
    // 100 half pairs times 0.29, 0.07: 28.999999999999996 and 7.000000000000001 in doubles, and whole by hand.
    ...[0.29, 0.07, 0.295].map((a) => ({
      values: { p: count(10), n: count(5) },
      with: { ...auc, auc: a },
    })),
    ...each(['0.5', '0.6', '0.9', '0.3'], (a) => ({
      values: { a, p: count(9), n: count(300), l: '0.38', h: '0.63' },
      with: { ...auc, ...ends },
    })),
    {
      values: { a: exact('0.5'), p: count(4), n: count(5), l: exact('0.5'), h: exact('0.9') },
      with: { ...auc, ...ends },
    },
    {
      values: { a: exact('0.5'), p: count(4), n: count(5), l: exact('0.1'), h: exact('0.5') },
      with: { ...auc, ...ends },
    },
    { values: { a: '1.00', p: count(100), n: count(2), l: '0.98', h: '1.00' }, with: { ...auc, ...ends } },
    // At most 2 x 1.96 x 0.5 / sqrt(50) = 0.2772 wide, and suspicious beyond a tenth more.
    ...each(['0.645', '0.647', '0.650', '0.652', '0.655', '0.657', '0.660', '0.670', '0.680'], (h) => ({
      values: { a: '0.500', p: count(50), n: count(100), l: '0.350', h },
      with: { ...auc, ...ends },
    })),
    // Too narrow under half of Hanley and McNeil's width, of the smaller one that the rounded AUC allows.
    ...each(['0.74', '0.75', '0.76', '0.77', '0.78', '0.79', '0.80'], (h) => ({
      values: { a: '0.7', p: count(50), n: count(100), l: '0.69', h },
      with: { ...auc, ...ends },
    })),
    // Only plain errors are held to the greatest width: an AUC under 1 - 3 / 30.
    ...each(['0.88', '0.89', '0.90', '0.91', '0.87', '0.86'], (a) => ({
      values: { a, p: count(30), n: count(90), l: '0.30', h: '1.00' },
      with: { ...auc, ...ends },
    })),
    {
      values: { a: exact('0.90'), p: count(30), n: count(90), l: '0.30', h: '1.00' },
      with: { ...auc, ...ends },
    },
  ],
  'baseline-balance': [
    balance(['10.10', '9.80', '10.30', '10.20', '9.90'], 0.1),
    balance(['10.10', '9.80', '10.30', '10.20'], 0.1),
    balance(['10.10', '9.80', '10.30', '10.20', '9.90'], 0.99),
    balance(['10.00', '10.00', '10.00', '10.00', '10.00', '10.00'], 0),
    balance(['10.01', '10.02', '9.99', '10.01', '10.03', '10.00'], 0),
    balance(['12.00', '12.00', '12.00', '8.00', '12.00'], 0),
    balance(['14.00', '14.00', '14.00', '6.00', '14.00'], 0.2, 2),
    balance(['10.10', '9.80', '10.30', '10.20', '9.90'], 0.1, 1),
  ],
  bound: [
    { values: { t: '> 5' }, with: { of: [6, 4], atMost: 't' } },
    { values: { t: '< 5' }, with: { of: [6, 4], atLeast: 't' } },
    { values: {}, with: { of: [4, 8], atLeast: 4, atMost: 8 } },
    { values: { a: '3.0' }, with: { of: ['a', { sum: ['a', 1] }], atLeast: 4 } },
    { values: { a: '3.0', t: '>= 4' }, with: { of: ['a'], atLeast: 't' } },
    { values: { a: '5.0', t: '4.0' }, with: { of: ['a'], atLeast: 't' } },
    { values: { a: '3.94', b: '3.96', t: '4.0' }, with: { of: ['a', 'b'], atLeast: 't' } },
    { values: { a: '4.04', b: '4.06', t: '4.0' }, with: { of: ['a', 'b'], atMost: 't' } },
  ],
  'cluster-spread': [clusters(3, 2), clusters(2, 2), clusters(3, 1), clusters(2, 1), clusters(4, 3)],
  'cohens-h': [
    ...[0, 100].map((b) => ({
      values: { h: '1.57' },
      with: { a: 50, b, printed: 'h', unit: 'percent' },
    })),
    { values: {}, with: { a: 0.5, b: 0.5, printed: 0, unit: 'proportion' } },
  ],
  'confusion-scores': [
    // More hits than there are positives in the three folds.
    folds(
      [
        [3, 4],
        [3, 4],
        [3, 4],
      ],
      { sensitivity: '1.111' },
    ),
    folds(
      [
        [3, 4],
        [3, 4],
        [5, 2],
      ],
      { accuracy: '0.571' },
    ),
    folds(
      [
        [3, 4],
        [3, 4],
        [5, 2],
      ],
      { accuracy: '0.580' },
    ),
    folds(
      [
        [3, 4],
        [3, 4],
        [3, 4],
      ],
      { sensitivity: '0.889', specificity: '0.917' },
    ),
    folds(
      [
        [3, 4],
        [3, 4],
        [3, 4],
      ],
      { sensitivity: '0.778', specificity: '0.583' },
    ),
    folds(
      [
        [2, 3],
        [5, 7],
      ],
      { balanced: '0.650' },
    ),
    { values: { p: count(4), n: count(6) }, with: { positives: 'p', negatives: 'n', accuracy: 0.7 } },
  ],
  correlation: [
    // SciPy, of (1, 2), (2, 1), (3, 4), (4, 3): r 0.6, p 0.4; tanh(0.6931 - 1.96) is -0.8529, tanh(0.6931 + 1.96) 0.9901.
    ...(
      [
        ['r', '0.6', '0.7'],
        ['r2', '0.36', '0.37'],
        ['p', '0.40', '0.45'],
        ['ciLow', '-0.85', '-0.84'],
        ['ciHigh', '0.99', '0.98'],
      ] as const
    ).flatMap(([name, ...texts]) =>
      each(texts, (text) => ({
        values: { v: text },
        with: { x: [1, 2, 3, 4], y: [2, 1, 4, 3], [name]: 'v' },
      })),
    ),
  ],
  'correlation-identities': [
    { values: { r: '0.60', n: count(10), p: '0.067' }, with: { r: 'r', n: 'n', p: 'p' } },
    { values: { r: '0.60', p: '0.067' }, with: { r: 'r', n: 10, p: 'p' } },
    { values: { r: '0.60', p: '0.067' }, with: { r: 'r', n: 3, p: 'p' } },
    { values: { r: '0.6', n: count(10), s: '0.36', p: '0.067' }, with: { r: 'r', n: 'n', r2: 's', p: 'p' } },
    { values: { r: '-0.6', n: count(10), s: '0.36', p: '0.067' }, with: { r: 'r', n: 'n', r2: 's', p: 'p' } },
    {
      values: { r: exact('0'), n: count(10), s: '0.36', p: '0.067' },
      with: { r: 'r', n: 'n', r2: 's', p: 'p' },
    },
  ],
  determination: [
    {
      values: { r: '0.75', e: '1.00', s: '2.00' },
      with: { r2: 'r', rmse: 'e', sd: 's', deviation: 'population' },
    },
  ],
  domain: [
    ...[
      { text: '> 1', kind: 'probability' as const },
      { text: '< 0', kind: 'probability' as const },
      { text: '>= 100', kind: 'percent' as const },
    ].map((a) => ({ values: { a }, with: { of: ['a'] } })),
    ...kinds.flatMap(([kind, ...texts]) =>
      texts.map((text) => ({ values: { a: { text, kind } }, with: { of: ['a'] } })),
    ),
    {
      values: { a: { text: '0.00', kind: 'probability' }, b: { text: '0.20', kind: 'probability' } },
      with: { of: [{ sum: ['a', 'b'] }] },
    },
  ],
  'effect-interval': [
    effect('1.22447', '2.77553'),
    ...['1.20', '1.30', '1.40', '1.50'].map((l) => {
      const { values, with: options } = effect(l, (4 - Number(l)).toFixed(2));
      return { values, with: { ...options, effect: 'pooled' } };
    }),
    ...['0.60', '0.70', '0.80', '0.84', '0.87', '0.90', '0.95'].map((l) =>
      effect(l, (Number(l) + 1.6).toFixed(2)),
    ),
    ...['1.40', '1.42', '1.44', '1.46', '1.50', '1.55', '1.60'].map((l) =>
      effect(l, (4 - Number(l)).toFixed(2)),
    ),
    ...['1.00', '1.06', '1.08', '1.10', '1.12', '1.16'].map((l) => effect(l, (4 - Number(l)).toFixed(2))),
    ...['1.40', '1.45', '1.50', '1.55', '1.60', '1.70'].map((l) => effect(l, (Number(l) + 1.6).toFixed(2))),
    effect('1.22', '2.78', { delta: exact('0') }),
    effect('1.22', '2.78', { d: exact('0') }),
    effect('1.22', '2.78', { n: '100.0' }),
    effect('-2.78', '-1.22', { delta: '-2.00', d: '-0.500' }),
    effect('-2.78', '-1.22', { delta: '-2.00' }),
  ],
  extremes: [{ values: { a: '1.0' }, with: { of: ['a', 2], low: 1, high: 2 } }],
  'frechet-images': [
    { values: { n: '64' }, with: { distance: 20, images: 'n', features: 64 } },
    { values: { f: '20.1' }, with: { distance: 'f', images: 1, features: 1 } },
    { values: { f: '20.1' }, with: { distance: 'f', images: 2, features: 1 } },
  ],
  grim: [
    grim({ m: '2.00', n: count(4), s: '1.30' }, { low: 1 }),
    grim({ m: '2.00', n: count(4), s: '1.30' }, { high: 4 }),
    grim({ m: '2.50', n: count(4), s: '1.29' }, { deviation: 'either' }),
    // Of sums 4 to 7 no three make 15 with squares of 83; 3, 5 and 7 do.
    grim({ m: '2.50', n: count(3), s: '1.00' }, { items: 2, low: 2 }),
    grim({ m: '2.50', n: count(3), s: '1.00' }, { items: 2, low: 1 }),
    grim({ m: '2.50', n: count(3), s: '1.00' }, { items: 2, high: 3 }),
    grim({ m: '2.00', n: exact('2.5') }),
    grim({ m: '2.00', n: exact('2 to 3') }),
    // Sums 10 to 14 print as 3; four alike are 12 only.
    grim({ m: '3', n: count(4), s: '0.0' }),
    // The one that lies as far off as it can: 0, 0, 0 and 4, or 4, 4, 4 and 0.
    grim({ m: '1.00', n: count(4), s: '2.00' }),
    grim({ m: '3.00', n: count(4), s: '2.00' }),
    // Sums at the very ends of the scale, of one whole number each and of two.
    grim({ m: '1.00', n: count(4) }, { low: 1, high: 5 }),
    grim({ m: '5.00', n: count(4) }, { low: 1, high: 5 }),
    grim({ m: exact('2'), n: count(4) }, { low: 2, high: 5 }),
    grim({ m: exact('5'), n: count(4) }, { low: 2, high: 5 }),
    grim({ m: exact('2.5'), n: count(4) }, { low: 1, high: 3, items: 2 }),
    grim({ m: exact('3.5'), n: count(4) }, { low: 1, high: 3, items: 2 }),
    grim({ m: exact('0.5'), n: count(4) }, { low: 1, high: 3, items: 2 }),
    grim({ m: '1.50', n: count(2), s: '0.71' }, { low: 1, high: 2 }),
    grim({ m: '1.50', n: count(2), s: '0.71' }, { low: 1, high: 2, items: 2 }),
    grim({ m: '1.25', n: count(2), s: '0.35' }, { low: 1, high: 3, items: 2 }),
    grim({ m: '2.00', n: count(4), s: '1.15' }, { low: 1 }),
    grim({ m: '2.00', n: count(4), s: '1.15' }, { high: 3 }),
    grim({ m: '2.00', n: count(4), s: '1.41' }, { low: 1 }),
    grim({ m: '2.00', n: count(4), s: '1.41' }, { high: 3 }),
    grim({ m: '-2.00', n: count(4), s: '1.15' }),
    grim({ m: '-2.55', n: count(4), s: '1.15' }),
    grim({ m: '2.00', n: count(2), s: '0.00' }),
    grim({ m: '2.00', n: count(2), s: '2.83' }),
    grim({ m: '2.00', n: count(2), s: '2.12' }, { deviation: 'either' }),
    grim({ m: exact('0.29'), n: count(100) }),
    grim({ m: exact('0.07'), n: count(100) }),
    grim({ m: exact('-0.29'), n: count(100) }),
    grim({ m: exact('-0.07'), n: count(100) }),
    grim({ m: exact('0.285'), n: count(100) }),
    grim({ m: '3.00', n: count(1), s: '0.50' }),
    grim({ m: '1', n: count(30_000) }),
    grim({ m: '3.00', n: count(4) }, { low: 3 }),
    grim({ m: '3.00', n: count(4) }, { low: 3, high: 3 }),
    grim({ m: '3.00', n: count(4) }, { items: 1 }),
    grim({ m: '3.00', n: count(4) }, { items: 0 }),
  ],
  'group-means': [
    {
      values: { m: '10.0', s: '3', n: count(10), o: '12.0', u: '9', k: count(30), p: '0.05' },
      with: { ...groups, test: 'welch', p: 'p' },
    },
    {
      values: { m: '10.0', s: '9', n: count(30), o: '12.0', u: '3', k: count(10), p: '0.05' },
      with: { ...groups, test: 'welch', p: 'p' },
    },
    ...(
      [
        ['3.0', '9.2'],
        ['3.0', '9.5'],
      ] as const
    ).map(([s, u]) => ({
      values: { m: exact('10'), s, n: count(10), o: exact('14'), u, k: count(30), p: '0.05' },
      with: { ...groups, test: 'welch', p: 'p' },
    })),
    ...['student', 'welch', 'either'].flatMap((test) =>
      each(['1.66', '2.15', '2.00'], (t) => ({
        values: { m: '10.0', s: '2.0', n: count(12), o: '12.0', u: '4.0', k: count(30), t },
        with: { ...groups, test, t: 't' },
      })),
    ),
    // Degrees of freedom are most, 10 + 30 - 2, where the variances of the means are as 9 to 29.
    ...each(['3.00', '5.17', '1.00', '2.9'], (u) => ({
      values: { m: '10.0', s: '3.00', n: count(10), o: '12.0', u, k: count(30), p: '0.05' },
      with: { ...groups, test: 'welch', p: 'p' },
    })),
    {
      values: { m: '10.0', s: '3', n: count(10), o: '12.0', u: '5', k: count(30), p: '0.05' },
      with: { ...groups, test: 'welch', p: 'p' },
    },
    ...[
      ['0', '0'],
      ['0', '2'],
      ['2', '0'],
    ].map(([s, u]) => ({
      values: { m: '10.0', s: exact(s!), n: count(10), o: '12.0', u: exact(u!), k: count(30), p: '0.05' },
      with: { ...groups, test: 'welch', p: 'p' },
    })),
    {
      values: { m: '< 10', s: '> 2', n: count(10), o: '12.0', u: '3.0', k: count(30), p: '0.05' },
      with: { ...groups, test: 'either', p: 'p' },
    },
    {
      values: { m: '10.0', s: '3.0', n: count(2), o: '12.0', u: '5.0', k: count(2), p: '0.05', d: '0.4' },
      with: { ...groups, test: 'either', p: 'p', d: 'd' },
    },
    {
      values: { m: '12.0', s: '3.0', n: count(12), o: '12.0', u: '5.0', k: count(20), p: '1.00' },
      with: { ...groups, test: 'either', p: 'p' },
    },
  ],
  'interval-p': [
    // At the null itself an interval neither leaves it out nor holds it; a p at the level decides nothing.
    interval(exact('0'), '3.0', exact('0.6')),
    interval(exact('0.1'), '3.0', exact('0.6')),
    interval('-3.0', exact('0'), exact('0.6')),
    interval('-3.0', exact('-0.1'), exact('0.6')),
    interval(exact('0'), '3.0', exact('0.4')),
    interval(exact('-0.1'), '3.0', exact('0.4')),
    interval('-3.0', exact('0'), exact('0.4')),
    interval('-3.0', exact('0.1'), exact('0.4')),
    interval('1.0', '3.0', exact('0.5')),
    interval('-1.0', '3.0', exact('0.5')),
    {
      ...interval('1.0', '3.0', exact('0.05')),
      with: { ...ends, p: 'p', scale: 'linear', made: 'otherwise' },
    },
    {
      ...interval('-1.0', '3.0', exact('0.05')),
      with: { ...ends, p: 'p', scale: 'linear', made: 'otherwise' },
    },
    estimate(exact('1'), exact('1'), exact('1')),
    estimate(exact('1'), exact('2'), exact('1')),
    estimate(exact('1'), exact('2'), exact('2')),
    { values: { l: exact('0'), h: '2.0' }, with: { ...ends, scale: 'ratio', made: 'otherwise' } },
    { values: {}, with: { low: 2, high: 1, scale: 'linear', made: 'otherwise' } },
    { values: {}, with: { low: 0, high: 1, scale: 'ratio', made: 'otherwise' } },
    { values: {}, with: { low: 1, high: 2, estimate: 3, p: 0.2, scale: 'linear', made: 'otherwise' } },
    { values: {}, with: { low: 1, high: 2, p: 0.2, scale: 'linear', made: 'otherwise' } },
    {
      values: { l: '1.0', h: '> 3', p: '0.05' },
      with: { ...ends, p: 'p', scale: 'linear', made: 'standard-error' },
    },
    {
      values: { l: '1.00', h: '3.00', p: '0.001' },
      with: { ...ends, p: 'p', df: 12, scale: 'linear', made: 'standard-error' },
    },
    {
      values: { l: '1.00', h: '3.00', p: '0.002', f: '12' },
      with: { ...ends, p: 'p', df: 'f', scale: 'linear', made: 'standard-error' },
    },
    {
      values: { l: '-1.00', h: '1.00', p: '1.00', e: '0.00' },
      with: { ...ends, p: 'p', estimate: 'e', scale: 'linear', made: 'standard-error' },
    },
  ],
  'leave-one-out': [
    ...[0.05, 0.5, 0.02].map((level) => ({
      values: { a: '2.80', b: '5.00', c: '4.40', d: '4.50', e: '6.50', f: '8.10', g: '6.70' },
      with: { x: [1, 2, 3, 4, 5, 6, 7], y: ['a', 'b', 'c', 'd', 'e', 'f', 'g'], level },
    })),
    {
      values: { a: '1.0', b: '2.5', c: '2.2', d: '4.1' },
      with: { x: [1, 2, 3, 4], y: ['a', 'b', 'c', 'd'] },
    },
    {
      values: { a: '1.0', b: '2.5', c: '2.2', d: '4.1', e: '4.6' },
      with: { x: [1, 2, 3, 4, 5], y: ['a', 'b', 'c', 'd', 'e'] },
    },
    {
      values: { a: '1.0', b: '2.5', c: '2.2', d: '4.1' },
      with: { x: [1, 2, 3, 4, 5], y: ['a', 'b', 'c', 'd'] },
    },
  ],
  linear: [
    { values: {}, with: { x: [1, 2, 3], y: [1e-4, 2.05e-4, 3e-4], tolerance: 0 } },
    { values: {}, with: { x: [1, 2, 3], y: [1e-4, 1.95e-4, 3e-4], tolerance: 0 } },
    { values: { a: '1.00', b: '2.00', c: '3.00' }, with: { x: [1, 1, 2], y: ['a', 'b', 'c'], tolerance: 0 } },
    { values: { a: '1.00', b: '1.00', c: '3.00' }, with: { x: [1, 1, 2], y: ['a', 'b', 'c'], tolerance: 0 } },
    {
      values: { a: '2.00', b: '4.00', c: '6.00' },
      with: { x: ['a', 'b', 'c'], y: ['a', 'b', 'c'], tolerance: 0 },
    },
    { values: {}, with: { x: [10, 20, 30], y: [1, 2, 3], tolerance: 0 } },
    { values: {}, with: { x: [10, 20, 30], y: [-1, -2, -3], tolerance: 0 } },
    { values: {}, with: { x: [0.1, 0.2, 0.7], y: [0.3, 0.6, 2.1], tolerance: 0 } },
    { values: {}, with: { x: [0.1, 0.2, 0.7], y: [-0.3, -0.6, -2.1], tolerance: 0 } },
    { values: {}, with: { x: [100, 200, 300], y: [100, 215, 300], tolerance: 0.04 } },
  ],
  monotone: [
    { values: {}, with: { of: [1, 3, 2], direction: 'rising', setting: 'stated' } },
    { values: {}, with: { of: [2, 2, 3], direction: 'rising', setting: 'stated' } },
    {
      values: { a: exact('2'), b: exact('2'), c: exact('1') },
      with: { of: ['a', 'b', 'c'], direction: 'rising', setting: 'stated' },
    },
  ],
  ordering: [
    { values: {}, with: { greater: [3], lesser: [3] } },
    { values: {}, with: { greater: [3], lesser: [3, 4] } },
  ],
  'overlap-scores': [
    { values: {}, with: { dice: 0.5, iou: 0.5, per: 'mean' } },
    { values: {}, with: { dice: 0.499, iou: 0.5, per: 'mean' } },
    { values: {}, with: { dice: 1, iou: 1, per: 'mean' } },
    { values: {}, with: { dice: 0, iou: 0, per: 'mean' } },
  ],
  'p-z': [
    { values: {}, with: { p: 0.5, z: 0, sided: 'one' } },
    { values: {}, with: { p: 1, z: 0, sided: 'two' } },
  ],
  'padded-digits': [
    { values: { a: '0.900', b: '0.900', c: '1', d: '12' }, with: { of: ['a', 'b', 'c', 'd', 3] } },
    { values: { a: '0.90', b: '3' }, with: { of: ['a', 'b'] } },
  ],
  'pareto-front': [
    {
      values: { 'a/x': exact('2'), 'a/y': exact('1'), 'b/x': exact('2'), 'b/y': exact('0.5') },
      with: { point: 'a', others: ['b'], higher: ['x'], lower: ['y'] },
    },
    {
      values: { 'a/x': exact('2'), 'a/y': exact('1'), 'b/x': exact('3'), 'b/y': exact('1') },
      with: { point: 'a', others: ['b'], higher: ['x'], lower: ['y'] },
    },
    {
      values: { 'a/x': '2.0', 'a/y': '1.0', 'b/x': '3.0', 'b/y': '0.5' },
      with: { point: 'a', others: ['b'], higher: ['x'] },
    },
    {
      values: { 'a/x': '2.0', 'a/y': '1.0', 'b/x': '3.0', 'b/y': '0.5' },
      with: { point: 'a', others: 'b', higher: ['x', 'y'] },
    },
  ],
  'proportion-count': [
    ...[0.29, 0.07, 0.285].map((rate) => ({ values: {}, with: { rate, trials: 100, unit: 'proportion' } })),
    { values: {}, with: { rate: 29, trials: 100, unit: 'percent' } },
  ],
  'psnr-mse': [
    { values: { m: exact('0.001') }, with: { psnr: 30, mse: 'm', per: 'image' } },
    { values: { m: exact('0.01') }, with: { psnr: 20, mse: 'm', per: 'mean' } },
    { values: { p: '30.0', m: '0' }, with: { psnr: 'p', mse: 'm', per: 'mean' } },
    { values: { p: '3.0', m: '0' }, with: { psnr: 'p', mse: 'm', per: 'image' } },
  ],
  'rank-biserial-p': [
    // W+ 14 of 15 in 5 pairs: z 6.5 / sqrt(13.75), p 0.0796158; then a p that no whole W+ has.
    ...each(['0.079615801460', '0.0796158', '0.08', '0.0700000', '0.04', '0.9999'], (p) => ({
      values: { p, r: '0.867' },
      with: { p: 'p', n: 5, printed: 'r', sided: 'two' },
    })),
    { values: { p: '0.0398', r: '0.867' }, with: { p: 'p', n: 5, printed: 'r', sided: 'one' } },
  ],
  'rank-order': [
    { values: {}, with: { values: [3, 3], ranks: [1, 2], better: 'lower' } },
    { values: {}, with: { values: [3, 3], ranks: [2, 1], better: 'lower' } },
    { values: {}, with: { values: [3, 3], ranks: [2, 1], better: 'higher' } },
    { values: { r: '2 to 3' }, with: { values: [3, 2], ranks: ['r', 3], better: 'higher' } },
    { values: { r: '2 to 3' }, with: { values: [3, 2], ranks: ['r', 2.5], better: 'higher' } },
  ],
  'saturated-similarity': [
    ...[1, 0.999].map((similarity) => ({
      values: { p: '30.00' },
      with: { similarity, psnr: 'p', contrast: 0.01 },
    })),
    { values: { s: '0.9995', p: '30.00' }, with: { similarity: 's', psnr: 'p', contrast: 0.01 } },
    { values: { s: '0.998', p: '30.00' }, with: { similarity: 's', psnr: 'p', contrast: 0.01 } },
    { values: { s: '1.000', p: '60.00' }, with: { similarity: 's', psnr: 'p', contrast: 0.01 } },
  ],
  'signed-rank-p': [
    // 20 pairs of one sign: 2^-20 is 9.54e-7, 2^-19 is 1.91e-6; all tied, the asymptotic floor of one side is 3.87e-6.
    ...(['one', 'two'] as const).flatMap((sided) =>
      (['exact', 'asymptotic', 'either'] as const).flatMap((method) =>
        each(['9e-7', '1.8e-6', '3e-6', '7e-6', '5e-5'], (p) => ({
          values: { p, n: count(20) },
          with: { p: 'p', n: 'n', sided, method, ties: 'possible' },
        })),
      ),
    ),
    { values: { p: '1e-9' }, with: { p: 'p', n: 20, sided: 'two', method: 'asymptotic', ties: 'none' } },
    {
      values: { p: '1e-6' },
      with: { p: 'p', n: 20, otherN: [22, 30], sided: 'two', method: 'asymptotic', ties: 'none' },
    },
    { values: {}, with: { p: 1e-6, n: 20, sided: 'two', method: 'asymptotic', ties: 'none' } },
    { values: {}, with: { p: 0.5, n: 1, sided: 'one', method: 'exact', ties: 'none' } },
    { values: {}, with: { p: 0.5, n: 0, sided: 'one', method: 'exact', ties: 'none' } },
    { values: {}, with: { p: 0.5, n: 2.5, sided: 'one', method: 'exact', ties: 'none' } },
    { values: { n: '20' }, with: { p: 0.05, n: 'n', sided: 'two', method: 'asymptotic', ties: 'none' } },
  ],
  stability: [
    { values: { a: '3.0', b: '3.6' }, with: { first: ['a', 'b', 3], second: [1, 1, 1], within: 0.2 } },
  ],
  'statistic-p': [
    // One way of three agrees, to the one-sided p alone.
    { values: { p: '0.041' }, with: { statistic: 'U', value: 5, p: 'p', sided: 'two', n1: 5, n2: 6 } },
    // The ways lie to either side of 0.05: 0.0446, 0.0552 and 0.0519.
    { values: { p: '0.001' }, with: { statistic: 'U', value: 4, p: 'p', sided: 'two', n1: 5, n2: 6 } },
    { values: { p: '0.60' }, with: { statistic: 'U', value: 4, p: 'p', sided: 'two', n1: 5, n2: 6 } },
    { values: { p: '1.0' }, with: { statistic: 'U', value: 15, p: 'p', sided: 'two', n1: 5, n2: 6 } },
    { values: { v: exact('4 to 5.5') }, with: { statistic: 'W', value: 'v', p: 0.2, sided: 'two', n: 12 } },
    // Halves of rounding that touch: the p of U steps past the printed one.
    { values: { v: '> 5', p: '0.05' }, with: { statistic: 'chi2', value: 'v', p: 'p', df: 3 } },
    { values: { v: '5.0', p: '0.000 ' }, with: { statistic: 't', value: 'v', p: 'p', sided: 'two', df: 8 } },
    { values: {}, with: { statistic: 'z', value: 1.5, p: 0.134, sided: 'two' } },
    { values: {}, with: { statistic: 't', value: 1.5, p: 0.2, sided: 'two', df: 0 } },
    { values: { v: '2.0', p: '> .05' }, with: { statistic: 'z', value: 'v', p: 'p', sided: 'two' } },
    { values: { p: '0.046' }, with: { statistic: 'z', value: 1.7, p: 'p', sided: 'two' } },
    { values: { p: '0.048' }, with: { statistic: 'z', value: 1.7, p: 'p', sided: 'two' } },
    { values: { p: exact('0.05') }, with: { statistic: 'z', value: 1.7, p: 'p', sided: 'two' } },
    { values: { p: exact('0.05') }, with: { statistic: 'z', value: 2.5, p: 'p', sided: 'two' } },
    { values: {}, with: { statistic: 'U', value: 5, p: 0.042, sided: 'two', n1: 5, n2: 6 } },
    { values: {}, with: { statistic: 'U', value: 5, p: 0.03, sided: 'two', n1: 5, n2: 6 } },
    { values: {}, with: { statistic: 'U', value: 5, p: 0.041, sided: 'two', n1: 5, n2: 6 } },
    { values: {}, with: { statistic: 'U', value: 5.5, p: 0.03, sided: 'two', n1: 5, n2: 6 } },
    { values: {}, with: { statistic: 'W', value: 70.5, p: 0.2, sided: 'two', n: 12 } },
    { values: {}, with: { statistic: 'W', value: 10, p: 0.2, sided: 'two', n: 12 } },
    { values: {}, with: { statistic: 'W', value: 10, p: 0.01, sided: 'one', n: 12 } },
    { values: { p: '0.20' }, with: { statistic: 'z', value: 1.7, p: 'p', sided: 'two', level: 0.1 } },
    { values: { p: '0.20' }, with: { statistic: 'z', value: 0.6, p: 'p', sided: 'two', level: 0.5 } },
    { values: { p: '0.20' }, with: { statistic: 'z', value: 0.6, p: 'p', sided: 'two', level: 0.51 } },
  ],
  'subband-gain': [
    { values: { a: '1.0' }, with: { total: 3, gains: ['a', 2], printed: 'some' } },
    { values: { a: '1.0' }, with: { total: 1, gains: ['a', 2], printed: 'some' } },
  ],
  'terminal-digits': [
    {
      values: Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`v${i}`, `${i * 3}.${i % 10} `])),
      with: { of: ['*'] },
    },
    {
      values: Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`v${i}`, `${20 + i / 4} `])),
      with: { of: ['*'] },
    },
    ...[39, 40].map((n) => ({
      values: Object.fromEntries(Array.from({ length: n }, (_, i) => [`v${i}`, `${i * 7}.${i % 10}`])),
      with: { of: ['*'] },
    })),
    // As wide as a hundred units of the coarsest, and a little less.
    ...['4.0', '3.9'].map((last) => ({
      values: {
        ...Object.fromEntries(
          Array.from({ length: 40 }, (_, i) => [`v${i}`, `${-6 + i / 10}`.padEnd(4, '.0').slice(0, 4)]),
        ),
        z: last,
      },
      with: { of: ['*'] },
    })),
    ...['100', '99', '101'].map((last) => ({
      values: {
        ...Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`v${i}`, `${i % 2 ? i : `${i}.5`}`])),
        z: last,
        w: `${last} `,
      },
      with: { of: ['*', 7] },
    })),
    ...[12, 13, 14, 15, 16].map((zeros) => ({
      values: Object.fromEntries(
        Array.from({ length: 40 }, (_, i) => [`v${i}`, `${i * 9}.${i < zeros ? 0 : i % 10}`]),
      ),
      with: { of: ['*'] },
    })),
  ],
  'version-change': [
    ...[1.5, 2.5, 1.4, 2.6].map((after) => ({
      values: { a: '2.0' },
      with: { before: 'a', after, low: 1.5, high: 2.5 },
    })),
  ],
};
