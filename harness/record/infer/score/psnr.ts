import { signedDifference } from '../../../metrics/difference.ts';
import { psnr } from '../../../metrics/psnr.ts';
import { meansWithinBorders } from '../../../metrics/within-borders.ts';
import { peakSignalToNoise } from '../../../metrics/zero-error.ts';
import type { Convention } from './convention.ts';
import { extremesWithin } from './extremes.ts';
import type { Inferable, Observed } from './inferable.ts';
import { isConstantPeak, isOwnPeak, peakOf } from './peaks.ts';
import type { Pair } from './view.ts';

/** The search of what a printed PSNR was taken by. A reading is the squared error within a border, for any peak. */
export const inferablePsnr: Inferable = {
  name: 'psnr',
  unit: 'dB',
  choices: ['peak', 'average', 'zeroError'],
  readingOf: (convention) => `${convention.crop}${isOwnPeak(convention) ? ' with extremes' : ''}`,
  departures: 3,
  reach: 1,
  possible: (convention) =>
    convention.peak !== 'signed-2' &&
    (convention.average === 'images' || isConstantPeak(convention) || isOfVolumes(convention)),
  read: squaredErrors,
  reduce(convention, observed) {
    const units = convention.average === 'images' ? observed : pooledBy(convention, observed);
    const scores = units.flatMap((unit) => {
      const { value, least, greatest, extremes } = unit;
      const { peak, signed } = peakOf(convention, [least, greatest], extremes);
      const left = convention.zeroError === 'left-out';
      const given = convention.zeroError ?? 'infinity';
      const zeroError = given === 'infinity' || left ? 'infinity' : Number(given);
      // Values of [-1, 1] have four times the squared error of those of [0, 1].
      const score = peakSignalToNoise(signed ? 4 * value : value, peak, psnr.resolve({ zeroError }));
      return left && value === 0 ? [] : [score];
    });
    return scores.reduce((sum, score) => sum + score, 0) / scores.length;
  },
};

/** A volume's peak is that of its errors only where these are pooled over the volume. */
function isOfVolumes({ peak, average }: Convention): boolean {
  return average === 'volumes' && /-volume$/.test(peak ?? '');
}

function squaredErrors(pair: Pair, conventions: readonly Convention[]) {
  const squares = signedDifference('psnr', pair.image, pair.reference);
  const { channels, height, width, data } = squares;
  for (let i = 0; i < data.length; i++) data[i] *= data[i];
  const borders = [...new Set(conventions.map(({ crop }) => Number(crop)))].sort((a, b) => a - b);
  const means = meansWithinBorders(squares, borders);
  return conventions.map((convention) => {
    const border = Number(convention.crop);
    const value = means[borders.indexOf(border)];
    if (Number.isNaN(value)) return `a border of ${border} leaves nothing of ${height}x${width}`;
    const [least, greatest] = isOwnPeak(convention)
      ? extremesWithin(pair.reference, border)
      : [Number.NaN, Number.NaN];
    return { value, count: channels * (height - 2 * border) * (width - 2 * border), least, greatest };
  });
}

/** One squared error of each subject, or of all. */
function pooledBy({ average }: Convention, observed: readonly Observed[]): readonly Observed[] {
  const groups = new Map<string, Observed[]>();
  for (const one of observed) {
    const key = average === 'volumes' ? one.subject : '';
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()].map((group) => {
    const count = group.reduce((sum, one) => sum + one.count, 0);
    const value = group.reduce((sum, one) => sum + one.value * one.count, 0) / count;
    return { ...group[0], value, count };
  });
}
