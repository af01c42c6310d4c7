import { expect } from 'chai';
import type { Metric } from '../../../harness/metrics/metric.ts';
import { law, mapped, onScenes, score } from './scene.ts';

/** Laws of a metric that falls to 0 as the image nears its reference. */
export function distance(metric: Metric): void {
  const between = (image: Parameters<typeof score>[1]['image'], reference: typeof image) =>
    score(metric, { image, reference }) as number;

  law('is 0 between equal images and above 0 between an image and its noisy copy', metric, () => {
    onScenes(metric, ({ image, reference }) => {
      expect(between(reference, reference)).to.equal(0);
      expect(between(image, reference)).to.be.above(0);
    });
  });

  law('is the same with image and reference exchanged', metric, () => {
    onScenes(metric, ({ image, reference }) => {
      expect(between(reference, image)).to.be.closeTo(between(image, reference), 1e-12);
    });
  });

  law(
    'grows with noise',
    metric,
    () => {
      onScenes(metric, ({ image, reference }) => {
        let before = 0;
        for (const amount of [0.1, 1, 3]) {
          const noisier = mapped(reference, (value, i) => value + amount * (image.data[i] - value));
          const now = between(noisier, reference);
          expect(now).to.be.above(before);
          before = now;
        }
        // an error against the signal cancels it halfway: pixels see that it grows on, spectra do not
        const half = mapped(reference, () => 0);
        expect(
          between(
            mapped(reference, (value) => -value),
            reference,
          ),
        ).to.be.above(between(half, reference));
      });
    },
    { 'log-power-distance': 'it does not see signs' },
  );

  law(
    'obeys the triangle inequality',
    metric,
    () => {
      onScenes(metric, ({ image, reference, floor }) => {
        const middle = mapped(image, (value, i) => (value + reference.data[i]) / 2);
        for (const stop of [floor, middle]) {
          const detour = between(image, stop) + between(stop, reference);
          expect(between(image, reference)).to.be.at.most(detour * (1 + 1e-12));
        }
      });
    },
    { mse: 'it is the square of a distance' },
  );
}
