import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect } from 'chai';
import { Claims } from '../../../../harness/edges/files/store/claims.ts';

/** Reads a file over and over, and counts how often it was there, and there without its content. */
const reader = `
  const { readFileSync } = require('node:fs');
  const { parentPort, workerData: { file, flags } } = require('node:worker_threads');
  const seen = { whole: 0, empty: 0 };
  while (Atomics.load(flags, 0) === 0) {
    try { seen[readFileSync(file).length > 0 ? 'whole' : 'empty']++; } catch {}
  }
  parentPort.postMessage(seen);
`;

describe('a claim', () => {
  it('is never there without the name of who holds it, since a kill at that moment would leave it nameless', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'latent-sr-claims-'));
    try {
      const flags = new Int32Array(new SharedArrayBuffer(4));
      const worker = new Worker(reader, { eval: true, workerData: { file: join(folder, 'k.claim'), flags } });
      const told = new Promise<{ whole: number; empty: number }>((done) => worker.once('message', done));
      await new Promise((done) => worker.once('online', done));
      const claims = new Claims(folder);
      for (let i = 0; i < 2000; i++) await (await claims.take('k'))!.release();
      Atomics.store(flags, 0, 1);
      const { whole, empty } = await told;
      expect(whole).to.be.above(0);
      expect(empty).to.equal(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
