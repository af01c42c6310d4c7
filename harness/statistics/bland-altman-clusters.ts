import { mean, standardDeviation } from '../numeric/moments.ts';
import { fillIndices, indexSource } from '../numeric/random-indices.ts';
import { stream } from '../numeric/stream.ts';
import type { Agreement } from './bland-altman.ts';
import { percentileInterval } from './bootstrap-interval.ts';
import { tTest } from './clustered.ts';
import { membersOf } from './clustering.ts';
import type { Estimate } from './estimate.ts';
import { intervalLevel } from './interval-level.ts';
import { leftOf } from './left-of.ts';
import { varianceComponents } from './variance-components.ts';

/**
 * The same agreement with intervals from clusters drawn with replacement (percentile), and with limits by variance
 * components beside those of the plain spread, which counts a subject as often as it was measured, since pairs of one
 * subject are not independent; the slope's p is that of t with its bootstrap standard error and clusters - 1
 * degrees of freedom.
 */
export function clusteredAgreement(
  agreement: Agreement,
  x: Float64Array,
  y: Float64Array,
  clusters: readonly string[],
  options: { readonly multiplier: number; readonly resamples: number; readonly seed: number },
): Agreement {
  const groups = momentsOf(x, y, clusters);
  const drawn = {
    bias: draws(options),
    lower: draws(options),
    upper: draws(options),
    slope: draws(options),
    newLower: draws(options),
    newUpper: draws(options),
  };
  const [sizes, sums] = [new Float64Array(groups.length), new Float64Array(groups.length)];
  /** Of the groups drawn, a group as often as it is drawn. */
  const componentsOf = (chosen: Int32Array) => {
    let squares = 0;
    chosen.forEach((g, k) => {
      [sizes[k], sums[k]] = [groups[g][0], groups[g][1]];
      squares += groups[g][2];
    });
    return varianceComponents({ sizes, sums, squares });
  };
  const source = indexSource(stream(options.seed, 'bland-altman', 'clusters'));
  const indices = new Int32Array(groups.length);
  const centre = mean(x.map((value, i) => value - y[i]));
  for (let r = 0; r < options.resamples; r++) {
    fillIndices(source, groups.length, indices);
    const total = new Float64Array(6);
    for (const g of indices) for (let k = 0; k < 6; k++) total[k] += groups[g][k];
    const [n, d, dd, m, mm, md] = total;
    const sd = Math.sqrt(leftOf(dd, (d * d) / n) / (n - 1));
    const spread = leftOf(mm, (m * m) / n);
    drawn.bias[r] = centre + d / n;
    drawn.lower[r] = centre + d / n - options.multiplier * sd;
    drawn.upper[r] = centre + d / n + options.multiplier * sd;
    const { between, within: own } = componentsOf(indices);
    const reach = options.multiplier * Math.sqrt(between + own);
    drawn.newLower[r] = centre + d / n - reach;
    drawn.newUpper[r] = centre + d / n + reach;
    // A resample whose means do not vary has no slope; it says nothing and counts as the estimate.
    drawn.slope[r] = spread > 0 ? (md - (m * d) / n) / spread : (agreement.proportional?.slope.value ?? 0);
  }
  const { bias, limits, proportional } = agreement;
  const found = componentsOf(Int32Array.from(groups.keys()));
  const total = Math.sqrt(found.between + found.within);
  return {
    ...agreement,
    bias: within(bias.value, drawn.bias),
    limits: {
      lower: within(limits.lower.value, drawn.lower),
      upper: within(limits.upper.value, drawn.upper),
    },
    components: {
      between: Math.sqrt(found.between),
      within: Math.sqrt(found.within),
      sd: total,
      limits: {
        lower: within(bias.value - options.multiplier * total, drawn.newLower),
        upper: within(bias.value + options.multiplier * total, drawn.newUpper),
      },
    },
    proportional: proportional && slopeOf(proportional.slope.value, drawn.slope, groups.length),
  };
}

/** Per cluster: pairs, and sums of differences and means (both about their centres), squares and products. */
function momentsOf(x: Float64Array, y: Float64Array, clusters: readonly string[]): readonly Float64Array[] {
  const differences = x.map((value, i) => value - y[i]);
  const means = x.map((value, i) => (value + y[i]) / 2);
  const [centreD, centreM] = [mean(differences), mean(means)];
  return membersOf(clusters).map((members) => {
    const sums = new Float64Array(6);
    for (const i of members) {
      const [d, m] = [differences[i] - centreD, means[i] - centreM];
      [1, d, d * d, m, m * m, m * d].forEach((term, k) => {
        sums[k] += term;
      });
    }
    return sums;
  });
}

function draws({ resamples }: { readonly resamples: number }): Float64Array {
  return new Float64Array(resamples);
}

function within(value: number, replicates: Float64Array): Estimate {
  return { value, ci95: percentileInterval(replicates.sort(), intervalLevel()) };
}

function slopeOf(
  value: number,
  replicates: Float64Array,
  clusters: number,
): NonNullable<Agreement['proportional']> {
  const error = standardDeviation(replicates, 1);
  const { p, log10p } = tTest(value, error, clusters - 1);
  return { slope: within(value, replicates), p: p.twoSided, log10p: log10p.twoSided };
}
