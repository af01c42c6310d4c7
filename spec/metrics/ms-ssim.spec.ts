import { expect } from 'chai';
import { msSsim } from '../../harness/metrics/ms-ssim.ts';
import { createImage } from '../../harness/numeric/image.ts';
import { InputError } from '../../harness/numeric/input-error.ts';
import { expectClose } from './expect-close.ts';
import { type Case, oracle, type Printed, pairOf } from './oracle-inputs.ts';

describe('ms-ssim', () => {
  const cases = oracle<Case & { scales: number; value: readonly Printed[] }>('metrics-ms-ssim');

  it("is torchmetrics', and that of SciPy's filters, for one to five scales", () => {
    for (const given of cases) {
      const convention = msSsim.resolve({ peak: given.range, scales: given.scales });
      const value = msSsim.compute(pairOf(given), convention) as number;
      for (const theirs of given.value) expectClose(value, theirs, `case ${given.seed}`);
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

  it('takes the scales that fit where it is told to, and refuses what none fits', () => {
    for (const given of cases.slice(0, 6)) {
      const pair = pairOf(given);
      const side = Math.min(pair.image.height, pair.image.width);
      const scales = [5, 4, 3, 2, 1].find((n) => side >= 11 * 2 ** (n - 1))!;
      const of = (wanted: number | 'fitting') => msSsim.compute(pair, msSsim.resolve({ scales: wanted }));
      expect(of('fitting')).to.equal(of(scales));
    }
    const image = createImage(1, 10, 10);
    const compute = () => msSsim.compute({ image, reference: image }, msSsim.resolve({ scales: 'fitting' }));
    expect(compute).to.throw(InputError, 'at least 11 pixels for 1 scale and');
  });

  it('refuses more scales than it has exponents for', () => {
    expect(() => msSsim.resolve({ scales: 6 })).to.throw(InputError, 'at most 5');
  });
});
