import { spawnSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect } from 'chai';
import { writeCheckpoint } from './lightning-checkpoint.ts';

const root = resolve(import.meta.dirname, '..', '..');
const TENSORS = 100;
const EACH = 5 * 2 ** 20;

describe('reading a checkpoint of 500 MiB', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'latent-sr-memory-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  for (const [name, write] of [
    ['large.safetensors', writeSparse],
    ['large.ckpt', writeArchive],
  ] as const) {
    it(`${name} takes less memory than twice its size`, () => {
      const path = join(folder, name);
      write(path);
      expectSmall(path);
    });
  }
});

function expectSmall(path: string): void {
  const idle = peak('');
  const reading = peak(
    `const { readWeights } = await import('./harness/edges/files/weights/read-weights.ts'); if (readWeights(${JSON.stringify(path)}).size !== ${TENSORS}) throw new Error('tensors');`,
  );
  const size = (TENSORS * EACH) / 2 ** 10;
  console.log(`      ${((reading - idle) / size).toFixed(2)} times its size`);
  expect(reading - idle).to.be.below(2 * size);
}

/** The largest memory of a process that runs this, in KiB. */
function peak(code: string): number {
  const script = `${code} console.log(process.resourceUsage().maxRSS);`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '-e', script],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  expect(stderr).to.equal('');
  return Number(stdout);
}

/** A safetensors file of zeros that takes no room on the disk. */
function writeSparse(path: string): void {
  const entries = Array.from({ length: TENSORS }, (_, i) => [
    `t${i}`,
    { dtype: 'F32', shape: [EACH / 4], data_offsets: [i * EACH, (i + 1) * EACH] },
  ]);
  const header = Buffer.from(JSON.stringify(Object.fromEntries(entries)));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  const file = openSync(path, 'w');
  writeSync(file, Buffer.concat([length, header]));
  ftruncateSync(file, 8 + header.length + TENSORS * EACH);
  closeSync(file);
}

/** A checkpoint of zeros, written one storage at a time. */
function writeArchive(path: string): void {
  const entries = Array.from({ length: TENSORS }, (_, i) => ({
    name: `t${i}`,
    shape: [EACH / 4],
    bytes: () => new Uint8Array(EACH),
  }));
  writeCheckpoint(path, entries);
}
