/** The least absolute value of d that each word is used for, after Cohen (1988), the upper steps after Sawilowsky (2009). */
const bands = [
  { from: 0, label: 'negligible' },
  { from: 0.2, label: 'small' },
  { from: 0.5, label: 'medium' },
  { from: 0.8, label: 'large' },
  { from: 1.2, label: 'very large' },
  { from: 2, label: 'huge' },
];

/**
 * The conventional word for an effect of this size, d, of either sign. The words are habits of another field, not
 * properties of images; a report shows the number first.
 */
export function effectLabel(d: number): string {
  return bands.findLast(({ from }) => Math.abs(d) >= from)!.label;
}
