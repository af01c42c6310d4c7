import { armsOf, assertSample } from '../differences.ts';
import { resolveOptions } from '../options.ts';
import type { Procedure } from '../procedure.ts';

type Better = 'higher' | 'lower';

interface Options {
  /** Which way x is better, and which way y. */
  readonly x: Better;
  readonly y: Better;
}

interface Result extends Options {
  readonly n: number;
  /** Points that no other is better than, by id: 1 on the front, 0 behind it. */
  readonly onFront: Readonly<Record<string, 0 | 1>>;
  /** For each point behind the front, those on it that are better. */
  readonly behind: Readonly<Record<string, readonly string[]>>;
}

const preset: Options = { x: 'higher', y: 'lower' };

/**
 * The Pareto front of points: a point lies on it unless another is as good in both columns and better in one.
 * The preset is the plane of PSNR and LPIPS.
 */
export const front: Procedure<Options, Result> = {
  name: 'front',
  title: 'Pareto front',
  kind: 'front',
  columns: 'both',
  options: preset,
  resolve: (given) =>
    resolveOptions(
      'front',
      preset,
      { x: { oneOf: ['higher', 'lower'] }, y: { oneOf: ['higher', 'lower'] } },
      given,
    ),
  compute(sample, options) {
    assertSample('front', sample, 2);
    const [x, y] = armsOf('front', sample);
    const [a, b] = [signed(x, options.x), signed(y, options.y)];
    const isBetter = (i: number, j: number) => a[i] >= a[j] && b[i] >= b[j] && (a[i] > a[j] || b[i] > b[j]);
    const all = sample.ids.map((_, i) => i);
    const isOn = all.map((j) => !all.some((i) => isBetter(i, j)));
    const better = (j: number) => all.filter((i) => isOn[i] && isBetter(i, j)).map((i) => sample.ids[i]);
    return {
      n: x.length,
      onFront: Object.fromEntries(sample.ids.map((id, i) => [id, isOn[i] ? 1 : 0])),
      behind: Object.fromEntries(
        all.filter((j) => !isOn[j]).map((j) => [sample.ids[j], better(j).toSorted()]),
      ),
      ...options,
    };
  },
};

function signed(values: Float64Array, better: Better): Float64Array {
  return better === 'higher' ? values : values.map((value) => -value);
}
