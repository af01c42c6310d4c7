import { createImage, type Image } from '../numeric/image.ts';
import { InputError } from '../numeric/input-error.ts';
import { type Boundary, positionAt } from './boundary.ts';

export interface GaussianBlur {
  /** Standard deviation, in pixels. */
  readonly sigma: number;
  /** The kernel ends at this many standard deviations, rounded to whole pixels. */
  readonly truncate: number;
  readonly boundary: Boundary;
}

/**
 * The image blurred by a sampled, truncated and normalised Gaussian, each channel by itself, as
 * `scipy.ndimage.gaussian_filter` does it with the same sigma, truncation and mode.
 * @throws InputError when sigma or the truncation is not above 0.
 */
export function gaussianBlur(image: Image, { sigma, truncate, boundary }: GaussianBlur): Image {
  if (!(sigma > 0 && truncate > 0 && Number.isFinite(sigma * truncate))) {
    throw new InputError({
      where: 'gaussian-blur',
      expected: 'a sigma and a truncation above 0',
      got: `${sigma} and ${truncate}`,
      remedy: 'leave the blur out to keep the image as it is',
    });
  }
  const weights = halfKernel(sigma, Math.trunc(truncate * sigma + 0.5));
  const result = createImage(image.channels, image.height, image.width);
  const plane = image.height * image.width;
  for (let c = 0; c < image.channels; c++) {
    const source = image.data.subarray(c * plane, (c + 1) * plane);
    const down = alongColumns(source, image.width, weights, boundary);
    alongRows(down, image.width, weights, boundary, result.data.subarray(c * plane, (c + 1) * plane));
  }
  return result;
}

/** Weights at distances 0 .. radius. */
function halfKernel(sigma: number, radius: number): Float64Array {
  const weights = Float64Array.from({ length: radius + 1 }, (_, i) =>
    Math.exp((-0.5 * i * i) / (sigma * sigma)),
  );
  const sum = weights.reduce((total, weight, i) => total + (i === 0 ? weight : 2 * weight), 0);
  return weights.map((weight) => weight / sum);
}

function alongColumns(
  plane: Float64Array,
  width: number,
  weights: Float64Array,
  boundary: Boundary,
): Float64Array {
  const height = plane.length / width;
  const result = new Float64Array(plane.length);
  const zeros = new Float64Array(width);
  const rowAt = (y: number) => {
    const at = positionAt(y, height, boundary);
    return at < 0 ? zeros : plane.subarray(at * width, (at + 1) * width);
  };
  for (let y = 0; y < height; y++) {
    const out = result.subarray(y * width, (y + 1) * width);
    const center = rowAt(y);
    for (let x = 0; x < width; x++) out[x] = center[x] * weights[0];
    for (let k = 1; k < weights.length; k++) {
      const above = rowAt(y - k);
      const below = rowAt(y + k);
      const weight = weights[k];
      for (let x = 0; x < width; x++) out[x] += (above[x] + below[x]) * weight;
    }
  }
  return result;
}

function alongRows(
  plane: Float64Array,
  width: number,
  weights: Float64Array,
  boundary: Boundary,
  result: Float64Array,
): void {
  const radius = weights.length - 1;
  const positions = Int32Array.from({ length: width + 2 * radius }, (_, i) =>
    positionAt(i - radius, width, boundary),
  );
  const line = new Float64Array(positions.length);
  for (let row = 0; row < plane.length; row += width) {
    for (let i = 0; i < line.length; i++) line[i] = positions[i] < 0 ? 0 : plane[row + positions[i]];
    for (let x = 0; x < width; x++) {
      const at = x + radius;
      let sum = line[at] * weights[0];
      for (let k = 1; k <= radius; k++) sum += (line[at - k] + line[at + k]) * weights[k];
      result[row + x] = sum;
    }
  }
}
