import type { Image } from '../numeric/image.ts';
import { InputError } from '../numeric/input-error.ts';

/** Bins of the edge spread function a pixel. */
const OVERSAMPLED = 4;

/** A straight edge in grey pixels: `x = at + slope * y`, or with x and y exchanged where it is `lying`. */
export interface EdgeLine {
  readonly lying: boolean;
  readonly at: number;
  readonly slope: number;
}

/** An edge spread function: grey means of bins of a quarter pixel across the edge, from `-reach` to `reach` pixels. */
export interface EdgeSpread {
  readonly reach: number;
  readonly values: Float64Array;
}

/**
 * The one straight edge of a grey image: through the centroids of the differences within each row (ISO 12233), or
 * within each column where the edge lies rather than stands, by least squares.
 * @throws InputError where the image has no edge from side to side, or one along its rows or columns, of which all
 * pixels would be at the same few distances.
 */
export function edgeLine(where: string, image: Image): EdgeLine {
  const lying = steepness(image, 'down') > steepness(image, 'across');
  const { rows, columns, value } = seen(image, lying);
  const heights = Array.from({ length: rows }, (_, y) => value(columns - 1, y) - value(0, y));
  const mean = heights.reduce((sum, height) => sum + height, 0) / rows;
  if (!(mean !== 0 && heights.every((height) => height / mean > 0.5))) throw noEdge(where);
  const centroids = heights.map((height, y) => {
    let moment = 0;
    for (let x = 1; x < columns; x++) moment += (x - 0.5) * (value(x, y) - value(x - 1, y));
    return moment / height;
  });
  const middle = (rows - 1) / 2;
  const centre = centroids.reduce((sum, x) => sum + x, 0) / rows;
  const slope =
    centroids.reduce((sum, x, y) => sum + (y - middle) * x, 0) / ((rows * (rows * rows - 1)) / 12);
  const at = centre - slope * middle;
  const off = centroids.reduce((sum, x, y) => sum + (x - at - slope * y) ** 2, 0) / rows;
  if (off > 0.25 || Math.abs(slope) * rows < 1) throw noEdge(where);
  return { lying, at, slope };
}

/**
 * What a grey image is across a line: every pixel by its distance from it, in bins of a quarter pixel.
 * @throws InputError where a bin has no pixel.
 */
export function edgeSpread(
  where: string,
  image: Image,
  { lying, at, slope }: EdgeLine,
  reach: number,
): EdgeSpread {
  const { rows, columns, value } = seen(image, lying);
  const values = new Float64Array(2 * OVERSAMPLED * reach);
  const counts = new Float64Array(values.length);
  const scale = 1 / Math.sqrt(1 + slope * slope);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const bin = Math.floor(((x - at - slope * y) * scale + reach) * OVERSAMPLED);
      if (bin < 0 || bin >= values.length) continue;
      values[bin] += value(x, y);
      counts[bin]++;
    }
  }
  if (counts.includes(0)) {
    throw new InputError({
      where,
      expected: `pixels at every quarter of a pixel up to ${reach} from the edge`,
      got: `none at ${counts.indexOf(0) / OVERSAMPLED - reach}`,
      remedy: 'give a larger image, or look less far from the edge (option reach)',
    });
  }
  return { reach, values: values.map((sum, bin) => sum / counts[bin]) };
}

/**
 * The optical transfer at frequencies in cycles per pixel: magnitudes of the Fourier transform of the line spread
 * function, which is the spread's differences under a Hann window over its reach. Bins and differences, each an
 * average over a quarter pixel, are divided out as sinc^2.
 */
export function edgeTransfer({ reach, values }: EdgeSpread, frequencies: readonly number[]): number[] {
  const at = (k: number) => k / OVERSAMPLED - reach;
  const line = Array.from(values.subarray(1), (value, k) => {
    const window = 0.5 + 0.5 * Math.cos((Math.PI * at(k + 1)) / reach);
    return window * (value - values[k]);
  });
  return frequencies.map((frequency) => {
    let [re, im] = [0, 0];
    line.forEach((value, k) => {
      const phase = 2 * Math.PI * frequency * at(k + 1);
      re += value * Math.cos(phase);
      im += value * Math.sin(phase);
    });
    return Math.sqrt(re * re + im * im) / sinc(frequency / OVERSAMPLED) ** 2;
  });
}

/** The difference between the means of a spread's outer quarters, right less left. */
export function edgeHeight(spread: EdgeSpread): number {
  const [left, right] = plateaus(spread);
  return right - left;
}

/** How far a spread goes beyond the means of its outer quarters, the larger of both sides. */
export function edgeOvershoot(spread: EdgeSpread): number {
  const ends = plateaus(spread);
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  return Math.max(Math.max(...spread.values) - high, low - Math.min(...spread.values));
}

function plateaus({ values }: EdgeSpread): readonly [left: number, right: number] {
  const quarter = values.length >> 2;
  const mean = (part: Float64Array) => part.reduce((sum, value) => sum + value, 0) / part.length;
  return [mean(values.subarray(0, quarter)), mean(values.subarray(values.length - quarter))];
}

/** The image's rows and columns, exchanged where the edge lies. */
function seen({ height, width, data }: Image, lying: boolean) {
  return lying
    ? { rows: width, columns: height, value: (x: number, y: number) => data[x * width + y] }
    : { rows: height, columns: width, value: (x: number, y: number) => data[y * width + x] };
}

/** The sum of magnitudes of differences between neighbours within rows, or within columns. */
function steepness({ height, width, data }: Image, along: 'across' | 'down'): number {
  const [step, first] =
    along === 'across' ? [1, (i: number) => i % width === 0] : [width, (i: number) => i < width];
  let sum = 0;
  for (let i = 0; i < height * width; i++) if (!first(i)) sum += Math.abs(data[i] - data[i - step]);
  return sum;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

function noEdge(where: string): InputError {
  return new InputError({
    where,
    expected:
      'a reference with one straight edge from side to side, tilted against the pixels by one at least',
    got: 'another image',
    remedy: 'give images of a slanted edge',
  });
}
