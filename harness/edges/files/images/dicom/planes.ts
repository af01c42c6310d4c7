/** Planes of samples: one of grey, or red, green and blue. */
export interface Planes {
  readonly channels: 1 | 3;
  readonly data: Float64Array;
  /** The largest value that they can have. */
  readonly peak: number;
}
