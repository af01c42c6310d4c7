import { expect } from 'chai';
import type { Metric } from '../../../harness/metrics/metric.ts';
import { everywhere, law, onScenes, score } from './scene.ts';

/** Laws of a metric that compares summaries of two images by their difference and average. */
export function agreement(metric: Metric): void {
  const point = (...given: [Parameters<typeof score>[1]]) =>
    score(metric, ...given) as Record<string, number>;

  law('has no difference between equal images', metric, () => {
    onScenes(metric, (scene) => {
      expect(point({ ...scene, image: scene.reference })['difference']).to.equal(0);
    });
  });

  law('changes the sign of the difference, and only that, with image and reference exchanged', metric, () => {
    onScenes(metric, (scene) => {
      const there = point(scene);
      const back = point({ ...scene, image: scene.reference, reference: scene.image });
      expect(back['difference']).to.equal(-there['difference']);
      expect(back['average']).to.equal(there['average']);
    });
  });

  law('moves its average, not its difference, when both images are shifted together', metric, () => {
    onScenes(metric, (scene) => {
      const [still, moved] = [point(scene), point(everywhere(scene, (value) => value + 2))];
      expect(moved['difference']).to.be.closeTo(still['difference'], 1e-12);
      expect(moved['average']).to.be.closeTo(still['average'] + 2, 1e-12);
    });
  });
}
