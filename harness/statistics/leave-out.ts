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

/**
 * Pearson's correlation with each part left out in turn, such as single points or the points of a group.
 * null where fewer than three points or a constant column would remain.
 * @param parts the positions that are left out together, each with its name
 */
export function leaveOut(
  x: Float64Array,
  y: Float64Array,
  parts: readonly { readonly name: string; readonly at: readonly number[] }[],
): LeaveOut | null {
  const fits: { name: string; fit: Correlation }[] = [];
  for (const { name, at } of parts) {
    const left = new Set(at);
    const keep = (values: Float64Array) => values.filter((_, i) => !left.has(i));
    const [a, b] = [keep(x), keep(y)];
    if (a.length < 3 || !varies(a) || !varies(b)) return null;
    fits.push({ name, fit: pearson(a, b) });
  }
  if (fits.length < 2) return null;
  const byR2 = fits.toSorted((a, b) => a.fit.r2 - b.fit.r2);
  const r = fits.map(({ fit }) => fit.r);
  return {
    r: [r.reduce((a, b) => Math.min(a, b)), r.reduce((a, b) => Math.max(a, b))],
    r2: [byR2[0].fit.r2, byR2.at(-1)!.fit.r2],
    p: fits.reduce((largest, { fit }) => Math.max(largest, fit.p), 0),
    least: byR2[0].name,
    most: byR2.at(-1)!.name,
  };
}

function varies(values: Float64Array): boolean {
  return values.some((value) => value !== values[0]);
}
