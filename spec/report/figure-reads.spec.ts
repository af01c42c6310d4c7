import { expect } from 'chai';
import type { FigureDeclaration } from '../../harness/pipeline/experiment.ts';
import { figureReads } from '../../harness/report/figure-reads.ts';

const figure = (more: object) => ({ id: 'f', title: 'F', ...more }) as unknown as FigureDeclaration;

describe('what a figure reads', () => {
  it('is the statistics that it names, on the levels that it is limited to', () => {
    const reads = figureReads(
      figure({ kind: 'forest', statistics: [{ statistic: 'gain' }], where: { dataset: ['knee', 'brain'] } }),
    );
    expect(reads.statistic('gain', { dataset: 'knee' })).to.equal(true);
    expect(reads.statistic('gain', { dataset: 'chest' })).to.equal(false);
    // A statistic over all data sets is on none that it could be left out for.
    expect(reads.statistic('gain', {})).to.equal(true);
    expect(reads.statistic('loss', { dataset: 'knee' })).to.equal(false);
    expect(reads.cell({ dataset: 'knee' })).to.equal(false);
  });

  it('is the cells of its lines, which must have all the levels that a line names', () => {
    const lines = [{ cell: { method: 'sr', autoencoder: 'medical' } }, { cell: { method: 'bicubic' } }, {}];
    const reads = figureReads(figure({ kind: 'spectra', lines, where: { dataset: ['knee'] } }));
    expect(reads.cell({ dataset: 'knee', method: 'sr', autoencoder: 'medical', sampler: 'main' })).to.equal(
      true,
    );
    expect(reads.cell({ dataset: 'knee', method: 'sr', autoencoder: 'natural' })).to.equal(false);
    expect(reads.cell({ dataset: 'knee', method: 'bicubic' })).to.equal(true);
    expect(reads.cell({ dataset: 'brain', method: 'bicubic' })).to.equal(false);
    expect(reads.cell({ dataset: 'knee', method: 'ae' })).to.equal(false);
  });
});
