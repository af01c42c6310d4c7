import { expect } from 'chai';
import { toReleaseScores } from '../../../harness/record/scores/release-scores.ts';

describe('scores in the form of the release', () => {
  it('have all scores of an image in one record, and the mean and sd of each', () => {
    const rows = ['i', 'j'].flatMap((sample, i) =>
      ['psnr', 'ssim'].map((score, k) => ({
        cell: 'a',
        sample,
        subject: `s${i}`,
        score,
        value: 10 * (k + 1) + i,
      })),
    );
    const { per_image_metrics, diffusion_sr, n_samples } = toReleaseScores(rows, 'a');
    expect(per_image_metrics).to.deep.equal([
      { id: 'i', subject: 's0', psnr: 10, ssim: 20 },
      { id: 'j', subject: 's1', psnr: 11, ssim: 21 },
    ]);
    expect([diffusion_sr, n_samples]).to.deep.equal([
      { psnr_mean: 10.5, psnr_std: 0.5, ssim_mean: 20.5, ssim_std: 0.5 },
      2,
    ]);
    expect(() => toReleaseScores(rows, 'b')).to.throw('expected rows of a cell among a, got "b"');
  });
});
