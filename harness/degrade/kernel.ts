import type { Option } from '../language/option.ts';
import type { Word } from '../language/word.ts';

/** The interpolation kernels of Pillow's `Image.resize`, by its names. */
export const kernelNames = ['nearest', 'box', 'bilinear', 'hamming', 'bicubic', 'lanczos'] as const;

export type KernelName = (typeof kernelNames)[number];

export const kernelWords: Readonly<Record<KernelName, Word>> = {
  nearest: {
    title: 'Nearest pixel',
    description: 'Copies the pixel whose area holds the centre; weighs nothing.',
  },
  box: {
    title: 'Box',
    description: 'The mean over the pixels below an output pixel: weight 1 within half a pixel.',
  },
  bilinear: { title: 'Bilinear', description: 'Triangle of half-width 1: weight max(0, 1 - |x|).' },
  hamming: {
    title: 'Hamming',
    description: 'sin(pi x) / (pi x) times the Hamming window 0.54 + 0.46 cos(pi x), of half-width 1.',
  },
  bicubic: {
    title: 'Bicubic',
    description: "Keys' cubic convolution (1981) with a = -1/2, of half-width 2.",
  },
  lanczos: { title: 'Lanczos', description: 'sinc(x) sinc(x / 3), of half-width 3.' },
};

/** @param preset the kernel where none is named; undefined where one must be */
export function kernelOption(description: string, preset?: KernelName): Option<KernelName> {
  return { enum: kernelNames, ...(preset !== undefined && { default: preset }), description };
}

/** A kernel that weighs input pixels by their distance, in output pixels when it shrinks the image. */
export interface Kernel {
  /** Half the width outside of which the weight is 0. */
  readonly support: number;
  readonly weight: (x: number) => number;
}

/** All kernels but `nearest`, which weighs nothing. */
export const kernels: Readonly<Record<Exclude<KernelName, 'nearest'>, Kernel>> = {
  box: { support: 0.5, weight: (x) => (x > -0.5 && x <= 0.5 ? 1 : 0) },
  bilinear: { support: 1, weight: (x) => Math.max(0, 1 - Math.abs(x)) },
  hamming: { support: 1, weight: hamming },
  bicubic: { support: 2, weight: bicubic },
  lanczos: { support: 3, weight: (x) => (x >= -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0) },
};

/** Keys (1981), "Cubic convolution interpolation", with a = -1/2. */
function bicubic(x: number): number {
  const a = -0.5;
  x = Math.abs(x);
  if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
  if (x < 2) return (((x - 5) * x + 8) * x - 4) * a;
  return 0;
}

/** Pillow holds the window's two constants in single precision. */
function hamming(x: number): number {
  x = Math.abs(x);
  if (x === 0) return 1;
  if (x >= 1) return 0;
  x *= Math.PI;
  return (Math.sin(x) / x) * (Math.fround(0.54) + Math.fround(0.46) * Math.cos(x));
}

function sinc(x: number): number {
  if (x === 0) return 1;
  x *= Math.PI;
  return Math.sin(x) / x;
}
