import type { Option } from '../language/option.ts';
import type { Word } from '../language/word.ts';
import type { Fields } from '../numeric/fields.ts';
import type { Image } from '../numeric/image.ts';
import type { GaussianBlur } from './gaussian-blur.ts';
import type { KernelName } from './kernel.ts';
import type { Refinement } from './refinement.ts';
import type { ResizeMode } from './resize.ts';
import type { RicianNoise } from './rician-noise.ts';

/** A resize by a factor, or to a size in pixels. */
export type Resize = { readonly kernel: KernelName; readonly mode: ResizeMode } & (
  | { readonly factor: number }
  | { readonly height: number; readonly width: number }
);

/** How an LR image is made of an HR image: complete plain data, as it enters stage keys and reports. */
export type Degradation =
  | ({ readonly kind: 'resize' } & Resize)
  | { readonly kind: 'box-mean'; readonly factor: number }
  | ({ readonly kind: 'gaussian-blur' } & GaussianBlur)
  | ({ readonly kind: 'refinement' } & Refinement)
  | { readonly kind: 'k-space-truncation'; readonly factor: number }
  | ({ readonly kind: 'rician-noise' } & RicianNoise)
  | { readonly kind: 'chain'; readonly steps: readonly Degradation[] };

/**
 * What holds of a kind whatever its setting: `linear` in the image (up to the rounding of 8-bit modes); a
 * `magnitude` of something linear, which is never negative; or `noise`, drawn for each image by its id.
 */
export type Nature = 'linear' | 'magnitude' | 'noise';

/**
 * A kind of degradation. `resolve` completes and checks what a declaration says, from its options where it
 * is silent; `apply` itself has no defaults.
 */
export interface DegradationKind<Setting extends object = object> {
  readonly kind: Exclude<Degradation['kind'], 'chain'>;
  readonly nature: Nature;
  readonly title: string;
  /** What it does, in one to three sentences, with its source. */
  readonly description: string;
  /** The defaults are the reading of the paper that fills what a declaration leaves out. */
  readonly options: Readonly<Record<string, Option>>;
  /** Options that may stand in place of others. */
  readonly instead?: Readonly<Record<string, Option>>;
  resolve(declared: Fields): Setting;
  /** @param id of the image, by which noise is drawn */
  apply(image: Image, setting: Setting, id: string | undefined): Image;
}

/** Degradations that are no single step. */
export const degradationWords = {
  chain: {
    title: 'Several degradations in turn',
    description: 'The `steps`, each a degradation or the name of one, in the order in which they apply.',
  },
  task: {
    title: "The data set's own degradation",
    description: 'What the declaration of the data set names as its `task`; only in cells of an experiment.',
  },
  own: {
    title: 'The LR images that came with the data set',
    description:
      'Read from the `lr` folder beside `hr`, or made as the release of published data makes them; in cells of an experiment, and as the `task` of a data set.',
  },
} satisfies Readonly<Record<string, Word>>;
