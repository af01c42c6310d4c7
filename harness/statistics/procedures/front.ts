import type { Options } from '../../language/option.ts';
import { percentileInterval } from '../bootstrap-interval.ts';
import { armsOf, assertSample } from '../differences.ts';
import { intervalLevel } from '../interval-level.ts';
import { resamplesOption, resolveOptions, seedOption } from '../options.ts';
import { isBetter, onParetoFront } from '../pareto-front.ts';
import type { Procedure, Sample } from '../procedure.ts';
import { resampledPoints } from '../screening.ts';
import { ownUnits } from '../units.ts';

type Better = 'higher' | 'lower';

interface Setting {
  /** Which way x is better, and which way y. */
  readonly x: Better;
  readonly y: Better;
  readonly resamples: number;
  readonly seed: number;
}

interface Result extends Setting {
  readonly n: number;
  /** By id: 1 on the front, 0 behind it; the interval holds what subjects drawn with replacement say as well. */
  readonly onFront: Readonly<
    Record<string, { readonly value: number; readonly ci95: readonly [number, number] | null }>
  >;
  /** For each point behind the front, those on it that are better. */
  readonly behind: Readonly<Record<string, readonly string[]>>;
}

const options: Options<Setting> = {
  x: { enum: ['higher', 'lower'], default: 'higher', description: 'Which way x is better.' },
  y: { enum: ['higher', 'lower'], default: 'lower', description: 'Which way y is better.' },
  resamples: resamplesOption(2_000, 'Draws of subjects behind the intervals.'),
  seed: seedOption,
};

/**
 * The Pareto front of points: a point lies on it unless another is as good in both columns and better in one.
 * The preset is the plane of PSNR and LPIPS.
 */
export const front: Procedure<Setting, Result> = {
  name: 'front',
  title: 'Pareto front',
  description:
    'Which points lie on the Pareto front of x and y: no other is as good in both and better in one. With intervals where observations stand behind the points.',
  kind: 'front',
  columns: 'both',
  clusters: () => false,
  ties: () => false,
  takes: () => ownUnits,
  units: () => ({ n: '1', onFront: '1', resamples: '1', seed: '1' }),
  options,
  resolve: (given) => resolveOptions('front', options, given),
  compute(sample, options) {
    assertSample('front', sample, 2);
    const [x, y] = armsOf('front', sample);
    const { ids } = sample;
    const [a, b] = [signed(x, options.x), signed(y, options.y)];
    const isOn = onParetoFront(a, b);
    const intervals = intervalsOf(sample, options);
    const front = Array.from(ids.keys())
      .filter((i) => isOn[i])
      .sort((i, j) => (ids[i] < ids[j] ? -1 : 1));
    const better = (j: number) => front.filter((i) => isBetter(a, b, i, j)).map((i) => ids[i]);
    return {
      n: x.length,
      onFront: Object.fromEntries(ids.map((id, i) => [id, { value: Number(isOn[i]), ci95: intervals[i] }])),
      behind: Object.fromEntries(ids.flatMap((id, j) => (isOn[j] ? [] : [[id, better(j)]]))),
      ...options,
    };
  },
};

function intervalsOf({ ids, behind }: Sample, options: Setting): readonly ([number, number] | null)[] {
  if (!behind) return ids.map(() => null);
  const { resamples, seed } = options;
  const xs = resampledPoints(behind, 'x', resamples, seed);
  const ys = resampledPoints(behind, 'y', resamples, seed);
  const drawn = Array.from({ length: resamples }, (_, r) => {
    const at = (columns: readonly Float64Array[]) => Float64Array.from(columns, (column) => column[r]);
    return onParetoFront(signed(at(xs), options.x), signed(at(ys), options.y));
  });
  return ids.map((_, i) =>
    percentileInterval(Float64Array.from(drawn, (isOn) => Number(isOn[i])).sort(), intervalLevel()),
  );
}

function signed(values: Float64Array, better: Better): Float64Array {
  return better === 'higher' ? values : values.map((value) => -value);
}
