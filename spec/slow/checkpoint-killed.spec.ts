import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'chai';
import { Store } from '../../harness/edges/files/store/store.ts';
import type { ToWrite } from './checkpoint-writer.ts';

const key = 'ab'.repeat(32);
/** A training of the paper's UNet has 1.6 GB; no call of the system, and no hash, takes 2 GiB at once. */
const bytes = 2 ** 31 + 2 ** 20;

describe('a checkpoint above 2 GiB', function () {
  this.timeout(300_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'latent-sr-checkpoint-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  const unfinished = () => readdirSync(join(folder, 'unfinished'));
  const half = () => unfinished().find((name) => name.includes('~'));

  const writer = async (value: number) => {
    const child = fork(join(import.meta.dirname, 'checkpoint-writer.ts'));
    child.send({ folder, key, bytes, value } satisfies ToWrite);
    await once(child, 'message');
    return child;
  };
  const store = () => new Store(folder, (message) => expect.fail(message));
  const reached = async () => {
    const state = (await store().checkpoint(key).read())!;
    return [state.length, state[0], state.at(-1)];
  };

  it('is read back, also where another that was to follow it was killed while it was written', async () => {
    await once(await writer(1), 'exit');
    for (const share of [0.1, 0.9]) {
      const doomed = await writer(2);
      const written = () => (half() ? statSync(join(folder, 'unfinished', half()!)).size : 0);
      while (doomed.exitCode === null && written() < share * bytes) await wait(5);
      doomed.kill('SIGKILL');
      await once(doomed, 'exit');
      expect(half(), 'half of a file').to.not.equal(undefined);
      await store().sweep(Date.now());
      expect(unfinished()).to.deep.equal([`${key}.checkpoint`]);
      expect(await reached()).to.deep.equal([bytes, 1, 1]);
    }
    await once(await writer(2), 'exit');
    expect(await reached()).to.deep.equal([bytes, 2, 2]);
  });
});
