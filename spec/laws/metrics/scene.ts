import fc from 'fast-check';
import { metricNamed } from '../../../harness/metrics/catalogue.ts';
import type { Metric, Score, Scored } from '../../../harness/metrics/metric.ts';
import { createImage, type Image } from '../../../harness/numeric/image.ts';
import { stream } from '../../../harness/numeric/stream.ts';
import { runs } from '../../runs.ts';
import { edgeImage } from './edge-scene.ts';

/** Everything that a metric may be given by its own convention; the image is the reference with noise. */
export type Scene = Required<Omit<Scored, 'commonFloor'>> & { readonly seed: number };

/** Options that let a metric work on the small images of the laws. */
const small: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'ms-ssim': { scales: 2 },
  'isotropic-spectrum': { bins: 8 },
  mtf: { reach: 5 },
  sfrc: { patch: 16, stride: 16, threshold: 0.9, bound: 1 },
};

/** The score of a scene by the metric's own convention, made fit for small images, with `options` over it. */
export function score(metric: Metric, scored: Scored, options: object = {}): Score {
  return metric.compute(scored, metric.resolve({ ...small[metric.name], ...options }));
}

/** The numbers of a score. */
export function values(given: Score): number[] {
  return typeof given === 'number' ? [given] : Object.values(given);
}

/** What a scene is made from; a failing law prints this, not the pixels. */
export interface SceneParameters {
  readonly seed: number;
  readonly channels: number;
  readonly size: readonly [number, number];
  readonly content: 'noise' | 'smooth' | 'bytes' | 'edge';
  readonly noise: number;
}

/** An image from its values at channel, row and column. */
export function imageOf(
  channels: number,
  height: number,
  width: number,
  value: (c: number, y: number, x: number) => number,
): Image {
  const image = createImage(channels, height, width);
  for (let i = 0; i < image.data.length; i++) {
    const plane = height * width;
    image.data[i] = value(Math.floor(i / plane), Math.floor((i % plane) / width), i % width);
  }
  return image;
}

/** The image with every value replaced. */
export function mapped(image: Image, change: (value: number, index: number) => number): Image {
  return { ...image, data: image.data.map(change) };
}

/** The image with rows and columns exchanged. */
export function transposed({ channels, height, width, data }: Image): Image {
  return imageOf(channels, width, height, (c, y, x) => data[(c * height + x) * width + y]);
}

/** The scene with every image but the mask changed. */
export function everywhere(scene: Scene, change: (value: number) => number): Scene {
  return {
    ...scene,
    image: mapped(scene.image, change),
    reference: mapped(scene.reference, change),
    floor: mapped(scene.floor, change),
  };
}

/**
 * Runs a law on a metric, or shows where it is named as an exception that the law does fail there, so that no
 * exception outlives its reason.
 */
export function law(
  title: string,
  metric: Metric,
  holds: (metric: Metric) => void,
  exceptions: Readonly<Record<string, string>> = {},
): void {
  const reason = exceptions[metric.name];
  if (reason === undefined) {
    it(title, () => holds(metric));
    return;
  }
  it(`not: ${title} (${reason})`, () => {
    let failed = false;
    try {
      holds(metricNamed(metric.name));
    } catch {
      failed = true;
    }
    if (!failed) throw new Error(`the law holds for ${metric.name}: take it off the exceptions`);
  });
}

/** Checks a property on scenes fit for the metric: noise, smooth waves or 8-bit values, grey or in colour. */
export function onScenes(metric: Metric, property: (scene: Scene) => void): void {
  const side = fc.integer({ min: 24, max: 40 });
  const parameters: fc.Arbitrary<SceneParameters> = fc.record({
    seed: fc.nat(),
    channels: fc.constantFrom(1, 3),
    size: metric.kind === 'similarity' ? fc.constantFrom([32, 32], [16, 16]) : fc.tuple(side, side),
    content: metric.kind === 'edge' ? fc.constant('edge') : fc.constantFrom('noise', 'smooth', 'bytes'),
    // A little noise leaves every ring resolved.
    noise: fc.double({
      ...(metric.kind === 'rings' ? { min: 10, max: 20 } : { min: 0.02, max: 0.3 }),
      noNaN: true,
    }),
  });
  fc.assert(
    fc.property(parameters, (given) => property(sceneOf(given))),
    { numRuns: runs(10) },
  );
}

function sceneOf(given: SceneParameters): Scene {
  const {
    seed,
    channels,
    size: [height, width],
    content,
    noise,
  } = given;
  const random = stream(seed, 'scene');
  const waves = Array.from({ length: 4 }, () => [random.uniform(), random.uniform(), random.uniform() * 6]);
  const slanted = content === 'edge' ? edgesOf(given) : undefined;
  const drawn = imageOf(channels, height, width, (_, y, x) => {
    if (content !== 'smooth') return content === 'noise' ? random.uniform() : random.below(256) / 255;
    const terms = waves.map(([fy, fx, phase]) => Math.sin(fy * y * 0.4 + fx * x * 0.4 + phase));
    return 0.5 + terms.reduce((sum, term) => sum + term, 0) / 8;
  });
  const reference = slanted?.sharp ?? drawn;
  const image = mapped(slanted?.blurred ?? drawn, (value) => value + noise * (random.uniform() - 0.5));
  const floor = mapped(reference, (value) => value + 0.3 * noise * (random.uniform() - 0.5));
  const mask = imageOf(1, height, width, (_, y, x) =>
    y > height / 4 && x > width / 3 && random.uniform() < 0.8 ? 1 : 0,
  );
  return { seed, image, reference, floor, mask };
}

/** An edge and what a blur makes of it. */
function edgesOf({ seed, channels, size }: SceneParameters) {
  const degrees = (4 + (seed % 6)) * (seed % 2 ? 1 : -1) + (seed % 4 < 2 ? 0 : 90);
  const edge = { size, degrees, low: 0.2, high: 0.7 } as const;
  return {
    sharp: edgeImage({ ...edge, blur: 0 }, channels),
    blurred: edgeImage({ ...edge, blur: 1 }, channels),
  };
}
