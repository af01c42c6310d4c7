import { expect } from 'chai';
import { captionMeasure, measureOf } from '../../../harness/record/reading/measures.ts';

describe('a heading that names a measure', () => {
  it('has the better side, the unit and the kind of the measure, unless it says otherwise', () => {
    for (const [heading, measure] of [
      ['PSNR', { name: 'psnr', kind: 'decibel', unit: 'dB', better: 'higher' }],
      ['SSIM ↑', { name: 'ssim', kind: 'similarity', better: 'higher' }],
      ['SSIM ↓', { name: 'ssim', kind: 'similarity', better: 'lower' }],
      ['LPIPS', { name: 'lpips', kind: 'distance', better: 'lower' }],
      ['HD95', { name: 'hausdorff', kind: 'distance', unit: 'mm', better: 'lower' }],
      ['HD95 (cm)', { name: 'hausdorff', kind: 'distance', unit: 'cm', better: 'lower' }],
      ['Dice (%)', { name: 'dice', kind: 'percent', better: 'higher' }],
      ['Dice (95 % CI)', { name: 'dice', kind: 'similarity', better: 'higher' }],
      ['Time (ms)', { name: 'time', kind: 'seconds', unit: 'ms', better: 'lower' }],
      ['p value', { name: 'p', kind: 'probability' }],
      ['Sharpness ⬆', { name: 'sharpness', kind: 'number', better: 'higher' }],
      ['Sharpness', undefined],
    ] as const)
      expect(measureOf(heading), heading).to.deep.equal(measure);
  });

  it('is taken from a caption that names one which no heading does', () => {
    expect(captionMeasure('Dice (%) and HD95 by organ', ['Liver', 'HD95'])).to.deep.equal({
      name: 'dice',
      kind: 'number',
      better: 'higher',
    });
    expect(captionMeasure('Dice (%) and HD95 by organ', ['Liver'])).to.equal(undefined);
    expect(captionMeasure('Organs', ['Liver'])).to.equal(undefined);
  });
});
