import { expect } from 'chai';
import type { Check } from '../../harness/claims/claim.ts';
import type { StatisticResult } from '../../harness/pipeline/compute-statistics.ts';
import type { ExperimentFindings } from '../../harness/report/experiment-outcome.ts';
import { evidenceOf } from '../../harness/study/evidence.ts';
import type { Prepared } from '../../harness/study/prepare.ts';
import { experimentOf } from '../pipeline/planned.ts';

const own = { id: 'own', tier: 'embedded' } as const;
const profiles = [own, { id: 'real', tier: 'paper' } as const];
const declared = [{ id: 'e' }, { id: 'other', listed: true }];
const found: ExperimentFindings = {
  ...{ experiment: experimentOf({}), cells: [], missing: [], absent: [], failures: [], reach: [] },
  statistics: [{ id: 'psnr' } as StatisticResult],
};

/** What the judge sees of `e` in the run's tier, by what the run found of it. */
function seen(outcome: Partial<ExperimentFindings> | undefined, profile: object = own) {
  const prepared = { profile, declared, replay: { command: 'run', profiles } } as unknown as Prepared;
  return evidenceOf(prepared, outcome ? [{ ...found, ...outcome }] : []);
}
const check = {} as Check;

describe('what a run knows of an experiment', () => {
  it('is its statistics, with what could not be computed', () => {
    const absent = [{ statistic: 'ssim', group: {}, reason: 'no' }];
    expect(seen({ absent })('embedded', 'e', check)).to.deep.equal({
      statistics: found.statistics,
      absent,
      reach: [],
    });
  });

  it('is a reason where it has none, of which each is said once, with the assets that would bring all', () => {
    const reasonOf = (outcome: Partial<ExperimentFindings> | undefined, profile?: object) =>
      seen(outcome, profile)('embedded', 'e', check);
    expect(reasonOf({ failures: ['torn', 'bent'] })).to.deep.equal({
      untestable: 'needs stages that failed: torn',
    });
    const absent = (unfetched?: readonly string[]) =>
      ['psnr', 'ssim'].map((statistic) => ({
        ...{ statistic, group: {}, reason: 'needs weights' },
        ...(unfetched && { unfetched: 'weights' }),
      }));
    const missing = ['needs a package', 'needs weights'];
    expect(reasonOf({ statistics: [], missing, absent: absent() })).to.deep.equal({
      untestable: 'needs a package; needs weights',
      unfetched: [],
    });
    expect(reasonOf({ statistics: [], absent: absent(['weights']) })).to.deep.equal({
      untestable: 'needs weights',
      unfetched: ['weights'],
    });
    expect(reasonOf(undefined)).to.deep.equal({
      untestable: 'needs the experiment e, whose declaration could not be used',
    });
    expect(reasonOf(undefined, { ...own, experiments: ['other'] })).to.deep.equal({
      untestable: 'needs the experiment e, which the profile own leaves out: --only e',
    });
  });

  it('is nothing where no version has it, or another tier does', () => {
    const evidence = seen({});
    expect(evidence('embedded', 'x', check)).to.deep.equal({
      untestable: 'needs the experiment x, which this version does not have',
    });
    expect(evidence('paper', 'e', check)).to.deep.equal({
      untestable: 'needs a run at this tier: run --profile real',
    });
    expect(evidence('imported', 'e', check)).to.deep.equal({
      untestable: 'needs per-image scores of both methods: latent-sr audit scores A B',
    });
    expect(seen({}, { id: 'far', tier: 'paper' })('record', 'e', check)).to.deep.equal({
      untestable: 'needs a run at this tier, which no profile of this workspace has',
    });
  });
});
