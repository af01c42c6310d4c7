import { expect } from 'chai';
import { msSsim } from '../../harness/metrics/ms-ssim.ts';
import { createImage } from '../../harness/numeric/image.ts';
import { InputError } from '../../harness/numeric/input-error.ts';
import { expectClose } from './expect-close.ts';
import { type Case, oracle, type Printed, pairOf } from './oracle-inputs.ts';

describe('ms-ssim', () => {
  it("is torchmetrics' for one to five scales", () => {
    for (const given of oracle<Case & { scales: number; value: Printed }>('metrics-ms-ssim')) {
      const convention = msSsim.resolve({ peak: given.range, scales: given.scales });
      expectClose(msSsim.compute(pairOf(given), convention) as number, given.value, `case ${given.seed}`);
    }
  });

  it('needs 176 pixels for five scales, as torchmetrics does, and says so', () => {
    const compute = (side: number, options: Record<string, unknown>) => {
      const image = createImage(1, side, 200);
      return () => msSsim.compute({ image, reference: image }, msSsim.resolve(options));
    };
    expect(compute(176, {})()).to.equal(1);
    expect(compute(175, {})).to.throw(
      InputError,
      'ms-ssim: expected sides of at least 176 pixels for 5 scales and a window of 11, got 175x200; score a larger image or ask for fewer scales (option scales)',
    );
    expect(compute(44, { scales: 3 })()).to.equal(1);
    expect(compute(43, { scales: 3 })).to.throw(InputError, 'at least 44 pixels for 3 scales');
  });

  it('refuses more scales than it has exponents for', () => {
    expect(() => msSsim.resolve({ scales: 6 })).to.throw(InputError, 'at most 5');
  });
});
