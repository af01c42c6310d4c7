import { boxMean } from '../../harness/degrade/box-mean.ts';
import { gaussianBlur } from '../../harness/degrade/gaussian-blur.ts';
import { interpolateBilinear } from '../../harness/degrade/interpolate.ts';
import { resize } from '../../harness/degrade/resize.ts';
import { lcgImage } from '../degrade/lcg-image.ts';

/** One thing to time, and a Python snippet whose `run()` does the same on an equal input. */
interface Bench {
  readonly name: string;
  readonly run: () => void;
  readonly python?: string;
}

const image = lcgImage(1, 256, 256, 'uint8');
const small = resize(image, 64, 64, 'bicubic', 'uint8');

const pillow = (mode: 'L' | 'F', from: number, to: number, kernel: string) => `
import numpy
from PIL import Image
pixels = numpy.random.default_rng(1).integers(0, 256, (${from}, ${from})).astype("${mode === 'L' ? 'uint8' : 'float32'}")
image = Image.fromarray(pixels)
def run():
    image.resize((${to}, ${to}), Image.Resampling.${kernel})
`;

export const benches: readonly Bench[] = [
  {
    name: 'resize bicubic 256 to 64, 8 bit',
    run: () => resize(image, 64, 64, 'bicubic', 'uint8'),
    python: pillow('L', 256, 64, 'BICUBIC'),
  },
  {
    name: 'resize lanczos 256 to 64, 8 bit',
    run: () => resize(image, 64, 64, 'lanczos', 'uint8'),
    python: pillow('L', 256, 64, 'LANCZOS'),
  },
  {
    name: 'resize bicubic 256 to 64, float',
    run: () => resize(image, 64, 64, 'bicubic', 'float'),
    python: pillow('F', 256, 64, 'BICUBIC'),
  },
  {
    name: 'resize bicubic 64 to 256, float',
    run: () => resize(small, 256, 256, 'bicubic', 'float'),
    python: pillow('F', 64, 256, 'BICUBIC'),
  },
  {
    name: 'box mean 4x4 of 256x256',
    run: () => boxMean(image, 4),
    python: `
import numpy
image = numpy.random.default_rng(1).random((256, 256))
def run():
    image.reshape(64, 4, 64, 4).mean(axis=(1, 3))
`,
  },
  {
    name: 'Gaussian blur sigma 1 of 256x256',
    run: () => gaussianBlur(image, { sigma: 1, truncate: 4, boundary: 'reflect' }),
    python: `
import numpy
from scipy.ndimage import gaussian_filter
image = numpy.random.default_rng(1).random((256, 256))
def run():
    gaussian_filter(image, 1.0)
`,
  },
  {
    name: 'bilinear interpolation 64 to 256',
    run: () => interpolateBilinear(small, 256, 256),
    python: `
import torch
torch.set_num_threads(1)
image = torch.rand(1, 1, 64, 64, dtype=torch.float64)
def run():
    torch.nn.functional.interpolate(image, size=(256, 256), mode="bilinear", align_corners=False)
`,
  },
];
