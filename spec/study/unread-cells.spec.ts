import { expect } from 'chai';
import type { Check } from '../../harness/claims/claim.ts';
import { readClaims, readExperiments, readProfiles } from '../../harness/edges/files/declarations.ts';
import { workspaceAt } from '../../harness/edges/files/workspace.ts';
import { planExperiment } from '../../harness/pipeline/plan/experiment.ts';
import { runsInProfile } from '../../harness/pipeline/runs-in-profile.ts';
import { unreadCells } from '../../harness/study/unread-cells.ts';
import { everythingThere } from '../pipeline/everything-there.ts';
import { levels, meanOf, planOf, psnr, srBlock } from '../pipeline/planned.ts';

const workspace = workspaceAt(undefined, {});
const experiments = readExperiments(workspace).items;
const checks = readClaims(workspace).items.flatMap(({ parts }) => parts.flatMap((part) => part.checks));
const checksOf = (experiment: string, tier: string) =>
  checks.filter((check) => check.experiment === experiment && check.tiers.some((one) => one === tier));

describe('nothing is computed that no check, figure or panel reads', () => {
  for (const profile of readProfiles(workspace)) {
    it(`in the profile ${profile.id}, with all data sets and weights`, async () => {
      // Whole stages: parts of them are made from the same.
      const { partMinutes: _, ...whole } = profile;
      const context = await everythingThere(workspace, whole);
      const own = experiments.filter((each) => runsInProfile(profile, each));
      // A profile of instruments alone has no reader: golden values are.
      const unread = own
        .filter(({ listed }) => !listed)
        .flatMap((experiment) =>
          unreadCells(planExperiment(experiment, context), checksOf(experiment.id, profile.tier)),
        );
      expect(unread.map(({ id }) => id)).to.deep.equal([]);
    });
  }
});

describe('cells that nothing reads', () => {
  const mean = meanOf('psnr', { autoencoder: 'medical' }, 'mean');
  const blocks = [srBlock, { ...srBlock, autoencoder: ['natural'] }];
  const unread = (parts: object, statistic = 'none') => {
    const plan = planOf({ cells: blocks, statistics: [mean], scores: [psnr], ...parts });
    const criteria = [{ statistic }] as unknown as Check['criteria'];
    return unreadCells(plan, [{ criteria }]).map(({ levels: own }) => own['autoencoder']);
  };

  it('are told apart from those that a criterion, a figure or a panel reads', () => {
    expect(unread({}), 'a statistic that nobody asks').to.deep.equal(['medical', 'natural']);
    expect(unread({}, 'mean'), 'a criterion').to.deep.equal(['natural']);
    const head = { id: 'f', title: 'F' };
    const bars = { ...head, kind: 'bars', statistics: [{ statistic: 'mean', label: 'm' }] };
    expect(unread({ figures: [bars] }), 'a figure').to.deep.equal(['natural']);
    const elsewhere = { ...bars, where: { dataset: ['brain'] } };
    expect(unread({ figures: [elsewhere] }), 'a figure of others').to.deep.equal(['medical', 'natural']);
    const spectra = { ...head, kind: 'spectra', lines: [{ label: 'n', cell: { autoencoder: 'natural' } }] };
    expect(unread({ figures: [spectra] }, 'mean'), 'lines of cells').to.deep.equal([]);
    const panel = { id: 'p', title: 'P', sample: 's', cells: [{ autoencoder: 'natural' }] };
    expect(unread({ panels: [panel] }, 'mean'), 'a panel').to.deep.equal([]);
  });

  it('are those of a level that no statistic names', () => {
    const raw = { ...srBlock, method: [levels.raw], sampler: ['half'] };
    const sampler = meanOf('psnr', { sampler: 'main' }, 'mean');
    expect(unread({ cells: [srBlock, raw], statistics: [sampler] }, 'mean')).to.have.length(1);
  });
});
