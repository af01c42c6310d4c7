import { InputError } from '../numeric/input-error.ts';
import { solvePositive } from '../numeric/solve-positive.ts';

/**
 * Hotelling's template `K^-1 (m1 - m0)`: the weights by which a linear observer separates two classes best, m1 and m0
 * their means, K the mean of their sample covariances (Barrett and Myers 2004, 13.2.12).
 * @param present outputs `[channels]` of each case with a signal
 * @param absent of each without
 * @throws InputError where K has no inverse: too few cases for the channels, or channels that say the same.
 */
export function hotellingTemplate(
  where: string,
  present: readonly Float64Array[],
  absent: readonly Float64Array[],
): Float64Array {
  const n = present[0]?.length ?? 0;
  const classes = [present, absent].map((cases) => {
    const centre = meanOf(cases, n);
    return { centre, apart: cases.map((own) => own.map((value, i) => value - centre[i])) };
  });
  const data = new Float64Array(n * n);
  for (const { apart } of classes) {
    for (const own of apart) {
      for (let i = 0; i < n; i++)
        for (let j = 0; j < n; j++) data[i * n + j] += (own[i] * own[j]) / (2 * (apart.length - 1));
    }
  }
  const difference = classes[0].centre.map((value, i) => value - classes[1].centre[i]);
  const template = n > 0 ? solvePositive({ rows: n, columns: n, data }, difference) : undefined;
  if (template?.every(Number.isFinite)) return template;
  throw new InputError({
    where,
    expected: `cases that differ in the outputs of all ${n} channels`,
    got: `${present.length} with and ${absent.length} without a signal, whose covariance has no inverse`,
    remedy: 'give more images or fewer channels, or begin the channels at a higher frequency',
  });
}

function meanOf(cases: readonly Float64Array[], n: number): Float64Array {
  const sum = new Float64Array(n);
  for (const own of cases) for (let i = 0; i < n; i++) sum[i] += own[i] / cases.length;
  return sum;
}
