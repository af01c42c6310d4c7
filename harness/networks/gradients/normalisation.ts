/** The parts of normalisations, of which an engine may have faster forms than those composed here. */
export interface Normalisations<T> {
  /** `x` less its mean over the last axis and divided by its deviation there, and one over the deviation. */
  standardised(x: T, epsilon: number): { readonly normal: T; readonly rate: T };
  /** `x * factor + offset` for each channel of `[B, C, L]`, with `factor` and `offset` `[C]`. */
  scaledChannels(x: T, factor: T, offset: T): T;
}
