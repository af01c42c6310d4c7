import { expect } from 'chai';
import { degrade, resolveDegradation } from '../../harness/degrade/catalogue.ts';
import { degradationPresets } from '../../harness/degrade/presets.ts';
import { sideAfter } from '../../harness/degrade/side-after.ts';
import { createImage } from '../../harness/numeric/image.ts';

describe('the side after a degradation', () => {
  const declarations: readonly unknown[] = [
    ...Object.keys(degradationPresets),
    { kind: 'resize', factor: 2 },
    { kind: 'resize', height: 12, width: 20 },
    { kind: 'box-mean', factor: 8 },
    { kind: 'gaussian-blur', sigma: 1 },
    { kind: 'refinement', factor: 4 },
    { kind: 'k-space-truncation', factor: 2 },
    { kind: 'rician-noise', sigma: 0.1 },
    {
      kind: 'chain',
      steps: [{ kind: 'gaussian-blur', sigma: 1 }, { kind: 'box-mean', factor: 2 }, 'released-4x'],
    },
  ];
  for (const declaration of declarations) {
    it(`is the height that the degraded image has: ${JSON.stringify(declaration)}`, () => {
      const degradation = resolveDegradation(declaration, 'spec');
      expect(sideAfter(degradation, 32)).to.equal(
        degrade(createImage(1, 32, 32), degradation, 'spec').height,
      );
    });
  }
});
