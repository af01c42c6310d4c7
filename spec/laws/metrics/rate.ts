import { expect } from 'chai';
import { metricNamed } from '../../../harness/metrics/catalogue.ts';
import type { Metric } from '../../../harness/metrics/metric.ts';
import type { Image } from '../../../harness/numeric/image.ts';
import { InputError } from '../../../harness/numeric/input-error.ts';
import { everywhere, imageOf, law, mapped, onScenes, score } from './scene.ts';

/** Laws of a metric that counts pixels beyond a threshold. */
export function rate(metric: Metric): void {
  const rates = (...given: [Parameters<typeof score>[1], object?]) =>
    score(metric, ...given) as Record<string, number>;

  law('gives fractions that add up to 1 at most', metric, () => {
    onScenes(metric, (scene) => {
      const { hallucinated, lost } = rates(scene);
      expect(hallucinated).to.be.within(0, 1);
      expect(lost).to.be.within(0, 1);
      expect(hallucinated + lost).to.be.at.most(1);
    });
  });

  law('falls as k rises, while the threshold grows', metric, () => {
    onScenes(metric, (scene) => {
      let before = rates(scene, { k: 0 });
      expect(before['hallucinated']).to.be.above(0);
      for (const k of [0.5, 1, 2, 3, 4, 50]) {
        const now = rates(scene, { k });
        expect(now['hallucinated']).to.be.at.most(before['hallucinated']);
        expect(now['lost']).to.be.at.most(before['lost']);
        expect(now['threshold']).to.be.above(before['threshold']);
        before = now;
      }
      expect(before['hallucinated'] + before['lost']).to.equal(0);
    });
  });

  law('exchanges hallucinated and lost when the difference changes its sign', metric, () => {
    onScenes(metric, (scene) => {
      const opposite = mapped(scene.reference, (value, i) => 2 * value - scene.image.data[i]);
      const [there, back] = [rates(scene), rates({ ...scene, image: opposite })];
      expect(back['hallucinated']).to.equal(there['lost']);
      expect(back['lost']).to.equal(there['hallucinated']);
      expect(back['lostMagnitude']).to.be.closeTo(there['hallucinatedMagnitude'], 1e-12);
      expect(back['lostErrorShare']).to.be.closeTo(there['hallucinatedErrorShare'], 1e-12);
    });
  });

  law(
    'gives to what it counts more of the squared error than of the values, and all at threshold 0',
    metric,
    () => {
      onScenes(metric, (scene) => {
        const { hallucinated, lost, hallucinatedMagnitude, lostMagnitude, ...found } = rates(scene, { k: 1 });
        const { hallucinatedErrorShare, lostErrorShare } = found;
        expect(hallucinatedErrorShare + lostErrorShare).to.be.within(hallucinated + lost, 1 + 1e-12);
        const mse = score(metricNamed('mse'), scene, { channels: 'grey' }) as number;
        // The mean of squares is at least the square of the mean.
        expect(hallucinatedErrorShare * mse).to.be.at.least(
          hallucinated * hallucinatedMagnitude ** 2 - 1e-12,
        );
        expect(lostErrorShare * mse).to.be.at.least(lost * lostMagnitude ** 2 - 1e-12);
        const all = rates({ ...scene, floor: scene.reference }, { k: 0 });
        expect(all['hallucinatedErrorShare'] + all['lostErrorShare']).to.be.closeTo(1, 1e-12);
      });
    },
  );

  law('finds nothing in the reference itself nor in the floor of a generous threshold', metric, () => {
    onScenes(metric, (scene) => {
      for (const image of [scene.reference, scene.floor]) {
        const { hallucinated, lost } = rates({ ...scene, image }, { k: 50 });
        expect([hallucinated, lost]).to.deep.equal([0, 0]);
      }
    });
  });

  law('finds nothing in equal images, whatever the floor, a perfect one too', metric, () => {
    onScenes(metric, (scene) => {
      for (const floor of [scene.floor, scene.reference]) {
        const { hallucinated, lost } = rates({ ...scene, image: scene.reference, floor }, { k: 0 });
        expect([hallucinated, lost]).to.deep.equal([0, 0]);
      }
    });
  });

  law('keeps its rates when all images are shifted and scaled together', metric, () => {
    onScenes(metric, (scene) => {
      const [still, moved] = [rates(scene), rates(everywhere(scene, (value) => 4 * value + 8))];
      // a difference at the very threshold may fall to either side
      const one = 1.5 / (scene.image.height * scene.image.width);
      expect(moved['hallucinated']).to.be.closeTo(still['hallucinated'], one);
      expect(moved['lost']).to.be.closeTo(still['lost'], one);
      expect(moved['threshold']).to.be.closeTo(4 * still['threshold'], 1e-9);
    });
  });

  law(
    'beyond both floors has the larger threshold and the rates of its floor, in either order',
    metric,
    () => {
      onScenes(metric, (scene) => {
        const own = scene.floor;
        const common = mapped(own, (value, i) => value + 0.3 * (value - scene.reference.data[i]) + 0.01);
        const alone = [own, common].map((floor) => rates({ ...scene, floor }));
        const larger = alone[alone[0]['threshold'] > alone[1]['threshold'] ? 0 : 1];
        for (const [floor, commonFloor] of [
          [own, common],
          [common, own],
        ]) {
          expect(rates({ ...scene, floor, commonFloor }, { floor: 'both' })).to.deep.equal(larger);
        }
      });
    },
  );

  law('refuses a second floor that is missing, spoilt, of another size or not asked for', metric, () => {
    onScenes(metric, (scene) => {
      const both = (commonFloor?: Image) =>
        expect(() => rates({ ...scene, ...(commonFloor && { commonFloor }) }, { floor: 'both' }));
      both().to.throw(InputError, 'a common floor image');
      both(imageOf(1, 3, 3, () => 0)).to.throw(InputError, 'a common floor image');
      both(mapped(scene.floor, () => Number.NaN)).to.throw(InputError, 'common floor: expected finite');
      const stray = () => rates({ ...scene, commonFloor: scene.floor }, { floor: 'common' });
      expect(stray).to.throw(InputError, "set option floor to 'both'");
    });
  });

  law('under a mask is the weighted part of the whole', metric, () => {
    onScenes(metric, (scene) => {
      const outside = mapped(scene.mask, (value) => 1 - value);
      const { mask: _, ...unmasked } = scene;
      const whole = rates(unmasked);
      const [within, without] = [rates(scene), rates({ ...scene, mask: outside })];
      const share = scene.mask.data.reduce((sum, value) => sum + value, 0) / scene.mask.data.length;
      for (const key of ['hallucinated', 'lost']) {
        expect(share * within[key] + (1 - share) * without[key]).to.be.closeTo(whole[key], 1e-12);
      }
    });
  });
}
