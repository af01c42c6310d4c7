import { expect } from 'chai';
import fc from 'fast-check';
import type { Degradation } from '../../../harness/degrade/degradation.ts';
import { degradationPresets } from '../../../harness/degrade/presets.ts';
import { createImage, type Image } from '../../../harness/numeric/image.ts';
import { runs } from '../../runs.ts';
import { seededImage } from '../image-arbitrary.ts';
import type { Degrading } from './every.ts';

const of12 = seededImage(fc.constantFrom(12, 24));

/** Laws of degradations that are made of others, or have a name. */
export function composedDegradations({ degrade, resolveDegradation }: Degrading): void {
  it('of a preset is resolved and runs', () => {
    for (const name of Object.keys(degradationPresets)) {
      const result = degrade(createImage(1, 16, 16), resolveDegradation(name, 'law'));
      expect(Math.max(...result.data), name).to.equal(0);
    }
  });

  it('in a chain applies in order', () => {
    const steps = [
      { kind: 'gaussian-blur', sigma: 1 },
      { kind: 'box-mean', factor: 3 },
    ];
    fc.assert(
      fc.property(of12, (image) => {
        const chained = degrade(image, resolveDegradation({ kind: 'chain', steps }, 'law'));
        const stepwise = steps.reduce(
          (current: Image, step) => degrade(current, resolveDegradation(step, 'law') as Degradation),
          image,
        );
        expect(chained).to.deep.equal(stepwise);
      }),
      { numRuns: runs(10) },
    );
  });
}
