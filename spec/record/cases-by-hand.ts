import { type Case, count } from '../laws/record-case.ts';

/** Printed values by id, and the options that name them. */
export type ByHand = Pick<Case, 'values' | 'with'>;

/** One case of a rule: printed values by id, and the options that name them. */
function on(values: Case['values'], options: Case['with']): ByHand {
  return { values, with: options };
}

const welch = { m: '10.0', s: '2.0', n: count(12), o: '12.0', u: '4.0', k: count(30) };
const groups = { mean1: 'm', sd1: 's', n1: 'n', mean2: 'o', sd2: 'u', n2: 'k' };
const effect = { delta: 'delta', d: 'd', n: 'n', low: 'l', high: 'h' };
const paired = { effect: 'dz', pairing: 'paired', method: 'bootstrap' };

/** Sd 4 and a standard error of 0.4, so that the normal interval is 0.784 to either side. */
const interval = (l: string, h: string, over: Case['values'] = {}) => ({
  delta: '2.00',
  d: '0.500',
  n: count(100),
  l,
  h,
  ...over,
});

/**
 * What random cases seldom meet: every choice of every option, the borders of what is called suspicious, and figures
 * with which a rule cannot be asked.
 */
export const casesByHand: Readonly<Record<string, readonly ByHand[]>> = {
  among: [
    on({ a: '1.00', b: '1.01', c: '1.000' }, { main: 'a', of: ['b', 'c'], setting: 'presumed' }),
    on({ a: '1.00', b: '1.01' }, { main: 'a', of: ['b', 2], setting: 'presumed' }),
    on({ a: '1.00', b: '1.02' }, { main: 'a', of: ['b', 2], setting: 'presumed' }),
  ],
  'auc-interval': [
    on({ a: '0.50', p: count(1), n: count(3) }, { auc: 'a', positives: 'p', negatives: 'n' }),
    on({ a: '0.60', p: count(1), n: count(3) }, { auc: 'a', positives: 'p', negatives: 'n' }),
    on(
      { a: '0.80', p: count(40), n: count(30), l: '0.55', h: '0.96' },
      { auc: 'a', positives: 'p', negatives: 'n', low: 'l', high: 'h', level: 0.9 },
    ),
    on(
      { a: '0.97', p: count(40), n: count(30), l: '0.55', h: '0.99' },
      { auc: 'a', positives: 'p', negatives: 'n', low: 'l', high: 'h' },
    ),
    on(
      { a: '0.30', p: count(20), n: count(60), l: '0.27', h: '0.34' },
      { auc: 'a', positives: 'p', negatives: 'n', low: 'l', high: 'h' },
    ),
  ],
  bound: [
    on({ a: '0.04', b: '0.06', t: '< 0.05' }, { of: ['a', 'b'], atMost: 't' }),
    on({ a: '3.0', b: '5.0', c: '9.0' }, { of: ['a', 'b', 'c'], atLeast: 4, atMost: 8 }),
    on({ a: '4.0', b: '8.0' }, { of: ['a', 'b'], atLeast: 4, atMost: 8 }),
    on({ a: '4.0' }, { of: ['a'] }),
  ],
  'cluster-spread': [
    on(
      { d: '-0.50', e: '-0.80', c: count(10), m: count(4) },
      { d: 'd', ofMeans: 'e', clusters: 'c', size: 'm' },
    ),
    on(
      { d: '0.50', e: '-0.80', c: count(10), m: count(4) },
      { d: 'd', ofMeans: 'e', clusters: 'c', size: 'm' },
    ),
    on(
      { d: '0.00', e: '0.80', c: count(10), m: count(4) },
      { d: 'd', ofMeans: 'e', clusters: 'c', size: 'm' },
    ),
  ],
  'cohens-h': [
    on({ a: '0.00', b: '1.00', h: '3.14' }, { a: 'a', b: 'b', printed: 'h', unit: 'proportion' }),
    on({ a: '101', b: '50', h: '0.2' }, { a: 'a', b: 'b', printed: 'h', unit: 'percent' }),
    on({ a: '-2', b: '50', h: '0.2' }, { a: 'a', b: 'b', printed: 'h', unit: 'percent' }),
  ],
  'confusion-scores': [
    on({ p: count(4), n: count(6) }, { positives: 'p', negatives: 'n' }),
    on(
      { p: count(4), n: count(6), q: count(5), f: '0.5' },
      { positives: ['p', 'q'], negatives: 'n', f1: 'f' },
    ),
    on(
      { p: count(4), n: count(6), f: '0.5' },
      { positives: ['p', 'p'], negatives: ['n', 'n'], f1: 'f', folds: 'mean' },
    ),
    on(
      { p: count(4), n: count(6), f: '0.5' },
      { positives: ['p'], negatives: ['n'], f1: 'f', folds: 'mean' },
    ),
    on(
      { p: count(3), n: count(5), a: '0.625', s: '0.333', c: '0.80', k: '0.1429', m: '0.149' },
      {
        positives: 'p',
        negatives: 'n',
        accuracy: 'a',
        sensitivity: 's',
        specificity: 'c',
        kappa: 'k',
        mcc: 'm',
      },
    ),
    on(
      { p: count(3), n: count(5), v: '0.667', w: '0.8', b: '0.733', j: '0.5' },
      { positives: 'p', negatives: 'n', precision: 'v', npv: 'w', balanced: 'b', iou: 'j' },
    ),
    on({ p: count(1), n: count(4), v: '0.0' }, { positives: 'p', negatives: 'n', precision: 'v' }),
  ],
  correlation: [
    on({ a: '1.0', b: '2.0', c: '3.0' }, { x: ['a', 'b', 'c'], y: ['a', 'b', 'c'] }),
    on({ a: '1.0', b: '2.0', c: '3.0', d: '4.0' }, { x: ['a', 'b', 'c', 'd'], y: ['a', 'b', 'c'] }),
    on(
      { a: '1.0', b: '2.0', c: '3.0', d: '4.0', e: '9.0', r: '0.79', l: '-0.6', h: '1.0' },
      { x: ['a', 'b', 'c', 'd'], y: ['b', 'a', 'c', 'e'], r: 'r', ciLow: 'l', ciHigh: 'h' },
    ),
  ],
  'correlation-identities': [
    on({ r: '0.50', n: count(3) }, { r: 'r', n: 'n' }),
    on({ r: '0.50', n: count(4), s: '0.25' }, { r: 'r', n: 'n', r2: 's' }),
    on(
      { r: '0.71', n: count(20), s: '0.500', l: '0.39', h: '0.88' },
      { r: 'r', n: 'n', r2: 's', ciLow: 'l', ciHigh: 'h' },
    ),
    on({ r: '-0.9', n: count(9), s: '0.5', p: '0.001' }, { r: 'r', n: 'n', r2: 's', p: 'p' }),
    on({ r: '0.0', n: count(9), s: '0.001', p: '0.9' }, { r: 'r', n: 'n', r2: 's', p: 'p' }),
  ],
  determination: [
    on({ r: '0.75', e: '1.00', s: '2.00' }, { r2: 'r', rmse: 'e', sd: 's', deviation: 'population' }),
    on(
      { r: '0.50', e: '1.00', s: '2.00', n: count(2) },
      { r2: 'r', rmse: 'e', sd: 's', n: 'n', deviation: 'sample' },
    ),
    on(
      { r: '0.50', e: '1.00', s: '2.00', n: count(1) },
      { r2: 'r', rmse: 'e', sd: 's', n: 'n', deviation: 'sample' },
    ),
  ],
  domain: [
    on(
      { a: { text: '0.000', kind: 'probability' }, b: { text: '1.01', kind: 'probability' } },
      { of: ['a', 'b'] },
    ),
    on(
      { a: { text: '0.000', kind: 'probability' }, b: { text: '1.004', kind: 'similarity' } },
      { of: ['a'] },
    ),
    on(
      { a: { text: '1.0', kind: 'similarity' }, b: { text: '-1.0', kind: 'correlation' } },
      { of: ['a', 'b'] },
    ),
    on({ a: { text: '-0.2', kind: 'distance' }, b: { text: '-0.2', kind: 'seconds' } }, { of: ['a', 'b'] }),
    on(
      { a: { text: '-1.2', kind: 'cosine' }, b: { text: '-0.2', kind: 'determination' } },
      { of: ['a', 'b'] },
    ),
    on({ a: { text: '-101', kind: 'percent' }, b: { text: '100', kind: 'percent' } }, { of: ['a', 'b'] }),
  ],
  'effect-interval': [
    on(interval('1.22', '2.78'), { ...effect, ...paired }),
    on(interval('1.22', '2.78'), { ...effect, effect: 'dz', pairing: 'paired', method: 'normal' }),
    on(interval('1.30', '2.70'), { ...effect, effect: 'dz', pairing: 'paired', method: 'normal' }),
    on(interval('1.21', '2.79'), { ...effect, effect: 'dz', pairing: 'paired', method: 't' }),
    on(interval('0.89', '3.11'), { ...effect, effect: 'pooled', pairing: 'independent', method: 't' }),
    on(interval('1.05', '2.95'), { ...effect, ...paired }),
    on(interval('1.45', '2.55'), { ...effect, ...paired }),
    on(interval('1.60', '2.40'), { ...effect, ...paired }),
    on(interval('1.50', '3.00'), { ...effect, ...paired }),
    on(interval('1.00', '2.50'), { ...effect, ...paired }),
    on(interval('1.80', '3.40'), { ...effect, ...paired }),
    on(interval('1.22', '2.78'), { ...effect, effect: 'pooled', pairing: 'paired', method: 'bootstrap' }),
    on(interval('0.40', '3.60'), { ...effect, effect: 'pooled', pairing: 'paired', method: 'bootstrap' }),
    on(interval('1.22', '2.78'), { ...effect, ...paired, resamples: 100 }),
    on(interval('1.22', '2.78', { delta: '0.00' }), { ...effect, ...paired }),
    on(interval('1.22', '2.78', { d: '-0.500' }), { ...effect, ...paired }),
    on(interval('1.22', '2.78', { n: count(9) }), { ...effect, ...paired }),
    on(interval('-0.61', '4.61', { n: count(10) }), { ...effect, ...paired }),
  ],
  'effect-label': [
    on({ a: '0.20', b: '0.80' }, { of: ['a', 'b'], labels: ['Small', 'large'] }),
    on({ a: '1.30', b: '-2.10' }, { of: ['a', 'b'], labels: ['very large', 'huge'] }),
    on({ a: '1.30', b: '-2.10' }, { of: ['a', 'b'], labels: ['large', 'large'] }),
    on({ a: '1.30', b: '-2.10' }, { of: ['a', 'b'], labels: ['very large', 'large'] }),
    on({ a: '1.30', b: '-2.10' }, { of: ['a', 'b'], labels: ['large'] }),
  ],
  extremes: [
    on({ a: '1.0', b: '2.0', l: '1.0' }, { of: ['a', 'b'], low: 'l' }),
    on({ a: '1.0', b: '2.0', h: '2.1' }, { of: ['a', 'b'], high: 'h' }),
    on({ a: '1.0', b: '2.0' }, { of: ['a', 'b'] }),
  ],
  'frechet-images': [
    on({ f: '20.1', n: count(2048) }, { distance: 'f', images: 'n' }),
    on({ f: '20.1', n: count(2049) }, { distance: 'f', images: 'n' }),
    on({ f: '20.1', n: count(64) }, { distance: 'f', images: 'n', features: 64 }),
  ],
  grim: [
    on({ m: '2.50', n: count(4) }, { mean: 'm', n: 'n' }),
    on({ m: '2.55', n: count(4) }, { mean: 'm', n: 'n' }),
    on({ m: '2.63', n: count(4) }, { mean: 'm', n: 'n', items: 2 }),
    on({ m: '5.50', n: count(4) }, { mean: 'm', n: 'n', low: 1, high: 5 }),
    on({ m: '0.50', n: count(4) }, { mean: 'm', n: 'n', low: 1, high: 5 }),
    on({ m: '0.50', n: count(4) }, { mean: 'm', n: 'n', low: 5, high: 5 }),
    on({ m: '3.00', n: count(1), s: '0.00' }, { mean: 'm', n: 'n', sd: 's' }),
    on({ m: '2.50', n: count(4), s: '1.29' }, { mean: 'm', n: 'n', sd: 's' }),
    on({ m: '2.50', n: count(4), s: '1.12' }, { mean: 'm', n: 'n', sd: 's', deviation: 'population' }),
    on({ m: '2.50', n: count(4), s: '1.12' }, { mean: 'm', n: 'n', sd: 's', deviation: 'either' }),
    on({ m: '2.50', n: count(4), s: '1.12' }, { mean: 'm', n: 'n', sd: 's' }),
    on({ m: '0.50', n: count(4), s: '0.58' }, { mean: 'm', n: 'n', sd: 's', low: 0, high: 1 }),
    on({ m: '0.50', n: count(4), s: '1.00' }, { mean: 'm', n: 'n', sd: 's', low: 0, high: 1 }),
    on({ m: '0.50', n: count(4), s: '1.00' }, { mean: 'm', n: 'n', sd: 's', low: 0 }),
    on({ m: '1.13', n: count(4), s: '0.25' }, { mean: 'm', n: 'n', sd: 's', items: 2 }),
  ],
  'group-means': [
    on({ ...welch, t: '1.66' }, { ...groups, test: 'student', t: 't' }),
    on({ ...welch, t: '2.15', p: '0.04' }, { ...groups, test: 'welch', t: 't', p: 'p' }),
    on({ ...welch, t: '2.15', p: '0.04' }, { ...groups, test: 'either', t: 't', p: 'p' }),
    on({ ...welch, t: '1.66', p: '0.04' }, { ...groups, test: 'either', t: 't', p: 'p' }),
    on({ ...welch, d: '0.56' }, { ...groups, test: 'student', d: 'd', effect: 'hedges' }),
    on({ ...welch, d: '-0.57' }, { ...groups, test: 'student', d: 'd' }),
    on({ ...welch, p: '0.052' }, { ...groups, test: 'student', p: 'p', sided: 'one' }),
    on(welch, { ...groups, test: 'student' }),
    on(
      { m: '1.00', s: '2.00', n: count(16), t: '2.00', d: '0.50', p: '0.064' },
      { mean1: 'm', sd1: 's', n1: 'n', test: 'differences', t: 't', d: 'd', p: 'p' },
    ),
    on({ ...welch, s: '0.0', p: '0.011' }, { ...groups, test: 'welch', p: 'p' }),
    on({ ...welch, s: '0.0', u: '0.0', p: '0.5' }, { ...groups, test: 'welch', p: 'p' }),
    on({ ...welch, n: count(1), t: '1.66' }, { ...groups, test: 'student', t: 't' }),
  ],
  'interval-p': [
    on({ l: '1.2', h: '0.8' }, { low: 'l', high: 'h', scale: 'linear', made: 'otherwise' }),
    on({ l: '0.0', h: '0.8' }, { low: 'l', high: 'h', scale: 'ratio', made: 'otherwise' }),
    on(
      { l: '1.2', h: '2.8', e: '3.1' },
      { low: 'l', high: 'h', estimate: 'e', scale: 'linear', made: 'otherwise' },
    ),
    on(
      { l: '1.2', h: '2.8', e: '1.0' },
      { low: 'l', high: 'h', estimate: 'e', scale: 'linear', made: 'otherwise' },
    ),
    on(
      { l: '1.2', h: '2.8', e: '1.4' },
      { low: 'l', high: 'h', estimate: 'e', scale: 'linear', made: 'otherwise' },
    ),
    on(
      { l: '1.2', h: '2.8', e: '1.4' },
      { low: 'l', high: 'h', estimate: 'e', scale: 'linear', made: 'standard-error' },
    ),
    on(
      { l: '1.20', h: '4.80', e: '2.40', p: '0.013' },
      { low: 'l', high: 'h', estimate: 'e', p: 'p', scale: 'ratio', made: 'standard-error' },
    ),
    on(
      { l: '1.20', h: '2.80', p: '0.20' },
      { low: 'l', high: 'h', p: 'p', scale: 'linear', made: 'otherwise' },
    ),
    on(
      { l: '-1.20', h: '2.80', p: '0.01' },
      { low: 'l', high: 'h', p: 'p', scale: 'linear', made: 'otherwise' },
    ),
    on(
      { l: '-1.20', h: '2.80', p: '0.01' },
      { low: 'l', high: 'h', p: 'p', scale: 'linear', made: 'otherwise', null: 3 },
    ),
    on(
      { l: '-1.20', h: '2.80', p: '0.07' },
      { low: 'l', high: 'h', p: 'p', scale: 'linear', made: 'otherwise', null: 3, level: 0.9 },
    ),
    on(
      { l: '0.80', h: '2.80', p: '0.01' },
      { low: 'l', high: 'h', p: 'p', scale: 'ratio', made: 'otherwise' },
    ),
    on(
      { l: '1.00', h: '3.00', e: '2.00', p: '0.001', f: count(10) },
      { low: 'l', high: 'h', estimate: 'e', p: 'p', df: 'f', scale: 'linear', made: 'standard-error' },
    ),
    on(
      { l: '1.00', h: '1.00', p: '0.001' },
      { low: 'l', high: 'h', p: 'p', scale: 'linear', made: 'standard-error' },
    ),
    on(
      { l: '-2.0', h: '-1.0', p: '0.3' },
      { low: 'l', high: 'h', p: 'p', scale: 'linear', made: 'otherwise' },
    ),
  ],
  linear: [
    on({ a: '-1.00', b: '-2.00', c: '-3.10' }, { x: [1, 2, 3], y: ['a', 'b', 'c'], tolerance: 0.03 }),
    on({ a: '-1.00', b: '-2.00', c: '-3.10' }, { x: [3, 2, 1], y: ['a', 'b', 'c'], tolerance: 0.001 }),
    on({ a: '1.00', b: '2.00' }, { x: [1, 2, 3], y: ['a', 'b'], tolerance: 0 }),
    on({ a: '1.00', b: '2.00' }, { x: [1, 2], y: ['a', 'b'], tolerance: 0 }),
  ],
  monotone: [
    on(
      { a: '1.0', b: '3.0', c: '2.0', d: '2.5' },
      { of: ['a', 'b', 'c', 'd'], direction: 'rising', setting: 'presumed' },
    ),
    on({ a: '1.0', b: '3.0', c: '2.0' }, { of: ['a', 'b', 'c'], direction: 'falling', setting: 'stated' }),
  ],
  ordering: [
    on({ a: '3.0', b: '2.0', c: '3.1' }, { greater: ['a'], lesser: ['b', 'c'] }),
    on({ a: '3.0', b: '2.0' }, { greater: ['a', 2.5], lesser: ['b'] }),
    on({ a: '2.0', b: '2.1' }, { greater: ['a'], lesser: ['b'] }),
  ],
  'overlap-scores': [
    on({ d: '0.667', j: '0.500' }, { dice: 'd', iou: 'j', per: 'case' }),
    on({ d: '0.600', j: '0.500' }, { dice: 'd', iou: 'j', per: 'case' }),
    on({ d: '0.600', j: '0.500' }, { dice: 'd', iou: 'j', per: 'mean' }),
    on({ d: '0.490', j: '0.500' }, { dice: 'd', iou: 'j', per: 'mean' }),
    on({ d: '0.680', j: '0.500' }, { dice: 'd', iou: 'j', per: 'mean' }),
    on({ d: '0.00', j: '0.00' }, { dice: 'd', iou: 'j', per: 'case' }),
  ],
  'p-z': [
    on({ p: '0.025', z: '-1.96' }, { p: 'p', z: 'z', sided: 'one' }),
    on({ p: '0.05', z: '1.96' }, { p: 'p', z: 'z', sided: 'one' }),
    on({ p: '0.025', z: '1.96' }, { p: 'p', z: 'z', sided: 'two' }),
    on({ p: '0.50', z: '1.96' }, { p: 'p', z: 'z', sided: 'two' }),
  ],
  'pareto-front': [
    on(
      { 'a/x': '2.0', 'a/y': '1.0', 'b/x': '3.0', 'b/y': '0.5', 'c/x': '4.0', 'c/y': '0.4' },
      { point: 'a', others: ['b', 'c'], higher: ['x'], lower: ['y'] },
    ),
    on(
      { 'a/x': '2.0', 'a/y': '1.0', 'b/x': '3.0', 'b/y': '0.5' },
      { point: 'a', others: ['b'], higher: ['x'], lower: ['y'] },
    ),
    on({ 'a/x': '2.0', 'b/x': '3.0' }, { point: 'a', others: ['b'], higher: ['x'], lower: [] }),
    on({ 'a/x': '2.0', 'a/y': '1.0' }, { point: 'a', others: [], higher: ['x'], lower: ['y'] }),
    on(
      { 'a/x': '2.0', 'a/y': '1.0', 'b/x': '3.0', 'b/y': '1.5' },
      { point: 'a', others: ['b'], higher: ['x', 'y'], lower: [] },
    ),
  ],
  'proportion-count': [
    on({ r: '33.3', n: count(3) }, { rate: 'r', trials: 'n', unit: 'percent' }),
    on({ r: '0.31', n: count(3) }, { rate: 'r', trials: 'n', unit: 'proportion' }),
    on({ r: '0.5', n: count(20) }, { rate: 'r', trials: 'n', unit: 'proportion' }),
  ],
  'psnr-mse': [
    on({ p: '30.0', m: '0.00100' }, { psnr: 'p', mse: 'm', per: 'image' }),
    on({ p: '28.13', m: '100.0' }, { psnr: 'p', mse: 'm', per: 'image', peak: 255 }),
    on({ p: '30.2', m: '0.00100' }, { psnr: 'p', mse: 'm', per: 'image' }),
    on({ p: '30.2', m: '0.00100' }, { psnr: 'p', mse: 'm', per: 'mean' }),
    on({ p: '29.8', m: '0.00100' }, { psnr: 'p', mse: 'm', per: 'mean' }),
    on({ p: '29.8', m: '0.00' }, { psnr: 'p', mse: 'm', per: 'image' }),
  ],
  'rank-order': [
    on(
      { a: '3.0', b: '2.0', r: count(1), s: count(1) },
      { values: ['a', 'b'], ranks: ['r', 's'], better: 'higher' },
    ),
    on(
      { a: '3.0', b: '2.0', r: count(1), s: count(2) },
      { values: ['a', 'b'], ranks: ['r', 's'], better: 'lower' },
    ),
    on(
      { a: '3.0', b: '2.0', r: count(2), s: count(1) },
      { values: ['a', 'b'], ranks: ['r', 's'], better: 'lower' },
    ),
    on(
      { a: '3.0', b: '2.9', c: '3.0', r: count(2), s: count(1) },
      { values: ['a', 'b', 'c'], ranks: ['r', 's', 1], better: 'higher' },
    ),
    on({ a: '3.0', r: count(2), s: count(1) }, { values: ['a'], ranks: ['r'], better: 'higher' }),
    on({ a: '3.0', b: '2.0', r: count(2) }, { values: ['a', 'b'], ranks: ['r'], better: 'higher' }),
  ],
  ratio: [
    on({ a: '3.0', b: '2.0', r: '1.5' }, { of: ['a', 'b'], printed: 'r' }),
    on({ a: '3.0', b: '2.0', r: '150' }, { of: ['a', 'b'], printed: 'r', as: 'percent' }),
    on({ a: '3.0', b: '0.0', r: '150' }, { of: ['a', 'b'], printed: 'r', as: 'percent' }),
  ],
  'same-quantity': [
    on({ a: '1.0', b: '1.1', c: '1.04' }, { of: ['a', 'b', 'c'], setting: 'stated' }),
    on({ a: '1.0', b: '1.2', c: '1.04' }, { of: ['a', 'b', 'c'], setting: 'presumed' }),
    on({ a: '1.0', b: '1.04' }, { of: ['a', 'b', 1], setting: 'stated' }),
  ],
  'signed-rank-p': [
    on({ p: '0.25', n: count(3) }, { p: 'p', n: 'n', sided: 'two', method: 'exact', ties: 'none' }),
    on({ p: '0.1', n: count(3) }, { p: 'p', n: 'n', sided: 'two', method: 'exact', ties: 'none' }),
    on({ p: '0.1', n: count(3) }, { p: 'p', n: 'n', sided: 'two', method: 'exact', ties: 'possible' }),
    on({ p: '0.125', n: count(3) }, { p: 'p', n: 'n', sided: 'one', method: 'either', ties: 'possible' }),
    on({ p: '1e-7', n: count(20) }, { p: 'p', n: 'n', sided: 'one', method: 'asymptotic', ties: 'possible' }),
    on({ p: '2e-5', n: count(20) }, { p: 'p', n: 'n', sided: 'one', method: 'asymptotic', ties: 'possible' }),
    on({ p: '2e-5', n: count(20) }, { p: 'p', n: 'n', sided: 'one', method: 'asymptotic', ties: 'none' }),
    on(
      { p: '2e-5', n: count(20), o: count(22) },
      { p: 'p', n: 'n', otherN: ['o'], sided: 'two', method: 'asymptotic', correction: true, ties: 'none' },
    ),
    on({ p: '0.05', n: '20.5' }, { p: 'p', n: 'n', sided: 'two', method: 'exact', ties: 'none' }),
  ],
  stability: [
    on({ a: '3.0', b: '3.2', c: '1.0', d: '1.1' }, { first: ['a', 'b'], second: ['c', 'd'], within: 0.2 }),
    on({ a: '3.0', b: '3.2', c: '1.0' }, { first: ['a', 'b'], second: ['c'], within: 0.2 }),
  ],
  'statistic-p': [
    on({ v: '2.10', p: '0.05', d: count(18) }, { statistic: 't', value: 'v', p: 'p', sided: 'two', df: 'd' }),
    on(
      { v: '-2.10', p: '0.025', d: count(18) },
      { statistic: 't', value: 'v', p: 'p', sided: 'two', df: 'd' },
    ),
    on({ v: '2.10', p: '0.05', d: count(18) }, { statistic: 't', value: 'v', p: 'p', sided: 'one', df: 'd' }),
    on(
      { v: '2.10', p: '0.000', d: count(18) },
      { statistic: 't', value: 'v', p: 'p', sided: 'one', df: 'd' },
    ),
    on(
      { v: '12.10', p: '0.000', d: count(18) },
      { statistic: 't', value: 'v', p: 'p', sided: 'one', df: 'd' },
    ),
    on({ v: '2.10', p: '0.03', d: count(0) }, { statistic: 't', value: 'v', p: 'p', sided: 'one', df: 'd' }),
    on(
      { v: '4.35', p: '0.05', d: count(1), e: '20.4' },
      { statistic: 'F', value: 'v', p: 'p', df1: 'd', df2: 'e' },
    ),
    on(
      { v: '4.35', p: '0.30', d: count(1), e: count(20) },
      { statistic: 'F', value: 'v', p: 'p', df1: 'd', df2: 'e', level: 0.1 },
    ),
    on(
      { v: '2.35', p: '0.01', d: count(1), e: count(20) },
      { statistic: 'F', value: 'v', p: 'p', df1: 'd', df2: 'e', level: 0.1 },
    ),
    on({ v: '2.35', p: '> .05' }, { statistic: 'z', value: 'v', p: 'p', sided: 'two' }),
    on(
      { v: count(5), p: '0.14', n: count(5), m: count(6) },
      { statistic: 'U', value: 'v', p: 'p', sided: 'two', n1: 'n', n2: 'm' },
    ),
    on(
      { v: count(5), p: '0.082', n: count(5), m: count(6) },
      { statistic: 'U', value: 'v', p: 'p', sided: 'two', n1: 'n', n2: 'm' },
    ),
    on(
      { v: '5.5', p: '0.10', n: count(5), m: count(6) },
      { statistic: 'U', value: 'v', p: 'p', sided: 'two', n1: 'n', n2: 'm' },
    ),
    on(
      { v: count(10), p: '0.03', n: count(12) },
      { statistic: 'W', value: 'v', p: 'p', sided: 'two', n: 'n' },
    ),
    on(
      { v: '0.50', p: '0.005', d: count(28) },
      { statistic: 'r', value: 'v', p: 'p', sided: 'two', df: 'd' },
    ),
    on(
      { v: '1.00', p: '0.005', d: count(28) },
      { statistic: 'r', value: 'v', p: 'p', sided: 'two', df: 'd' },
    ),
  ],
  'subband-gain': [
    on({ t: '3.0', a: '1.0', b: '2.0' }, { total: 't', gains: ['a', 'b'], printed: 'some' }),
    on({ t: '2.0', a: '1.0', b: '2.0' }, { total: 't', gains: ['a', 'b'], printed: 'some' }),
    on({ t: '2.1', a: '1.0', b: '2.0' }, { total: 't', gains: ['a', 'b'], printed: 'all' }),
  ],
  'terminal-digits': [
    on({ a: '1.0', b: '2.0' }, { of: ['a', 'b'] }),
    on(Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`v${i}`, `${(i / 10).toFixed(1)}`])), {
      of: ['*'],
    }),
  ],
  'version-change': [
    on({ a: '2.0', b: '2.5' }, { before: 'a', after: 'b' }),
    on({ a: '2.0', b: '2.5', l: '1.5', h: '2.5' }, { before: 'a', after: 'b', low: 'l', high: 'h' }),
    on({ a: '2.0', b: '1.3', l: '1.5', h: '2.5' }, { before: 'a', after: 'b', low: 'l', high: 'h' }),
    on({ a: '2.0', b: '1.3', l: '1.2' }, { before: 'a', after: 'b', low: 'l' }),
  ],
};
