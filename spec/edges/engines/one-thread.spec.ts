import { expect } from 'chai';
import { assertOneThread, oneThread, oneThreadInStages } from '../../../harness/edges/engines/one-thread.ts';
import { engineChoices } from '../../../harness/edges/engines/open-engine.ts';
import { workspaceAt } from '../../../harness/edges/files/workspace.ts';
import { workspacePorts } from '../../../harness/edges/workspace-ports.ts';
import { runCli } from '../cli/run-cli.ts';

describe('threads of an engine that takes one', () => {
  it('are left to the default one in stages, and to all but WebAssembly elsewhere', () => {
    for (const engine of engineChoices) {
      expect(oneThreadInStages(engine) === undefined, engine).to.equal(engine === 'onnx');
      expect(oneThread(engine) === undefined, engine).to.equal(engine !== 'tfjs-wasm');
    }
  });

  it('are refused with the reason where more are asked for, by a run before anything is computed', async () => {
    const asking = (threads: number | undefined, engine: string | undefined) =>
      workspacePorts(workspaceAt(undefined), { jobs: 1, threads, warn: () => {} }).engine(engine);
    for (const [threads, engine] of [
      [1, 'tfjs-wasm'],
      [undefined, 'tfjs-wasm'],
      [4, 'onnx'],
    ] as const)
      await asking(threads, engine);
    const refused = await asking(2, 'tfjs-wasm').then(
      () => 'taken',
      (error: Error) => error.message,
    );
    expect(refused).to.equal(
      '--threads: expected 1, since WebAssembly runs in one thread, got 2; leave it out: more --jobs fill the cores',
    );
    expect(() => assertOneThread(2, oneThreadInStages('tfjs-node'), '')).to.throw(
      '--threads: expected 1, since several threads are not known to give the same bytes on tfjs-node, got 2; leave it out',
    );
  });

  it('are refused by a command that runs networks in its own process', async () => {
    const call = ['vae', 'reconstruct', '--vae', 'autoencoder-medical-seed-0', 'a.png', 'b.png'];
    const { code, stderr } = await runCli([...call, '--engine', 'tfjs-wasm', '--threads', '2']);
    expect(stderr).to.match(
      /^latent-sr: --threads: expected 1, since WebAssembly .*take another --engine\n$/,
    );
    expect(code).to.equal(1);
    // One a core, where nothing is asked for: the image is looked for first.
    expect((await runCli([...call, '--engine', 'tfjs-wasm'])).stderr).to.include('a.png');
  });
});
