import { expect } from 'chai';
import { readProfile } from '../../harness/edges/files/declarations.ts';
import { workspaceAt } from '../../harness/edges/files/workspace.ts';
import { findResources } from '../../harness/edges/resources.ts';
import { runCli } from './cli/run-cli.ts';

const assets = '/nowhere/at/all';
const workspace = { ...workspaceAt(undefined, {}), assets };

describe('what is not there yet', () => {
  it('is missing, and as it is declared where a plan asks for that', async () => {
    const profile = readProfile(workspace, 'paper');
    const [there, declared] = await Promise.all(
      [false, true].map(
        async (asDeclared) => (await findResources(workspace, profile, false, asDeclared)).context,
      ),
    );
    for (const [id, samples, hasMasks] of [
      ['mrnet', 120, false],
      ['brats', 700, true],
      ['cxr', 1000, false],
    ] as const) {
      expect(there!.dataset(id)).to.have.property('missing');
      expect(declared!.dataset(id)).to.deep.include({ samples, side: 256, hasMasks, hasLow: false });
    }
    expect(there!.asset('medvae-4-3')).to.have.property('missing');
    expect(declared!.asset('medvae-4-3')).to.have.property('files');
    // Of these nothing is declared that could be counted.
    for (const context of [there!, declared!])
      expect(context.dataset('mrnet-train')).to.have.property('missing');
  });

  it('costs two arms of a thousand steps for each of 1,820 images, where the main claim is asked', async () => {
    const before = process.env['LATENT_SR_ASSETS'];
    process.env['LATENT_SR_ASSETS'] = assets;
    try {
      const plan = async (...args: string[]) =>
        JSON.parse((await runCli(['plan', '--profile', 'paper', '--only', 'C01', '--json', ...args])).stdout);
      expect((await plan()).cost.calls).to.equal(0);
      expect((await plan('--as-declared')).cost.calls).to.equal(2 * 1000 * (120 + 700 + 1000));
    } finally {
      if (before === undefined) delete process.env['LATENT_SR_ASSETS'];
      else process.env['LATENT_SR_ASSETS'] = before;
    }
  });

  it('is in no file of stages, which somebody could run', async () => {
    for (const args of [
      ['--format', 'snakemake'],
      ['--out', 'plan.json'],
    ]) {
      const { code, stderr } = await runCli(['plan', '--as-declared', ...args]);
      expect(code).to.equal(1);
      expect(stderr).to.match(/expected no file of stages with --as-declared, .*; put the data there first/);
    }
  });
});
