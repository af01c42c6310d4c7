import { createFft } from '../numeric/fft.ts';
import type { Image } from '../numeric/image.ts';

/** Complex numbers as two arrays. */
export interface Complex {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/**
 * An image `[C, H, W]` brought to `[C, height, width]` through the 2-D discrete Fourier transform of each channel, both
 * of the same extent: along an axis that shrinks the central frequencies `-floor(m / 2) ... ceil(m / 2) - 1` of the
 * centred transform are kept, along one that grows the others are filled with zeros. The transform alone would put the
 * first pixels' centres on each other; here, as in every resize, the edges are, so that the frequency k of an axis
 * turns from n to m pixels by `exp(i pi k (1 / m - 1 / n))`.
 *
 * What grows from an even size has its frequency -n / 2 in equal parts at -n / 2 and n / 2, so that a real image stays
 * real; what shrinks to an even size keeps -m / 2 alone, as a scanner samples it, and becomes complex.
 */
export function bandLimited(image: Image, height: number, width: number): Complex {
  const plane = image.height * image.width;
  const result = complex(image.channels * height * width);
  for (let c = 0; c < image.channels; c++) {
    const re = image.data.slice(c * plane, (c + 1) * plane);
    const narrow = alongColumns({ re, im: new Float64Array(re.length) }, image.height, height);
    const turned = alongColumns(transposed(narrow, height), image.width, width);
    const channel = transposed(turned, width);
    result.re.set(channel.re, c * height * width);
    result.im.set(channel.im, c * height * width);
  }
  return result;
}

/** `[n, batch]`, which is overwritten, to `[m, batch]`. */
function alongColumns(matrix: Complex, n: number, m: number): Complex {
  if (n === m) return matrix;
  const { re, im } = matrix;
  const batch = re.length / n;
  createFft(n)(re, im, batch);
  const result = complex(m * batch);
  const put = (source: number, k: number, share: number) => {
    const angle = Math.PI * k * (1 / m - 1 / n);
    const [wr, wi] = [(share * Math.cos(angle)) / n, (share * Math.sin(angle)) / n];
    let i = ((source + n) % n) * batch;
    const start = ((k + m) % m) * batch;
    for (let o = start; o < start + batch; o++, i++) {
      result.re[o] = re[i] * wr - im[i] * wi;
      result.im[o] = re[i] * wi + im[i] * wr;
    }
  };
  const held = Math.min(n, m);
  const lowest = -Math.floor(held / 2);
  for (let k = lowest; k < lowest + held; k++) put(k, k, 1);
  if (held === n && n % 2 === 0) {
    put(lowest, lowest, 0.5);
    put(lowest, -lowest, 0.5);
  }
  // Swapping real and imaginary parts turns the forward transform into the inverse, m times too large.
  createFft(m)(result.im, result.re, batch);
  return result;
}

/** `[height, width]` to `[width, height]`. */
function transposed({ re, im }: Complex, height: number): Complex {
  const result = complex(re.length);
  const width = re.length / height;
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0, o = y; x < width; x++, i++, o += height) {
      result.re[o] = re[i];
      result.im[o] = im[i];
    }
  }
  return result;
}

function complex(length: number): Complex {
  return { re: new Float64Array(length), im: new Float64Array(length) };
}
