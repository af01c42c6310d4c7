import { expect } from 'chai';
import type { Metric, Score } from '../../../harness/metrics/metric.ts';
import type { Image } from '../../../harness/numeric/image.ts';
import { type EdgeParameters, edgeImage } from './edge-scene.ts';
import { everywhere, law, mapped, onScenes, type Scene, score } from './scene.ts';

type Scored = Readonly<Record<string, number>>;
type Law = (metric: Metric, scene: Scene) => void;

const sharp: EdgeParameters = { size: [64, 64], degrees: 5, low: 0.2, high: 0.8, blur: 0 };

/** Laws of a metric that says what became of a slanted edge. */
const laws: Readonly<Record<string, Law>> = {
  'transfers everything between equal images': (metric, scene) => {
    const { overshoot, ...others } = of(metric, { ...scene, image: scene.reference });
    expect(overshoot).to.be.within(0, 1e-9);
    for (const [part, value] of Object.entries(others)) expect(value, part).to.be.closeTo(1, 1e-9);
  },

  'sees of brightness and contrast nothing but the contrast': (metric, scene) => {
    const still = of(metric, scene);
    const image = mapped(scene.image, (value) => 3 * value - 0.5);
    const { contrast, overshoot, ...others } = still as Record<'contrast' | 'overshoot', number>;
    near(of(metric, { ...scene, image }), { ...others, contrast: 3 * contrast, overshoot: 3 * overshoot });
    near(
      of(
        metric,
        everywhere(scene, (value) => 0.5 - 2 * value),
      ),
      still,
    );
  },

  'transfers nothing of an image without the edge, or with one that is turned': (metric, scene) => {
    const without = mapped(scene.reference, () => 0.3);
    const turned = mapped(scene.reference, (value) => -value);
    for (const [image, left] of [
      [without, 0],
      [turned, -1],
    ] as const) {
      const { overshoot, contrast, ...others } = of(metric, { ...scene, image });
      expect(overshoot).to.be.within(0, 1e-9);
      // Heights are differences of means, whose last digits may be rounded apart.
      expect(contrast).to.be.closeTo(left, 1e-12);
      for (const [part, value] of Object.entries(others)) expect(value, part).to.equal(0);
    }
  },

  'is of a blurred edge the transform of the blur: a Gaussian for a Gaussian': (metric, { seed }) => {
    const degrees = [4, -7, 87, 101][seed % 4]!;
    for (const blur of [0.5, 0.8, 1.2]) {
      const [image, reference] = [drawn({ ...sharp, degrees, blur }), drawn({ ...sharp, degrees })];
      const found = metric.compute({ image, reference }, metric.convention) as Scored;
      for (let i = 1; i <= 8; i++) {
        expect(found[`transfer${i}`], `${blur}, ${i}`).to.be.closeTo(gaussian(i / 16, blur), 0.02);
      }
      const half = Math.sqrt(Math.log(2) / 2) / (Math.PI * blur) / 0.5;
      expect(found['half']).to.be.closeTo(Math.min(1, half), 0.02);
      expect(found['overshoot']).to.be.below(0.001);
      expect(found['contrast']).to.be.closeTo(1, 1e-6);
    }
  },

  'is above 1, with an overshoot, where the edge was sharpened': (metric) => {
    const [reference, blurred] = [0.6, 1.2].map((blur) => drawn({ ...sharp, blur }));
    const image = mapped(reference!, (value, i) => value + (value - blurred!.data[i]!));
    const found = metric.compute({ image, reference: reference! }, metric.convention) as Scored;
    expect(found['transfer4']).to.be.above(1.2);
    expect(found['overshoot']).to.be.within(0.02, 0.3);
    expect(found['half']).to.equal(1);
  },
};

/** Wrong metrics, each of which some law must refuse. */
const planted: Readonly<Record<string, (found: Scored) => Scored>> = {
  'a power for a magnitude': (found) => each(found, 'transfer', (value) => value * value),
  'a curve whose frequencies are off by one': (found) =>
    each(found, 'transfer', (_, i) => (i === 1 ? 1 : found[`transfer${i - 1}`]!)),
  'a half that is one of Nyquist and not a share of it': (found) => ({ ...found, half: found['half']! / 2 }),
  'a curve that is not divided by its value at 0': (found) =>
    each(found, 'transfer', (value) => value * found['contrast']!),
  'an overshoot of no edge': (found) => ({ ...found, overshoot: 0 }),
};

export function edge(metric: Metric): void {
  for (const [title, holds] of Object.entries(laws)) {
    law(title, metric, () => onScenes(metric, (scene) => holds(metric, scene)));
  }
  for (const [title, wrong] of Object.entries(planted)) {
    it(`would fail these laws with ${title}`, () => {
      const lying: Metric = { ...metric, compute: (...given) => wrong(metric.compute(...given) as Scored) };
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

const edges = new Map<string, Image>();

/** An edge, drawn once. */
function drawn(parameters: EdgeParameters): Image {
  const key = JSON.stringify(parameters);
  const image = edges.get(key) ?? edgeImage(parameters);
  edges.set(key, image);
  return image;
}

/** Transfer of a Gaussian blur of that standard deviation in pixels, at a frequency in cycles per pixel. */
function gaussian(frequency: number, blur: number): number {
  return Math.exp(-2 * (Math.PI * frequency * blur) ** 2);
}

function of(metric: Metric, scene: Scene): Scored {
  return score(metric, scene) as Scored;
}

function each(found: Scored, stem: string, change: (value: number, index: number) => number): Scored {
  return Object.fromEntries(
    Object.entries(found).map(([part, value]) => [
      part,
      part.startsWith(stem) ? change(value, Number(part.slice(stem.length))) : value,
    ]),
  );
}

function near(found: Score, wanted: Scored): void {
  for (const [part, value] of Object.entries(wanted)) {
    expect((found as Scored)[part], part).to.be.closeTo(value, 1e-6 * Math.max(1, value));
  }
}
