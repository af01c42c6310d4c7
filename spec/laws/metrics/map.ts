import { expect } from 'chai';
import type { Metric } from '../../../harness/metrics/metric.ts';
import { everywhere, law, mapped, onScenes, type Scene, score } from './scene.ts';

/** Laws of a metric that summarises a map of differences. */
export function map(metric: Metric): void {
  const of = (scene: Scene, sign: 'signed' | 'absolute') =>
    score(metric, scene, { sign }) as Readonly<Record<'least' | 'mean' | 'greatest', number>>;
  const exchanged = (scene: Scene) => ({ ...scene, image: scene.reference, reference: scene.image });

  law('is 0 everywhere between equal images, and in order otherwise', metric, () => {
    onScenes(metric, (scene) => {
      for (const sign of ['signed', 'absolute'] as const) {
        const same = { ...scene, image: scene.reference };
        expect(of(same, sign)).to.deep.equal({ least: 0, mean: 0, greatest: 0 });
        const { least, mean, greatest } = of(scene, sign);
        expect(least).to.be.below(mean);
        expect(mean).to.be.below(greatest);
      }
    });
  });

  law('changes its sign, or nothing without one, with image and reference exchanged', metric, () => {
    onScenes(metric, (scene) => {
      const [there, back] = [of(scene, 'signed'), of(exchanged(scene), 'signed')];
      expect([back.least, back.mean, back.greatest]).to.deep.equal([
        -there.greatest,
        -there.mean,
        -there.least,
      ]);
      expect(of(exchanged(scene), 'absolute')).to.deep.equal(of(scene, 'absolute'));
    });
  });

  law('without its sign holds the larger end, and is nowhere below 0', metric, () => {
    onScenes(metric, (scene) => {
      const [signed, absolute] = [of(scene, 'signed'), of(scene, 'absolute')];
      expect(absolute.greatest).to.equal(Math.max(-signed.least, signed.greatest));
      expect(absolute.least).to.be.at.least(0);
      expect(absolute.mean).to.be.at.least(Math.abs(signed.mean));
    });
  });

  law('is positive where the image has too much', metric, () => {
    onScenes(metric, (scene) => {
      const brighter = mapped(scene.reference, (value) => value + 0.25);
      const { least, greatest } = of({ ...scene, image: brighter }, 'signed');
      for (const end of [least, greatest]) expect(end).to.be.closeTo(0.25, 1e-12);
    });
  });

  law('does not see a common shift, and grows with a common factor', metric, () => {
    onScenes(metric, (scene) => {
      const moved = of(
        everywhere(scene, (value) => 4 * value + 8),
        'signed',
      );
      for (const [key, value] of Object.entries(of(scene, 'signed'))) {
        expect(moved[key as 'mean'], key).to.be.closeTo(4 * value, 1e-12);
      }
    });
  });
}
