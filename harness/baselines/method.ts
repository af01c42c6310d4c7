import type { KernelName } from '../degrade/kernel.ts';
import type { ResizeMode } from '../degrade/resize.ts';

/** Interpolation by a named kernel. */
export interface Interpolation {
  readonly kind: 'interpolation';
  readonly kernel: KernelName;
  readonly mode: ResizeMode;
}

/** Interpolation through k-space: its outer part filled with zeros. */
export interface ZeroFilled {
  readonly kind: 'zero-filled';
}

/**
 * How a network that enlarges by a fixed factor meets an HR size that is another multiple of the LR size.
 *
 * `output`: the network takes the LR image as it is, and what it makes is resized to the HR size. The release
 * does so, in the knee task alone: there LR and HR have one size, and a 4x network's image is shrunk again.
 * `input`: the LR image is resized first so that the network's factor gives the HR size, which spares the
 * network an enlarged image that it never saw in training but throws away what the resize removes.
 *
 * Where the factor fits, the two are one and nothing is resized.
 */
export const fits = ['output', 'input'] as const;

export type Fit = (typeof fits)[number];

export const esrganModels = ['slim', 'medium', 'thick'] as const;
export const esrganScales = [2, 3, 4, 8] as const;

/** A generator of ESRGAN's npm packages. */
export interface Esrgan {
  readonly kind: 'esrgan';
  readonly model: (typeof esrganModels)[number];
  readonly scale: (typeof esrganScales)[number];
  readonly fit: Fit;
}

/**
 * Networks whose published weights are assets. The paper cites ESRGAN and SwinIR; its release ran
 * `real-esrgan-x4plus` and `swinir-real-l-x4`, which were trained for photographs with unknown degradations.
 */
export const restorerAssets = [
  'esrgan-x4',
  'real-esrgan-x4plus',
  'swinir-m-x2',
  'swinir-m-x4',
  'swinir-m-x8',
  'swinir-lightweight-x4',
  'swinir-real-l-x4',
] as const;

export interface PublishedNetwork {
  readonly kind: 'network';
  readonly asset: (typeof restorerAssets)[number];
  readonly fit: Fit;
}

/** Images that another program made. */
export interface ImagesElsewhere {
  readonly kind: 'images';
  /**
   * Their folder, absolute, in the assets folder, or in the workspace where it begins with `./`; `{dataset}` and other
   * factors stand for a cell's levels.
   */
  readonly folder: string;
  /** Their names below it: `{id}` is the sample, `*` anything in one name, `**` any folders. */
  readonly files: string;
  /** What images of unknown samples are: a fault, or none of this method's business. */
  readonly extra: 'refuse' | 'ignore';
}

/** A method that makes HR-sized images of LR images. */
export type Method = Interpolation | ZeroFilled | Esrgan | PublishedNetwork | ImagesElsewhere;
