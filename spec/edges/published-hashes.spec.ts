import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { workspaceAt } from '../../harness/edges/files/workspace.ts';
import { workspacePorts } from '../../harness/edges/workspace-ports.ts';

describe('weights whose hash is published', () => {
  it('are missing evidence where another file stands in their place', async () => {
    const assets = mkdtempSync(join(tmpdir(), 'latent-sr-'));
    for (const name of ['alexnet-owt-7be5be79.pth', 'alex.pth']) {
      mkdirSync(join(assets, 'lpips-alex-v0.1'), { recursive: true });
      writeFileSync(join(assets, 'lpips-alex-v0.1', name), 'weights of somebody');
    }
    const ports = workspacePorts(workspaceAt(undefined, { LATENT_SR_ASSETS: assets }), {
      jobs: 1,
      warn: () => {},
    });
    const { context } = await ports.resources(ports.declarations.profile('smoke'), false);
    rmSync(assets, { recursive: true });
    const asset = context.asset('lpips-alex-v0.1');
    expect('missing' in asset && asset.missing).to.match(
      /^needs the asset lpips-alex-v0\.1: .* is another file than the published one \(SHA-256 \w{8}\.\.\., published \w{8}\.\.\.\); fetch it again$/,
    );
  });
});
