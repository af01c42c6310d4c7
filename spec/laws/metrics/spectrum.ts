import { expect } from 'chai';
import type { Metric } from '../../../harness/metrics/metric.ts';
import { toGrey } from '../../../harness/numeric/image.ts';
import { everywhere, imageOf, law, mapped, onScenes, score, values } from './scene.ts';

/** Laws of a metric that describes the image alone. */
export function spectrum(metric: Metric): void {
  law('looks at the image, not at the reference', metric, () => {
    expect(metric.needs).to.deep.equal([]);
    onScenes(metric, (scene) => {
      const alone = score(metric, { image: scene.image, reference: scene.image });
      expect(score(metric, scene)).to.deep.equal(alone);
      expect(score(metric, { ...scene, image: scene.reference })).to.not.deep.equal(alone);
    });
  });

  law('grows by the square of a factor on the image', metric, () => {
    onScenes(metric, (scene) => {
      const still = values(score(metric, scene));
      const grown = values(
        score(
          metric,
          everywhere(scene, (value) => 10 * value),
        ),
      );
      still.forEach((value, i) => {
        const wanted = metric.unit === 'log10 power' ? value + 2 : 100 * value;
        // smooth scenes have bins down at the epsilon, which does not grow
        if (metric.unit === 'log10 power' && value < -8) return;
        expect(grown[i]).to.be.closeTo(wanted, 1e-4 * Math.max(1, wanted));
      });
    });
  });

  law('does not see the sign of the image', metric, () => {
    onScenes(metric, (scene) => {
      const negative = everywhere(scene, (value) => -value);
      const [there, back] = [values(score(metric, scene)), values(score(metric, negative))];
      there.forEach((value, i) => void expect(back[i]).to.be.closeTo(value, 1e-9 * Math.max(1, value)));
    });
  });

  law('moves power up where fine detail is added', metric, () => {
    onScenes(metric, (scene) => {
      const striped = mapped(scene.image, (value, i) => {
        const [y, x] = [Math.floor(i / scene.image.width) % scene.image.height, i % scene.image.width];
        return value + 3 * ((-1) ** x + (-1) ** y + (-1) ** (x + y));
      });
      const [plain, fine] = [scene.image, striped].map((image) =>
        values(score(metric, { image, reference: image })),
      );
      expect(fine.at(-1)).to.be.above(plain.at(-1)!);
    });
  });

  if (metric.unit !== '1') return; // the rest is for energies, not for logarithms
  law('has energies that sum to that of the image', metric, () => {
    onScenes(metric, ({ seed }) => {
      const image = imageOf(3, 24, 32, (c, y, x) => Math.sin(seed + 7 * c + y * x));
      const energy = toGrey(image).data.reduce((sum, value) => sum + value * value, 0);
      const bands = values(score(metric, { image, reference: image }));
      expect(bands.reduce((sum, value) => sum + value, 0)).to.be.closeTo(energy, 1e-10 * energy);
      const shares = values(score(metric, { image, reference: image }, { scale: 'relative' }));
      expect(shares.reduce((sum, value) => sum + value, 0)).to.be.closeTo(1, 1e-12);
    });
  });
}
