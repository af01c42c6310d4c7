import { expect } from 'chai';
import { metricNamed } from '../../../harness/metrics/catalogue.ts';
import type { ScoreDeclaration } from '../../../harness/pipeline/experiment.ts';
import { scoreColumn } from '../../../harness/record/scores/score-column.ts';

const psnr: ScoreDeclaration = { id: 'p', metric: 'psnr', reference: 'true-hr', convention: {} };
const columnOf = (score: string, declared: readonly ScoreDeclaration[], ...names: readonly string[]) =>
  scoreColumn(score, declared, { scores: new Map(names.map((name, i) => [name, Float64Array.of(i)])) })?.[0];

describe('the column that holds a score of an experiment', () => {
  it('is that of its own name before all others, also of a score that is not declared', () => {
    expect(columnOf('p', [psnr], 'psnr', 'p')).to.equal(1);
    expect(columnOf('q', [psnr], 'psnr', 'q')).to.equal(1);
    expect(columnOf('q', [psnr], 'psnr')).to.equal(undefined);
  });

  it('is that of its metric, in any spelling, where it is taken as the metric is described', () => {
    expect(columnOf('p', [psnr], 'mae', 'PSNR')).to.equal(1);
    const described = { ...metricNamed('ssim').convention } as ScoreDeclaration['convention'];
    const ssim = { ...psnr, id: 's', metric: 'ssim', convention: described };
    expect(columnOf('s', [psnr, ssim], 'psnr', 'ssim')).to.equal(1);
    expect(columnOf('p', [{ ...psnr, floor: 'own' }], 'psnr')).to.equal(0);
  });

  it('is none where it is taken otherwise, unless it bears the metric’s own name', () => {
    const otherwise: readonly Partial<ScoreDeclaration>[] = [
      { reference: 'self' },
      { of: 'latent' },
      { masked: true },
      { floor: 'natural' },
      { convention: { peak: 255 } },
    ];
    for (const more of otherwise) {
      expect(columnOf('p', [{ ...psnr, ...more }], 'psnr'), JSON.stringify(more)).to.equal(undefined);
      expect(columnOf('psnr', [{ ...psnr, ...more, id: 'psnr' }], 'PSNR'), JSON.stringify(more)).to.equal(0);
    }
  });

  it('is of the same number of a metric that has several', () => {
    const similarity = { ...psnr, id: 'l', metric: 'latent-similarity' };
    const names = ['latent-similarity/cosine1', 'latent-similarity/psnr8'];
    expect(columnOf('l/psnr8', [similarity], ...names)).to.equal(1);
    expect(columnOf('l/mse8', [similarity], ...names)).to.equal(undefined);
    expect(columnOf('p', [psnr], 'psnr/x')).to.equal(undefined);
  });

  it('of a metric with a network or of a set is that of no options; of several draws none is known', () => {
    for (const metric of ['lpips', 'frechet']) {
      const score = { ...psnr, id: 'x', metric };
      expect(columnOf('x', [score], metric), metric).to.equal(0);
      expect(columnOf('x', [{ ...score, convention: { draws: 3 } }], metric), metric).to.equal(undefined);
    }
    expect(columnOf('x/width', [{ ...psnr, id: 'x', metric: 'intervals' }], 'intervals/width')).to.equal(
      undefined,
    );
  });
});
