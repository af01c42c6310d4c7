/** A conventional word for the size of an effect. */
export interface EffectBand {
  /** The least absolute value that the word is used for. */
  readonly from: number;
  readonly label: string;
}

/** Which effect sizes share a scale. */
export type EffectScale = 'd' | 'h' | 'r';

/**
 * Conventional readings: d and h after Cohen (1988), d's upper steps after Sawilowsky (2009), r after Cohen.
 * They are habits of another field, not properties of images; a report shows the number first.
 */
const effectBands: Readonly<Record<EffectScale, readonly EffectBand[]>> = {
  d: [
    { from: 0, label: 'negligible' },
    { from: 0.2, label: 'small' },
    { from: 0.5, label: 'medium' },
    { from: 0.8, label: 'large' },
    { from: 1.2, label: 'very large' },
    { from: 2, label: 'huge' },
  ],
  h: [
    { from: 0, label: 'negligible' },
    { from: 0.2, label: 'small' },
    { from: 0.5, label: 'medium' },
    { from: 0.8, label: 'large' },
  ],
  r: [
    { from: 0, label: 'negligible' },
    { from: 0.1, label: 'small' },
    { from: 0.3, label: 'medium' },
    { from: 0.5, label: 'large' },
  ],
};

/** The word for an effect of this size. */
export function effectLabel(scale: EffectScale, value: number): string {
  return effectBands[scale].findLast(({ from }) => Math.abs(value) >= from)!.label;
}
