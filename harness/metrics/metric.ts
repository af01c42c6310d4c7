import type { Options } from '../language/option.ts';
import type { Image } from '../numeric/image.ts';
import type { Directions } from './direction.ts';

/** What a metric looks at: the image and its reference, and what some metrics need besides. */
export interface Scored {
  readonly image: Image;
  readonly reference: Image;
  /** The autoencoder's image of the same sample, the noise floor of hallucination rates. */
  readonly floor?: Image;
  /** A second floor, common to all methods, where rates are to lie beyond both. */
  readonly commonFloor?: Image;
  /** Grey mask of the same height and width; values above 0 are inside. */
  readonly mask?: Image;
}

/** A score: one number, a number per name (subbands, rates), or a curve (spectrum bins). */
export type Score = number | Readonly<Record<string, number>> | readonly number[];

/**
 * Which law pack a metric must pass: `fidelity` grows as the image nears its reference, `distance` falls to 0,
 * `rate` counts pixels beyond a threshold, `spectrum` describes the image alone, `agreement` compares
 * summaries of the two images, `similarity` compares tensors scale by scale, `map` summarises a map of differences,
 * `rings` says up to which frequency two images correlate, `edge` what becomes of a slanted edge, `noise` describes
 * an image of a uniform object.
 */
export type MetricKind =
  | 'fidelity'
  | 'distance'
  | 'rate'
  | 'spectrum'
  | 'agreement'
  | 'similarity'
  | 'map'
  | 'rings'
  | 'edge'
  | 'noise';

/** A unit of scores; intensities, being shares of the range [0, 1], are plain numbers (`1`), as rates are. */
export type MetricUnit = 'dB' | '1' | 'log10 power';

/** What a metric must be given besides the image. */
export type MetricNeed = 'reference' | 'floor' | 'mask';

/** What a metric may be given besides the image. */
export type MetricInput = MetricNeed | 'commonFloor';

/**
 * A metric of the catalogue.
 *
 * `resolve` turns what a declaration or the command line says into the complete, readonly convention: it
 * rejects unknown keys and impossible values with an InputError, and fills what was left out from
 * `convention`, the documented reading of the paper; `compute` itself has no defaults.
 */
export interface Metric<Convention extends object = object> {
  readonly name: string;
  readonly title: string;
  /** What it computes, in one to three sentences, with formula or source. */
  readonly description: string;
  /** Of all its numbers, or by the name of each (without the number at its end, as in `psnr8`). */
  readonly unit: MetricUnit | Readonly<Record<string, MetricUnit>>;
  /** Of all its numbers, or by the name of each, as `unit`. */
  readonly direction: Directions;
  /** How files spell its numbers besides by its name: what stands there, and the name of the number it is. */
  readonly spellings?: Readonly<Record<string, string>>;
  readonly kind: MetricKind;
  /** What `compute` stops without. A metric that needs no reference describes the image alone. */
  readonly needs: readonly MetricNeed[];
  /** What `compute` takes besides, where it is there. */
  readonly accepts?: readonly MetricInput[];
  /** The full convention with the values that the paper's protocol uses. */
  readonly convention: Convention;
  /** What each option of the convention means, and what it takes. */
  readonly options: Options<Convention>;
  /** The complete convention of these options. @throws InputError for an unknown key or an impossible value. */
  resolve(options: Readonly<Record<string, unknown>>): Convention;
  /** The score. @throws InputError for images that cannot be compared, or where something that it needs is absent. */
  compute(scored: Scored, convention: Convention): Score;
}
