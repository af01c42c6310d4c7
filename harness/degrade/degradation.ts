import type { Fields } from '../numeric/fields.ts';
import type { Image } from '../numeric/image.ts';
import type { GaussianBlur } from './gaussian-blur.ts';
import type { KernelName } from './kernel.ts';
import type { Refinement } from './refinement.ts';
import type { ResizeMode } from './resize.ts';

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
  | { readonly kind: 'chain'; readonly steps: readonly Degradation[] };

/**
 * A kind of degradation. `resolve` completes and checks what a declaration says, from `convention` where it
 * is silent; `apply` itself has no defaults.
 */
export interface DegradationKind<Setting extends object = object> {
  readonly kind: Exclude<Degradation['kind'], 'chain'>;
  readonly title: string;
  /** The reading of the paper that fills what a declaration leaves out. */
  readonly convention: Readonly<Record<string, unknown>>;
  resolve(declared: Fields): Setting;
  apply(image: Image, setting: Setting): Image;
}
