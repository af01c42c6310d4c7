import { spawnSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect } from 'chai';
import { Zip, ZipPassThrough } from 'fflate';

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

/** A checkpoint as Lightning saves it, its zeros written one storage at a time. */
function writeArchive(path: string): void {
  const zip = new Zip();
  const file = openSync(path, 'w');
  zip.ondata = (error, chunk) => {
    if (error) throw error;
    writeSync(file, chunk);
  };
  const add = (name: string, bytes: Uint8Array) => {
    const entry = new ZipPassThrough(name);
    zip.add(entry);
    entry.push(bytes, true);
  };
  add('large/data.pkl', pickled());
  for (let i = 0; i < TENSORS; i++) add(`large/data/${i}`, new Uint8Array(EACH));
  zip.end();
  closeSync(file);
}

/** `{'state_dict': {'t0': tensor, ...}}` in protocol 2. */
function pickled(): Uint8Array {
  const text = (value: string) => [0x58, value.length, 0, 0, 0, ...Buffer.from(value)];
  const whole = (value: number) => [0x4a, ...new Uint8Array(Int32Array.of(value).buffer)];
  const name = (module: string, of: string) => [0x63, ...Buffer.from(`${module}\n${of}\n`)];
  const tensors = Array.from({ length: TENSORS }, (_, i) => [
    ...text(`t${i}`),
    ...name('torch._utils', '_rebuild_tensor_v2'),
    ...[0x28, 0x28, ...text('storage'), ...name('torch', 'FloatStorage'), ...text(`${i}`), ...text('cpu')],
    ...[...whole(EACH / 4), 0x74, 0x51, ...whole(0), ...whole(EACH / 4), 0x85, ...whole(1), 0x85],
    ...[0x89, 0x7d, 0x74, 0x52],
  ]).flat();
  return Uint8Array.from([0x80, 2, 0x7d, ...text('state_dict'), 0x7d, 0x28, ...tensors, 0x75, 0x73, 0x2e]);
}
