import { expect } from 'chai';
import type { Metric } from '../../../harness/metrics/metric.ts';
import { everywhere, law, mapped, onScenes, type Scene, score, values } from './scene.ts';

/** Laws of a metric that grows as the image nears its reference. */
export function fidelity(metric: Metric): void {
  // A cap in dB may lie below the ratio of a small error that is not yet none, so these laws ask for none.
  const uncapped = 'zeroError' in metric.convention ? { zeroError: 'infinity', zeroBelow: 0 } : {};

  law('is best where image and reference are equal, and only there', metric, () => {
    onScenes(metric, (scene) => {
      const best = values(score(metric, { ...scene, image: scene.reference }, uncapped));
      if (metric.unit === '1') expect(best).to.deep.equal([1]);
      const at = firstInside(scene);
      const touched = mapped(scene.reference, (value, i) => (i === at ? value + 0.1 : value));
      for (const image of [touched, scene.image]) {
        const worse = values(score(metric, { ...scene, image }, uncapped));
        worse.forEach((value, i) => void expect(value).to.be.at.most(best[i]));
        expect(worse.some((value, i) => value < best[i])).to.equal(true);
      }
    });
  });

  law('falls as noise grows', metric, () => {
    onScenes(metric, (scene) => {
      let before = values(score(metric, { ...scene, image: scene.reference }, uncapped));
      for (const amount of [0.02, 0.2, 1, 4]) {
        const now = values(score(metric, { ...scene, image: noisier(scene, amount) }, uncapped));
        now.forEach((value, i) => void expect(value).to.be.below(before[i]));
        before = now;
      }
    });
  });

  law(
    'is the same with image and reference exchanged',
    metric,
    () => {
      onScenes(metric, (scene) => {
        const there = values(score(metric, scene));
        const back = values(score(metric, { ...scene, image: scene.reference, reference: scene.image }));
        there.forEach((value, i) => void expect(back[i]).to.be.closeTo(value, 1e-9));
      });
    },
    { 'subband-psnr': "its peak is the reference's" },
  );

  law(
    'is unchanged when both images are shifted together',
    metric,
    () => {
      onScenes(metric, (scene) => {
        const still = values(score(metric, scene));
        const shifted = values(
          score(
            metric,
            everywhere(scene, (value) => value + 0.75),
          ),
        );
        still.forEach((value, i) => void expect(shifted[i]).to.be.closeTo(value, 1e-9));
      });
    },
    {
      ssim: 'its first factor compares the means against a constant',
      'ms-ssim': 'its coarsest factor compares the means against a constant',
      'region-ssim': 'its first factor compares the means against a constant',
      'subband-psnr': 'the peak of the coarsest subband moves with the mean',
    },
  );

  law('is unchanged when images and peak are scaled together', metric, () => {
    onScenes(metric, (scene) => {
      const scaled = everywhere(scene, (value) => value * 255);
      const peak = typeof metric.resolve({})['peak' as never] === 'number' ? { peak: 255 } : {};
      const still = values(score(metric, scene));
      const grown = values(score(metric, scaled, peak));
      still.forEach((value, i) => void expect(grown[i]).to.be.closeTo(value, 1e-9));
    });
  });

  if (metric.unit !== '1') return; // the rest is for indices, not for ratios in dB
  law('stays in [-1, 1]', metric, () => {
    onScenes(metric, (scene) => {
      const inverted = mapped(scene.reference, (value) => 1 - value);
      for (const image of [scene.image, scene.floor, inverted]) {
        expect(values(score(metric, { ...scene, image }))[0]).to.be.within(-1, 1);
      }
    });
  });
}

/** The reference with the scene's noise, so many times as strong. */
function noisier({ image, reference }: Scene, amount: number) {
  return mapped(reference, (value, i) => value + amount * (image.data[i] - value));
}

function firstInside({ mask }: Scene): number {
  return mask.data.findIndex((value) => value > 0);
}
