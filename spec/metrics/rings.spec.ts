import { expect } from 'chai';
import { frc } from '../../harness/metrics/frc.ts';
import { sfrc } from '../../harness/metrics/sfrc.ts';
import { createImage } from '../../harness/numeric/image.ts';
import { InputError } from '../../harness/numeric/input-error.ts';
import { expectClose } from './expect-close.ts';
import { type Case, draws, oracle, pairOf } from './oracle-inputs.ts';

describe('Fourier ring correlation', () => {
  const cases = oracle<
    Case & { threshold: number | 'half-bit'; patch: number; frc: number[]; sfrc: number[] }
  >('metrics-rings');

  it("is NumPy's, whole and by patches, of even, odd and unequal sides", () => {
    for (const given of cases) {
      const [pair, what] = [pairOf(given), `case ${given.seed}`];
      const whole = Object.values(frc.compute(pair, frc.resolve({})));
      whole.forEach((value, i) => void expectClose(value, given.frc[i], `${what}, frc ${i}`));
      const { patch, threshold } = given;
      const scanned = sfrc.compute(pair, sfrc.resolve({ patch, threshold, stride: 7, bound: 0.5 }));
      Object.values(scanned).forEach(
        (value, i) => void expectClose(value, given.sfrc[i], `${what}, sfrc ${i}`),
      );
    }
  });

  it('finds the one patch that was replaced', () => {
    const reference = createImage(1, 64, 64, draws(1, 64 * 64));
    const image = { ...reference, data: reference.data.slice() };
    const other = draws(2, 16 * 16);
    other.forEach((value, i) => {
      image.data[(32 + (i >> 4)) * 64 + 16 + (i % 16)] = value;
    });
    const found = sfrc.compute({ image, reference }, sfrc.resolve({ patch: 16, stride: 16 }));
    expect((found as Record<string, number>)['suspect']).to.equal(1 / 16);
  });

  it('refuses an image that is too small, and says what to do', () => {
    const image = createImage(1, 3, 40);
    expect(() => frc.compute({ image, reference: image }, frc.resolve({}))).to.throw(
      InputError,
      'frc: expected sides of at least 4 pixels, for two rings, got 3x40; score a larger image',
    );
    expect(() => sfrc.compute({ image, reference: image }, sfrc.resolve({}))).to.throw(
      InputError,
      'sfrc: expected sides of at least 32 pixels, for one patch, got 3x40; score a larger image or ask for smaller patches (option patch)',
    );
  });
});
