import { expect } from 'chai';
import type { Metric, Score } from '../../../harness/metrics/metric.ts';
import { law, mapped, onScenes, type Scene, score } from './scene.ts';

type Scored = Readonly<Record<string, number>>;
type Law = (metric: Metric, scene: Scene) => void;

/** Laws of a metric that says up to which frequency two images correlate. */
const laws: Readonly<Record<string, Law>> = {
  'gives shares from 0 to 1': (metric, scene) => {
    for (const value of Object.values(of(metric, scene))) expect(value).to.be.within(0, 1);
  },

  'resolves everything where the images are equal, constant ones too': (metric, scene) => {
    for (const reference of [scene.reference, mapped(scene.reference, () => 0.3)]) {
      const { suspect = 0, ...resolved } = of(metric, { ...scene, image: reference, reference });
      expect(suspect).to.equal(0);
      for (const value of Object.values(resolved)) expect(value).to.equal(1);
    }
  },

  'resolves nothing of a constant image, nor of one turned to its negative': (metric, scene) => {
    for (const image of [mapped(scene.image, () => 0.3), mapped(scene.reference, (value) => 1 - value)]) {
      const { suspect = 1, ...resolved } = of(metric, { ...scene, image });
      expect(suspect).to.equal(1);
      for (const value of Object.values(resolved)) expect(value).to.be.below(0.25);
    }
  },

  'is the same with image and reference exchanged': (metric, scene) => {
    const back = { ...scene, image: scene.reference, reference: scene.image };
    near(of(metric, back), of(metric, scene));
  },

  'does not see brightness and contrast of either image': (metric, scene) => {
    const still = of(metric, scene);
    near(of(metric, { ...scene, image: mapped(scene.image, (value) => 3 * value + 0.5) }), still);
    near(of(metric, { ...scene, reference: mapped(scene.reference, (value) => 0.2 * value - 4) }), still);
  },

  'resolves less as noise grows': (metric, scene) => {
    let before = of(metric, { ...scene, image: scene.reference });
    for (const times of [0.1, 1, 10, 100]) {
      const image = mapped(scene.image, (value, i) => value + times * (value - scene.reference.data[i]));
      const now = of(metric, { ...scene, image });
      for (const [part, value] of Object.entries(now)) {
        if (part === 'suspect') expect(value).to.be.at.least(before[part]);
        else expect(value).to.be.at.most(before[part]);
      }
      before = now;
    }
  },
};

/** Wrong metrics, each of which some law must refuse. */
const planted: Readonly<Record<string, (metric: Metric) => Metric>> = {
  'a reference taken for the image': (metric) =>
    lying(metric, (scene) => of(metric, { ...scene, image: scene.reference })),
  'an answer that depends on brightness': (metric) =>
    lying(metric, (scene) => {
      const mean = scene.image.data.reduce((sum, value) => sum + value, 0) / scene.image.data.length;
      return shifted(of(metric, scene), 1 / (1 + Math.abs(mean)));
    }),
  'a correlation that forgets its sign': (metric) =>
    lying(metric, (scene) => {
      const negative = { ...scene, image: mapped(scene.image, (value) => -value) };
      const [one, other] = [of(metric, scene), of(metric, negative)];
      const sum = (given: Scored) =>
        Object.entries(given).reduce((s, [k, v]) => s + (k === 'suspect' ? -v : v), 0);
      return sum(one) > sum(other) ? one : other;
    }),
};

export function rings(metric: Metric): void {
  for (const [title, holds] of Object.entries(laws)) {
    law(title, metric, () => onScenes(metric, (scene) => holds(metric, scene)));
  }
  for (const [title, wrong] of Object.entries(planted)) {
    it(`would fail these laws with ${title}`, () => {
      const broken = Object.values(laws).filter((holds) => {
        try {
          onScenes(metric, (scene) => holds(wrong(metric), scene));
          return false;
        } catch {
          return true;
        }
      });
      expect(broken).to.have.length.above(0);
    });
  }
}

function of(metric: Metric, scene: Scene): Scored {
  return score(metric, scene) as Scored;
}

function lying(metric: Metric, compute: (scene: Scene) => Score): Metric {
  return { ...metric, compute: (scored) => compute(scored as Scene) };
}

function shifted(given: Scored, by: number): Scored {
  return Object.fromEntries(Object.entries(given).map(([part, value]) => [part, value * by]));
}

function near(found: Scored, wanted: Scored): void {
  for (const [part, value] of Object.entries(wanted)) expect(found[part], part).to.be.closeTo(value, 1e-6);
}
