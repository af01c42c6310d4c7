import { expect } from 'chai';
import type { Metric } from '../../../harness/metrics/metric.ts';
import type { Image } from '../../../harness/numeric/image.ts';
import { stream } from '../../../harness/numeric/stream.ts';
import { imageOf, law, mapped, onScenes, type Scene, score } from './scene.ts';

type Scored = Readonly<Record<string, number>>;
type Law = (metric: Metric, scene: Scene) => void;

const RINGS = 8;

/** Laws of a metric that describes the noise in an image of a uniform object. */
const laws: Readonly<Record<string, Law>> = {
  'is flat of white noise, and integrates to its variance': (metric, { seed }) => {
    const images = Array.from({ length: 12 }, (_, i) => white(seed, i));
    const found = images.map((image) => alone(metric, image));
    // 12 images leave thousands of frequencies in each ring but the innermost two (13 and 40 an image, some detrended).
    for (let ring = 3; ring <= RINGS; ring++) {
      expect(mean(found.map((each) => each[`power${ring}`]!)), `${ring}`).to.be.closeTo(1 / 12, 0.2 / 12);
    }
    expect(mean(found.map(({ variance }) => variance!))).to.be.closeTo(1 / 12, 0.04 / 12);
  },

  'has for its variance that of the pixels': (metric, { image }) => {
    const grey = imageOf(1, image.height, image.width, (_, y, x) => image.data[y * image.width + x]!);
    const m = mean([...grey.data]);
    const wanted = mean([...grey.data].map((value) => (value - m) ** 2));
    const { variance } = alone(metric, grey, { detrend: 'mean' });
    expect(variance).to.be.closeTo(wanted, 1e-12);
    expect(alone(metric, grey)['variance']).to.be.at.most(wanted * (1 + 1e-12));
  },

  'looks at the image, not at the reference': (metric, scene) => {
    expect(metric.needs).to.deep.equal([]);
    expect(score(metric, scene)).to.deep.equal(alone(metric, scene.image));
    expect(score(metric, { ...scene, image: scene.reference })).to.not.deep.equal(alone(metric, scene.image));
  },

  'grows by the square of a factor, but for its mean frequency, and does not see brightness or shading': (
    metric,
    { image },
  ) => {
    const still = alone(metric, image);
    const { height, width } = image;
    const shaded = mapped(image, (value, i) => {
      const [x, y] = [(i % width) / width, (Math.floor(i / width) % height) / height];
      return 3 * value + 5 - x + 2 * y * x - 4 * y * y + x * x;
    });
    for (const [part, value] of Object.entries(alone(metric, shaded))) {
      const wanted = part === 'frequency' ? still[part]! : 9 * still[part]!;
      expect(value, part).to.be.closeTo(wanted, 1e-8 * Math.max(1, wanted));
    }
  },

  'holds all that a wave has in the ring of its frequency': (metric, { seed }) => {
    const k = 3 + (seed % 12);
    const wave = imageOf(1, 32, 32, (_, y) => 0.5 + 0.1 * Math.cos((2 * Math.PI * k * y) / 32));
    const { variance, frequency, ...rings } = alone(metric, wave, { detrend: 'mean' });
    expect(variance).to.be.closeTo(0.005, 1e-9);
    expect(frequency).to.be.closeTo(k / 16, 1e-9);
    const loudest = Object.entries(rings).sort(([, a], [, b]) => b - a)[0]![0];
    expect(loudest).to.equal(`power${Math.floor(k / 2) + 1}`);
  },

  'is 0 of an image without noise': (metric, { image }) => {
    for (const value of Object.values(
      alone(
        metric,
        mapped(image, () => 0.25),
      ),
    )) {
      expect(value).to.be.within(0, 1e-20);
    }
  },
};

/** Wrong metrics, each of which some law must refuse. */
const planted: Readonly<Record<string, (found: Scored, image: Image) => Scored>> = {
  'a power that grows with the number of pixels': (found, { height, width }) => every(found, height * width),
  'half of the spectrum left out': (found) => every(found, 0.5),
  'an amplitude for a power': (found) =>
    Object.fromEntries(Object.entries(found).map(([part, value]) => [part, Math.sqrt(value)])),
  'sums over rings for means': (found) =>
    Object.fromEntries(
      Object.entries(found).map(([part, value]) => [
        part,
        part.startsWith('power') ? value * (2 * Number(part.slice(5)) - 1) : value,
      ]),
    ),
};

export function noise(metric: Metric): void {
  for (const [title, holds] of Object.entries(laws)) {
    law(title, metric, () => onScenes(metric, (scene) => holds(metric, scene)));
  }
  for (const [title, wrong] of Object.entries(planted)) {
    it(`would fail these laws with ${title}`, () => {
      const lying: Metric = {
        ...metric,
        compute: (scored, convention) => wrong(metric.compute(scored, convention) as Scored, scored.image),
      };
      const broken = Object.values(laws).some((holds) => {
        try {
          onScenes(metric, (scene) => holds(lying, scene));
          return false;
        } catch {
          return true;
        }
      });
      expect(broken).to.equal(true);
    });
  }
}

/** White noise of variance 1/12. */
function white(seed: number, index: number): Image {
  const random = stream(seed, 'white', index);
  return imageOf(1, 32, 32, () => random.uniform());
}

function alone(metric: Metric, image: Image, options: object = {}): Scored {
  return score(metric, { image, reference: image }, options) as Scored;
}

function every(found: Scored, factor: number): Scored {
  return Object.fromEntries(Object.entries(found).map(([part, value]) => [part, value * factor]));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
