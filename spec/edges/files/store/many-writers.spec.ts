import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { Claims } from '../../../../harness/edges/files/store/claims.ts';
import { threadHeart } from '../../../../harness/edges/files/store/heart.ts';
import { thisWriter } from '../../../../harness/edges/files/store/writer.ts';
import { runs } from '../../../runs.ts';
import { lawOfManyWriters } from './many-writers.ts';

describe('a store that many machines use', () => {
  it('keeps one who computes from any other who would, gives over what the dead have claimed, and reads what was written or nothing', async () => {
    await fc.assert(lawOfManyWriters(true), { numRuns: runs(12) });
  });

  it('is told from one where those who are busy show no heartbeat', async () => {
    const { failed } = await fc.check(lawOfManyWriters(false), {
      numRuns: 40,
      seed: 1,
      endOnFailure: true,
    });
    expect(failed).to.equal(true);
  });

  describe('through claims', () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'latent-sr-claims-'));
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));
    const file = () => join(folder, 'k.claim');

    it('says who computes a stage, and nobody once the claim is released', async () => {
      const claims = new Claims(folder);
      const claim = await claims.take('k');
      expect(await claims.holder('k')).to.deep.equal(thisWriter);
      expect(await new Claims(folder).take('k')).to.equal(undefined);
      await claim!.release();
      expect(await claims.holder('k')).to.equal(undefined);
      expect(existsSync(file())).to.equal(false);
    });

    it('of a process of this machine that has ended, are taken over at once; of one not written yet, they are kept', async () => {
      const { pid } = spawnSync(process.execPath, ['-e', '0']);
      writeFileSync(file(), JSON.stringify({ ...thisWriter, pid }));
      const claim = await new Claims(folder).take('k');
      expect(JSON.parse(readFileSync(file(), 'utf8'))).to.include(thisWriter);
      await claim!.release();
      writeFileSync(file(), '');
      expect(await new Claims(folder).take('k')).to.equal(undefined);
    });

    it('that were taken over are left to the new holder', async () => {
      const claim = await new Claims(folder).take('k');
      rmSync(file());
      writeFileSync(file(), 'of another');
      await claim!.release();
      expect(readFileSync(file(), 'utf8')).to.equal('of another');
    });

    it('are released, and end with their lease, where the number of an inode does not last', async () => {
      const claim = await new Claims(folder).take('k');
      copied();
      await claim!.release();
      expect(existsSync(file())).to.equal(false);

      writeFileSync(file(), JSON.stringify({ ...thisWriter, host: 'elsewhere' }));
      utimesSync(file(), 1_700_000_000, 1_700_000_000);
      let now = 0;
      const around = { writer: thisWriter, heart: threadHeart(20_000), now: () => now, lease: 100 };
      const claims = new Claims(folder, around);
      expect(await claims.take('k')).to.equal(undefined);
      copied();
      now = 101;
      const taken = await claims.take('k');
      expect(await claims.holder('k')).to.deep.equal(thisWriter);
      await taken!.release();
    });

    /** The claim as another inode, of the same time. */
    function copied(): void {
      const { atime, mtime } = statSync(file());
      const aside = join(folder, 'copy');
      copyFileSync(file(), aside);
      utimesSync(aside, atime, mtime);
      renameSync(aside, file());
    }

    it('beat while the process computes without a pause', async () => {
      writeFileSync(file(), '');
      const heart = threadHeart(5);
      const descriptor = openSync(file(), 'r+');
      heart.keep(descriptor);
      const begun = statSync(file()).mtimeMs;
      const blocked = new Int32Array(new SharedArrayBuffer(4));
      // The thread starts while this one is blocked, and within seconds on any machine.
      for (let times = 0; times < 100 && statSync(file()).mtimeMs === begun; times++)
        Atomics.wait(blocked, 0, 0, 50);
      expect(statSync(file()).mtimeMs).to.be.above(begun);
      heart.close(descriptor);
    });
  });
});
