import { expect } from 'chai';
import { subbandEnergy } from '../../harness/metrics/subband-energy.ts';
import { subbandPsnr } from '../../harness/metrics/subband-psnr.ts';
import { createImage } from '../../harness/numeric/image.ts';
import { expectClose } from './expect-close.ts';
import { type Case, oracle, type Printed, pairOf } from './oracle-inputs.ts';

interface SubbandCase extends Case {
  readonly levels: number;
  readonly energy: readonly (readonly Printed[])[];
  /** null where the reference's subband is empty but for rounding */
  readonly psnr: readonly (readonly (Printed | null)[])[];
}

describe('subband metrics', () => {
  it("have the energies and ratios of PyWavelets and of PyTorch's convolution, odd sizes included", () => {
    for (const given of oracle<SubbandCase>('metrics-subbands')) {
      const pair = pairOf(given);
      const options = { levels: given.levels };
      const energies = Object.entries(subbandEnergy.compute(pair, subbandEnergy.resolve(options)));
      const ratios = Object.entries(subbandPsnr.compute(pair, subbandPsnr.resolve(options)));
      for (const theirs of given.energy) {
        expect(energies.length).to.equal(theirs.length);
        theirs.forEach((printed, i) => {
          expectClose(energies[i][1], printed, `energy of ${energies[i][0]}, ${given.seed}`);
        });
      }
      for (const theirs of given.psnr) {
        theirs.forEach((printed, i) => {
          if (printed === null) return;
          expectClose(ratios[i][1], printed, `psnr of ${ratios[i][0]}, ${given.seed}`);
        });
      }
    }
  });

  it("names the subbands LL3, LH3, HL3, HH3 ... HH1, with LH for PyWavelets' cH", () => {
    const stripes = createImage(1, 8, 8);
    for (let i = 0; i < 64; i++) stripes.data[i] = Math.floor(i / 8) % 2; // rows alternate: cH at level 1
    const energy = subbandEnergy.compute(
      { image: stripes, reference: stripes },
      subbandEnergy.resolve({}),
    ) as Record<string, number>;
    expect(Object.keys(energy).join(' ')).to.equal('LL3 LH3 HL3 HH3 LH2 HL2 HH2 LH1 HL1 HH1');
    expect(energy['LH1']).to.be.above(0);
    expect(energy['HL1'] + energy['HH1']).to.equal(0);
  });
});
