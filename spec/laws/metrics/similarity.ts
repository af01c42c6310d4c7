import { expect } from 'chai';
import type { Metric } from '../../../harness/metrics/metric.ts';
import { everywhere, law, mapped, onScenes, score } from './scene.ts';

/** Laws of a metric that compares tensors scale by scale. */
export function similarity(metric: Metric): void {
  const at = (...given: [Parameters<typeof score>[1]]) =>
    Object.entries(score(metric, ...given) as Record<string, number>);

  law('finds no error and full similarity between equal tensors at every scale', metric, () => {
    onScenes(metric, (scene) => {
      for (const [key, value] of at({ ...scene, image: scene.reference })) {
        if (key.startsWith('mse')) expect(value, key).to.equal(0);
        else if (key.startsWith('psnr')) expect(value, key).to.equal(Number.POSITIVE_INFINITY);
        else expect(value, key).to.be.closeTo(1, 1e-12);
      }
    });
  });

  law('keeps every cosine in [-1, 1], and -1 for the opposite', metric, () => {
    onScenes(metric, (scene) => {
      const opposite = mapped(scene.reference, (value) => -3 * value);
      for (const [key, value] of at(scene)) {
        if (/cosine/i.test(key)) expect(value, key).to.be.within(-1 - 1e-12, 1 + 1e-12);
      }
      for (const [key, value] of at({ ...scene, image: opposite })) {
        if (/cosine/i.test(key)) expect(value, key).to.be.closeTo(-1, 1e-12);
      }
    });
  });

  law('has errors and cosines that do not tell image from reference', metric, () => {
    onScenes(metric, (scene) => {
      const back = Object.fromEntries(at({ ...scene, image: scene.reference, reference: scene.image }));
      for (const [key, value] of at(scene)) {
        if (!key.startsWith('psnr')) expect(back[key], key).to.be.closeTo(value, 1e-12);
      }
    });
  });

  law('has errors that only fall as scales are pooled', metric, () => {
    onScenes(metric, (scene) => {
      const errors = at(scene).filter(([key]) => key.startsWith('mse'));
      expect(errors.length).to.be.above(4);
      errors.slice(1).forEach(([key, value], i) => {
        expect(value, key).to.be.at.most(errors[i][1] * (1 + 1e-12));
      });
    });
  });

  law('keeps cosines and ratios when both tensors are scaled together', metric, () => {
    onScenes(metric, (scene) => {
      const grown = Object.fromEntries(at(everywhere(scene, (value) => 16 * value)));
      for (const [key, value] of at(scene)) {
        const wanted = key.startsWith('mse') ? 256 * value : value;
        expect(grown[key], key).to.be.closeTo(wanted, 1e-9 * Math.max(1, wanted));
      }
    });
  });
}
