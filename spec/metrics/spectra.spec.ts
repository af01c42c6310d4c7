import { expect } from 'chai';
import { isotropicSpectrum } from '../../harness/metrics/isotropic-spectrum.ts';
import { logPowerDistance } from '../../harness/metrics/log-power-distance.ts';
import { powerSpectrum } from '../../harness/metrics/power-spectrum.ts';
import { createImage } from '../../harness/numeric/image.ts';
import { InputError } from '../../harness/numeric/input-error.ts';
import { expectClose } from './expect-close.ts';
import { type Case, oracle, type Printed, pairOf } from './oracle-inputs.ts';

interface SpectrumCase extends Case {
  readonly inclusive: readonly Printed[];
  readonly exclusive: Printed;
  readonly scipy: readonly Printed[];
  readonly isotropic: readonly (readonly Printed[])[];
  readonly distance: readonly Printed[];
}

// Where a frequency holds nothing, log10(power + 1e-12) still sees the rounding of a transform's 1e4 additions:
// some 1e-12 of amplitude against an epsilon of 1e-12 of power, seven digits below what the tolerance can see.
describe('spectra against NumPy, SciPy and PyTorch', () => {
  const cases = oracle<SpectrumCase>('metrics-spectra');

  it('power-spectrum has the bins of both', () => {
    for (const given of cases) {
      const bins = powerSpectrum.compute(pairOf(given), powerSpectrum.convention) as number[];
      given.inclusive.forEach((printed, i) => void expectClose(bins[i], printed, `bin ${i}, ${given.seed}`));
      given.scipy.forEach((printed, i) => void expectClose(bins[i], printed, `bin ${i}, ${given.seed}`));
    }
  });

  it('power-spectrum can leave the farthest corner out', () => {
    for (const given of cases) {
      const bins = powerSpectrum.compute(pairOf(given), powerSpectrum.resolve({ lastEdge: 'exclusive' }));
      expectClose((bins as number[])[9], given.exclusive, `last bin, ${given.seed}`);
    }
  });

  it('isotropic-spectrum has the rings of SciPy and PyTorch', () => {
    for (const given of cases) {
      const rings = isotropicSpectrum.compute(pairOf(given), isotropicSpectrum.resolve({ bins: 6 }));
      for (const theirs of given.isotropic) {
        theirs.forEach((printed, i) => {
          expectClose((rings as number[])[i], printed, `ring ${i}, ${given.seed}`);
        });
      }
    }
  });

  it('log-power-distance is the root mean square over the bins', () => {
    for (const given of cases) {
      const distance = logPowerDistance.compute(pairOf(given), logPowerDistance.convention) as number;
      for (const theirs of given.distance) expectClose(distance, theirs, `distance, ${given.seed}`);
    }
  });

  it('log-power-distance of single bins makes up that of all', () => {
    for (const given of cases) {
      const of = (options: Record<string, unknown>) =>
        logPowerDistance.compute(
          pairOf(given),
          logPowerDistance.resolve({ mean: 'absolute', ...options }),
        ) as number;
      const single = Array.from({ length: 10 }, (_, i) => of({ from: i, to: i + 1 }));
      const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
      expect(mean(single)).to.be.closeTo(of({}), 1e-12);
      expect(mean(single.slice(5))).to.be.closeTo(of({ from: 5 }), 1e-12);
    }
    for (const options of [{ from: 10 }, { from: 4, to: 4 }, { to: 11 }]) {
      expect(() => logPowerDistance.resolve(options)).to.throw(InputError, 'at least one bin of the 10');
    }
  });

  it('an image too small to fill every bin is refused by name', () => {
    const image = createImage(1, 4, 4);
    expect(() => powerSpectrum.compute({ image, reference: image }, powerSpectrum.convention)).to.throw(
      InputError,
      /^power-spectrum: expected an image whose frequencies fill 10 radial bins, got 4x4 pixels, which leave bin/,
    );
  });
});
