/** Degradations by name, with where each stands: what a declaration may give in place of an object. */
export const degradationPresets: Readonly<
  Record<string, { readonly title: string; readonly source: string; readonly declaration: object }>
> = {
  'described-4x': {
    title: 'Bicubic, 4x',
    source: 'the paper: LR 64x64, bicubic downsample of HR',
    declaration: { kind: 'resize', kernel: 'bicubic', factor: 4, mode: 'float' },
  },
  'released-4x': {
    title: 'Lanczos, 4x, on 8-bit images',
    source: "the release: HR and LR both by Pillow's Lanczos resize of 8-bit images",
    declaration: { kind: 'resize', kernel: 'lanczos', factor: 4, mode: 'uint8' },
  },
  'described-refinement': {
    title: 'Gaussian blur, 2x down, up again',
    source: 'the paper, knee MRI: LR and HR share one size; sigma and kernels are not readable there',
    declaration: { kind: 'refinement' },
  },
  'scale-model-4x': {
    title: 'Mean of 4x4 blocks',
    source: "the embedded profile's scale model",
    declaration: { kind: 'box-mean', factor: 4 },
  },
  'scale-model-refinement': {
    title: 'Gaussian blur, 2x mean, bilinear up',
    source: "the embedded profile's scale model",
    declaration: { kind: 'refinement', sigma: 1, factor: 2, down: 'box', up: 'bilinear' },
  },
};
