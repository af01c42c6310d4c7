import { mean, sum } from '../numeric/moments.ts';
import { clusterSizes, type Labels } from './clustering.ts';
import { type Correlation, pearson } from './correlation.ts';

/** The range that a correlation takes while parts of the data are left out in turn. */
export interface LeaveOut {
  readonly r: readonly [low: number, high: number];
  readonly r2: readonly [low: number, high: number];
  /** The largest p among them. */
  readonly p: number;
  /** What was left out when r2 was least and when it was greatest. */
  readonly least: string;
  readonly most: string;
}

/** Up to so many parts the correlation is computed without each of them. */
const FEW = 100;

/**
 * Pearson's correlation with each part of the points left out in turn. null where fewer than three points or a
 * constant column would remain.
 *
 * Where parts are many, the sums of squares and products less those of a part say which of them give the extremes;
 * those alone are computed anew, so that the result keeps all digits also where a subtraction leaves few.
 */
export function leaveOut(x: Float64Array, y: Float64Array, parts: Labels): LeaveOut | null {
  const sizes = clusterSizes(parts);
  if (sizes.length < 2 || sizes.some((size) => x.length - size < 3)) return null;
  if (leavesConstant(x, parts, sizes) || leavesConstant(y, parts, sizes)) return null;
  const looked = sizes.length <= FEW ? Array.from(sizes.keys()) : extremeParts(x, y, parts, sizes);
  const fits = looked.map((part) => ({ name: parts.names[part], fit: without(x, y, parts, part) }));
  const byR2 = fits.toSorted((a, b) => a.fit.r2 - b.fit.r2);
  const r = fits.map(({ fit }) => fit.r);
  return {
    r: [Math.min(...r), Math.max(...r)],
    r2: [byR2[0].fit.r2, byR2.at(-1)!.fit.r2],
    p: fits.reduce((largest, { fit }) => Math.max(largest, fit.p), 0),
    least: byR2[0].name,
    most: byR2.at(-1)!.name,
  };
}

function without(x: Float64Array, y: Float64Array, { of }: Labels, part: number): Correlation {
  const [a, b] = [new Float64Array(of.length), new Float64Array(of.length)];
  let kept = 0;
  for (let i = 0; i < of.length; i++) {
    if (of[i] === part) continue;
    a[kept] = x[i];
    b[kept++] = y[i];
  }
  return pearson(a.subarray(0, kept), b.subarray(0, kept));
}

/** Whether a column is constant without one of the parts. */
function leavesConstant(values: Float64Array, { of }: Labels, sizes: Float64Array): boolean {
  const constantWithout = (part: number) => {
    const first = of.findIndex((own) => own !== part);
    return values.every((value, i) => of[i] === part || value === values[first]);
  };
  // The others of a small part are more than half of all: what differs from that majority would all be its own.
  const most = majorityOf(values);
  const other = values.findIndex((value) => value !== most);
  const suspects = new Set([other < 0 ? 0 : of[other]]);
  sizes.forEach((size, part) => {
    if (2 * size >= values.length) suspects.add(part);
  });
  return [...suspects].some(constantWithout);
}

/** The value that more than half have, where there is one (Boyer and Moore 1981). */
function majorityOf(values: Float64Array): number {
  let [candidate, lead] = [values[0], 0];
  for (const value of values) {
    if (lead === 0) candidate = value;
    lead += value === candidate ? 1 : -1;
  }
  return candidate;
}

/**
 * The parts without which r, r2 or p (for each size of a part, since p falls with r2 and the number of points) may be
 * least or greatest. With deviations a and b of n points from their means, n' points without a part have
 * S_ab' = S_ab - sum ab - (sum a) (sum b) / n', the sums being over the part.
 */
function extremeParts(x: Float64Array, y: Float64Array, { of }: Labels, sizes: Float64Array): number[] {
  const [centreX, centreY] = [mean(x), mean(y)];
  const [a, b, aa, bb, ab] = Array.from({ length: 5 }, () => new Float64Array(sizes.length));
  for (let i = 0; i < of.length; i++) {
    const [part, p, q] = [of[i], x[i] - centreX, y[i] - centreY];
    a[part] += p;
    b[part] += q;
    aa[part] += p * p;
    bb[part] += q * q;
    ab[part] += p * q;
  }
  const [sxx, syy, sxy] = [sum(aa), sum(bb), sum(ab)];
  const chosen = new Set<number>();
  const r = new Float64Array(sizes.length);
  for (let part = 0; part < sizes.length; part++) {
    const left = of.length - sizes[part];
    const ownX = sxx - aa[part] - a[part] ** 2 / left;
    const ownY = syy - bb[part] - b[part] ** 2 / left;
    r[part] = (sxy - ab[part] - (a[part] * b[part]) / left) / Math.sqrt(ownX * ownY);
    // What is left of a part that holds nearly all of the spread has lost its digits: it is looked at for itself.
    if (ownX < 1e-6 * sxx || ownY < 1e-6 * syy) {
      chosen.add(part);
      r[part] = Number.NaN;
    }
  }
  const all = () => true;
  const found = [
    placeOfLeast(r, (value) => value, all),
    placeOfLeast(r, (value) => -value, all),
    placeOfLeast(r, (value) => -value * value, all),
    ...Array.from(new Set(sizes), (size) =>
      placeOfLeast(
        r,
        (value) => value * value,
        (part) => sizes[part] === size,
      ),
    ),
  ];
  for (const part of found) if (part >= 0) chosen.add(part);
  return [...chosen].sort((i, j) => i - j);
}

/** -1 where there is none that is a number. */
function placeOfLeast(
  values: Float64Array,
  measure: (value: number) => number,
  among: (place: number) => boolean,
): number {
  let [place, least] = [-1, Infinity];
  for (let i = 0; i < values.length; i++) {
    const value = measure(values[i]);
    if (value < least && among(i)) [place, least] = [i, value];
  }
  return place;
}
