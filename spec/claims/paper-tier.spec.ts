import { expect } from 'chai';
import { asks } from '../../harness/claims/asks.ts';
import { readClaims, readExperiments, readProfile } from '../../harness/edges/files/declarations.ts';
import { workspaceAt } from '../../harness/edges/files/workspace.ts';
import { type ExperimentPlan, planExperiment } from '../../harness/pipeline/plan/experiment.ts';
import { everythingThere } from '../pipeline/everything-there.ts';

const workspace = workspaceAt(undefined, {});
const parts = readClaims(workspace).items.flatMap(({ id, parts: own }) =>
  own.map((part) => ({
    id: `${id} ${part.id}`,
    part,
    check: part.checks.find(({ tiers }) => tiers.includes('paper')),
  })),
);

describe("claims in the paper's tier", () => {
  it('have a check of every part, or a sentence why not', () => {
    const open = parts.filter(({ check }) => check === undefined);
    expect(open.filter(({ part }) => part.needs === undefined).map(({ id }) => id)).to.deep.equal([]);
    // What has a check has no sentence why not.
    expect(open.map(({ id }) => id)).to.deep.equal([
      'C26 order-encoders',
      'C29 whole',
      'C33 whole',
      'C34 alike',
      'C34 plateau',
    ]);
  });

  it('lack no statistic of a check but for what the profile says that nothing plays', async () => {
    const profile = readProfile(workspace, 'paper');
    const context = await everythingThere(workspace, profile);
    const unplayed = [profile.denoisers, profile.restorers, profile.autoencoders].flatMap((roles) =>
      Object.entries(roles).flatMap(([role, player]) => (player === null ? `'${role}'` : [])),
    );
    const plans = new Map<string, ExperimentPlan>();
    for (const experiment of readExperiments(workspace).items) {
      if (!parts.some(({ check }) => check?.experiment === experiment.id)) continue;
      plans.set(experiment.id, planExperiment(experiment, context));
    }
    const lacking = parts.flatMap(({ id, check }) =>
      (check?.criteria ?? []).flatMap((criterion) => {
        const { computed, absent } = plans.get(check!.experiment)!;
        if (computed.some(({ statistic, group }) => asks(criterion, statistic, group))) return [];
        const reasons = absent.filter(({ statistic, group }) => asks(criterion, statistic, group));
        const declared = reasons.some(({ reason }) => unplayed.some((role) => reason.includes(role)));
        return declared ? [] : [`${id}: ${criterion.statistic} ${reasons[0]?.reason}`];
      }),
    );
    expect(lacking).to.deep.equal([]);
  });
});
