import { expect } from 'chai';
import type { Metric, Scored } from '../../../harness/metrics/metric.ts';
import { unitOfPart } from '../../../harness/metrics/unit-of-part.ts';
import type { Image } from '../../../harness/numeric/image.ts';
import { InputError } from '../../../harness/numeric/input-error.ts';
import { imageOf, law, mapped, onScenes, type Scene, score, transposed, values } from './scene.ts';

/** Laws of every metric, whatever its kind. */
export function everyMetric(metric: Metric): void {
  law('gives finite numbers or infinities, never NaN', metric, () => {
    onScenes(metric, (scene) => {
      const found = values(score(metric, scene));
      expect(found).to.have.length.above(0);
      for (const value of found) expect(value).to.not.be.NaN;
    });
  });

  law('has a unit for each of its numbers, and for no other', metric, () => {
    onScenes(metric, (scene) => {
      const parts = Object.keys(named(score(metric, scene)));
      for (const part of parts) expect(unitOfPart(metric, part), part).to.be.a('string');
      if (typeof metric.unit === 'string') return;
      const stems = parts.map((part) => part.replace(/\d+$/, ''));
      expect([...new Set(stems)]).to.have.members(Object.keys(metric.unit));
    });
  });

  law('gives the same score twice and leaves its inputs as they were', metric, () => {
    onScenes(metric, (scene) => {
      const before = structuredClone(scene);
      const first = score(metric, scene);
      expect(scene).to.deep.equal(before);
      expect(score(metric, scene)).to.deep.equal(first);
      expect(scene).to.deep.equal(before);
    });
  });

  law('does not care whether rows and columns are exchanged', metric, () => {
    onScenes(metric, (scene) => {
      const turned = {
        image: transposed(scene.image),
        reference: transposed(scene.reference),
        floor: transposed(scene.floor),
        mask: transposed(scene.mask),
      };
      const straight = named(score(metric, scene));
      const exchanged = named(score(metric, turned));
      for (const [key, value] of Object.entries(straight)) {
        expect(exchanged[turnedKey(key)], key).to.be.closeTo(value, 1e-9 * Math.max(1, Math.abs(value)));
      }
    });
  });

  if ('channels' in metric.convention) {
    law('by channel means sees in a copied grey image that image, beside a grey one too', metric, () => {
      onScenes(metric, ({ image, reference, floor, mask }) => {
        const grey = {
          image: copies(image, 1),
          reference: copies(reference, 1),
          floor: copies(floor, 1),
          mask,
        };
        const alone = score(metric, grey, { channels: 'grey' });
        for (const channels of [3, 4]) {
          const copied = {
            image: copies(image, channels),
            reference: copies(reference, channels),
            floor: copies(floor, channels),
            mask,
          };
          expect(score(metric, copied, { channels: 'grey' })).to.deep.equal(alone);
          if (metric.kind === 'spectrum') continue; // these look at one image
          const mixed = { ...copied, reference: grey.reference };
          expect(score(metric, mixed, { channels: 'grey' })).to.deep.equal(alone);
        }
      });
    });
  }

  law('refuses images of different shapes', metric, () => {
    onScenes(metric, (scene) => {
      const { channels, height, width } = scene.reference;
      for (const [c, h, w] of [
        [channels, height + 1, width],
        [channels, height, width - 1],
        [channels, 2 * height, width / 2],
      ]) {
        if (!Number.isInteger(w)) continue;
        refuses(metric, { ...scene, image: imageOf(c, h, w, () => 0.5) });
      }
    });
  });

  law('refuses NaN and infinities, wherever they stand', metric, () => {
    onScenes(metric, (scene) => {
      const at = scene.seed % scene.image.data.length;
      const roles = ['image', 'reference', ...metric.needs] as const;
      for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
        for (const role of roles) {
          const spoilt: Image = mapped(scene[role], (value, i) =>
            i === at % scene[role].data.length ? bad : value,
          );
          refuses(metric, { ...scene, [role]: spoilt });
          const { mask, ...unmasked } = scene;
          if (!metric.needs.includes('mask')) refuses(metric, { ...unmasked, [role]: spoilt });
          refuses(metric, { ...scene, image: spoilt, reference: spoilt, [role]: spoilt });
        }
      }
    });
  });

  // The type has the reference.
  const needs = metric.needs.filter((need) => need !== 'reference');
  if (needs.length > 0) {
    law('refuses to work without what it needs', metric, () => {
      onScenes(metric, (scene) => {
        for (const need of needs) {
          const { [need]: _, ...rest } = scene;
          refuses(metric, rest as Scene);
        }
      });
    });
  }

  law('has a complete convention that unknown keys and impossible values cannot enter', metric, () => {
    expect(metric.resolve({})).to.deep.equal(metric.convention);
    expect(metric.resolve({ ...metric.convention })).to.deep.equal(metric.convention);
    expect(metric.resolve({})).to.be.frozen;
    expect(() => metric.resolve({ peek: 1 })).to.throw(InputError, '"peek"');
    expect(() => metric.resolve({ toString: 1 })).to.throw(InputError, '"toString"');
    for (const key of Object.keys(metric.convention)) {
      for (const wrong of [null, undefined, Number.NaN, {}, 'no such word', -1]) {
        expect(() => metric.resolve({ [key]: wrong }), `${key} ${wrong}`).to.throw(InputError, key);
      }
    }
  });
}

/** The first channel, so many times. */
function copies({ height, width, data }: Image, channels: number): Image {
  return imageOf(channels, height, width, (_, y, x) => data[y * width + x]);
}

function refuses(metric: Metric, scored: Scored): void {
  expect(() => score(metric, scored)).to.throw(InputError, metric.name);
}

function named(given: ReturnType<typeof score>): Record<string, number> {
  return typeof given === 'number' ? { value: given } : { ...(given as Record<string, number>) };
}

/** Differences between rows become differences between columns. */
function turnedKey(key: string): string {
  return key.replace(/^(LH|HL)/, (band) => (band === 'LH' ? 'HL' : 'LH'));
}
