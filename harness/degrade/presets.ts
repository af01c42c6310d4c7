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
  'k-space-4x': {
    title: 'Truncation of k-space, 4x',
    source: 'a shorter acquisition in MR, the clinical case of low resolution',
    declaration: { kind: 'k-space-truncation', factor: 4 },
  },
  'low-field-4x': {
    title: 'Low-field blur, 4x',
    source:
      'the larger voxels of a low-field scanner: a Gaussian as wide at half its height as an LR pixel (2.355 sigma = 4), then the mean over it; noise is a step of its own',
    declaration: {
      kind: 'chain',
      steps: [
        { kind: 'gaussian-blur', sigma: 1.7 },
        { kind: 'box-mean', factor: 4 },
      ],
    },
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
