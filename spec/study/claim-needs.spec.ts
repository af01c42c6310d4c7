import { expect } from 'chai';
import type { Claim } from '../../harness/claims/claim.ts';
import { claimNeeds } from '../../harness/study/cost/claim-needs.ts';
import { meanOf, planOf, srBlock } from '../pipeline/planned.ts';

describe('what a part of a claim needs', () => {
  const needs = (own: object, plan: Parameters<typeof planOf>[0] = { statistics: [meanOf('psnr')] }) => {
    const part = { id: 'p', checks: [{ tiers: ['embedded'], experiment: 'e', ...own }] };
    const claim = { id: 'C', parts: [part] } as unknown as Claim;
    const [found] = claimNeeds(claim, [planOf(plan)], 'embedded').parts;
    return { kinds: found!.stages.map(({ kind }) => kind), lacks: found!.lacks };
  };
  const asking = (...statistics: readonly string[]) => ({
    criteria: statistics.map((statistic) => ({ statistic })),
  });

  it('are the stages behind the statistics that it asks, or the reason why it lacks one', () => {
    expect(needs(asking('psnr'))).to.deep.equal({ kinds: ['sample', 'dataset'], lacks: undefined });
    expect(needs(asking('ssim'))).to.deep.equal({
      kinds: [],
      lacks: 'needs statistics that are not declared',
    });
    const both = { cells: [srBlock, { ...srBlock, dataset: ['real'] }], statistics: [meanOf('psnr')] };
    expect(needs(asking('psnr'), both).lacks, 'on some data sets').to.equal(undefined);
    const absent = { cells: [{ ...srBlock, dataset: ['real'] }], statistics: [meanOf('psnr')] };
    expect(needs(asking('psnr', 'psnr'), absent)).to.deep.equal({
      kinds: [],
      lacks: 'needs the data set absent',
    });
    expect(needs({ ...asking('psnr'), experiment: 'x' }).lacks).to.equal('needs the experiment x');
    expect(needs({ ...asking('psnr'), tiers: ['paper'] }).lacks).to.equal(
      'needs a check in the embedded tier',
    );
  });
});
