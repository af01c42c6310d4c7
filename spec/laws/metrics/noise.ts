import { expect } from 'chai';
import type { Metric } from '../../../harness/metrics/metric.ts';
import type { Image } from '../../../harness/numeric/image.ts';
import { stream } from '../../../harness/numeric/stream.ts';
import { expectChiSquare, expectMean } from '../../by-chance.ts';
import { runs } from '../../runs.ts';
import { imageOf, law, mapped, onScenes, type Scene, score } from './scene.ts';

type Scored = Readonly<Record<string, number>>;
type Law = (metric: Metric, scene: Scene) => void;

const RINGS = 8;

/** Laws of a metric that describes the noise in an image of a uniform object. */
const laws: Readonly<Record<string, Law>> = {
  'is flat of white noise, and integrates to its variance': (metric, { seed }) => {
    const images = Array.from({ length: 12 }, (_, i) => white(seed, i));
    const found = images.map((image) => alone(metric, image));
    const among = (RINGS - 1) * runs(10);
    // A frequency and its opposite share a power of 2 degrees of freedom; of the innermost two rings some is detrended.
    for (let ring = 3; ring <= RINGS; ring++) {
      const df = images.length * frequenciesIn(ring);
      const power = mean(found.map((each) => each[`power${ring}`]!));
      expectChiSquare(12 * power * df, df, `ring ${ring}`, among);
    }
    // Of 1024 pixels' degrees of freedom the trend takes 6; a uniform value's square has a variance of 0.8 / 144.
    const variance = mean(found.map((each) => each['variance']!));
    const error = Math.sqrt(0.8 / 1024 / images.length) / 12;
    expectMean(variance, (1 - 6 / 1024) / 12, error, 'variance', among);
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

/** Frequencies of a plane of 32 x 32 in a ring. */
function frequenciesIn(ring: number): number {
  let count = 0;
  for (let v = -15; v <= 16; v++)
    for (let u = -15; u <= 16; u++) {
      const radius = Math.hypot(u, v);
      count += Number(radius >= 2 * (ring - 1) && (radius < 2 * ring || (radius === 16 && ring === RINGS)));
    }
  return count;
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
