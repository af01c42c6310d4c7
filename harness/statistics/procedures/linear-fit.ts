import type { Options } from '../../language/option.ts';
import { armsOf, assertSample } from '../differences.ts';
import { type BandPoint, fitBand } from '../fit-band.ts';
import { inIdOrder } from '../id-order.ts';
import { type LinearFit, linearFit as leastSquares, type Prediction, predict } from '../linear-fit.ts';
import { resamplesOption, resolveOptions, seedOption } from '../options.ts';
import type { Procedure } from '../procedure.ts';
import { ownUnits } from '../units.ts';

interface Setting {
  /** Resamples of the points behind the band. */
  readonly resamples: number;
  readonly seed: number;
}

type Result = LinearFit & {
  /** At nine x from the least to the greatest. */
  readonly predictions: readonly Prediction[];
  readonly band: readonly BandPoint[];
};

const options: Options<Setting> = {
  resamples: resamplesOption(5000, 'Resamples of the points behind the band; 5,000 as released.'),
  seed: seedOption,
};

/** Least-squares line of y over x, with Student's intervals and the release's bootstrap band of 5,000. */
export const linearFit: Procedure<Setting, Result> = {
  name: 'linear-fit',
  title: 'Straight line by least squares',
  description:
    "Straight line of y over x by least squares: slope, intercept, R2, Student's intervals, predictions at nine places and a bootstrap band.",
  kind: 'fit',
  columns: 'both',
  clusters: () => false,
  ties: () => false,
  takes: () => ownUnits,
  units: () => ({
    n: '1',
    slope: 'y/x',
    intercept: 'y',
    r2: '1',
    p: '1',
    log10p: '1',
    residualSd: 'y',
    predictions: { x: 'x', value: 'y', confidence: 'y', prediction: 'y' },
    band: { x: 'x', low: 'y', high: 'y' },
  }),
  options,
  resolve: (given) => resolveOptions('linear-fit', options, given),
  compute(given, { resamples, seed }) {
    assertSample('linear-fit', given, 3);
    const [x, y] = armsOf('linear-fit', inIdOrder(given));
    const line = leastSquares(x, y);
    const low = x.reduce((a, b) => Math.min(a, b));
    const high = x.reduce((a, b) => Math.max(a, b));
    const at = Array.from({ length: 9 }, (_, i) => low + ((high - low) * i) / 8);
    return { ...line, predictions: predict(x, y, at), band: fitBand(x, y, at, resamples, seed) };
  },
};
