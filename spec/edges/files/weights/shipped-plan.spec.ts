import { expect } from 'chai';
import { readShipped } from '../../../../harness/edges/files/weights/shipped.ts';
import { workspaceAt } from '../../../../harness/edges/files/workspace.ts';
import { workspacePorts } from '../../../../harness/edges/workspace-ports.ts';
import { prepare } from '../../../../harness/study/prepare.ts';
import { stagesOf } from '../../../../harness/study/stages.ts';

describe('the plan of the embedded profile', () => {
  it('trains nothing: every network ships, and none ships that it does not use', async () => {
    const workspace = workspaceAt(undefined, {});
    const selection = { profile: 'embedded', only: [], seed: undefined, fromScratch: false };
    const prepared = await prepare(workspacePorts(workspace, { jobs: 1, warn: () => {} }), selection);
    const stages = stagesOf(prepared);
    const used = new Set(stages.map(({ declaration }) => declaration));
    const stale = [...readShipped(workspace)].filter(([declaration]) => !used.has(declaration));
    expect({
      faults: prepared.faults.map(({ message }) => message),
      training: stages.filter(({ kind }) => kind.startsWith('train-')).map(({ label }) => label),
      stale: stale.map(([, { folder }]) => folder),
    }).to.deep.equal({ faults: [], training: [], stale: [] });
  }).timeout(120_000);
});
