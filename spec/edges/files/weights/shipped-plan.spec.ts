import { expect } from 'chai';
import { readShipped } from '../../../../harness/edges/files/weights/shipped.ts';
import { workspaceAt } from '../../../../harness/edges/files/workspace.ts';
import { workspacePorts } from '../../../../harness/edges/workspace-ports.ts';
import type { Stage } from '../../../../harness/pipeline/stage.ts';
import { prepare } from '../../../../harness/study/prepare.ts';
import { stagesOf } from '../../../../harness/study/stages.ts';

const workspace = workspaceAt(undefined, {});
const planOf = async (profile: string) => {
  const selection = { profile, only: [], seed: undefined, fromScratch: false };
  const prepared = await prepare(workspacePorts(workspace, { jobs: 1, warn: () => {} }), selection);
  return { faults: prepared.faults.map(({ message }) => message), stages: stagesOf(prepared) };
};
const trainingsIn = (stages: readonly Stage[]) =>
  stages.flatMap(({ kind, label }) => (kind.startsWith('train-') ? label : []));

describe('the plan of the embedded profile', () => {
  it('trains nothing: every network ships, and none ships that it does not use', async () => {
    const { faults, stages } = await planOf('embedded');
    const used = new Set(stages.map(({ declaration }) => declaration));
    const stale = [...readShipped(workspace)].filter(([declaration]) => !used.has(declaration));
    expect({
      faults,
      training: trainingsIn(stages),
      stale: stale.map(([, { folder }]) => folder),
    }).to.deep.equal({ faults: [], training: [], stale: [] });
  }).timeout(120_000);
});

describe('the plan of the profile of three trainings', () => {
  it('trains denoisers of the second and third seed alone, as many of either', async () => {
    const { faults, stages } = await planOf('trainings');
    expect(faults).to.deep.equal([]);
    const trainings = trainingsIn(stages);
    const ofSeed = (seed: number) =>
      trainings
        .filter((label) => label.endsWith(`, seeds ${seed} ${seed}`))
        .map((label) => label.slice(0, -3));
    expect(ofSeed(1)).to.have.members(ofSeed(2)).and.have.length(32);
    expect(trainings).to.have.length(64);
  }).timeout(120_000);
});
