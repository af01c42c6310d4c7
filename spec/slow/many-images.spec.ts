import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect } from 'chai';
import { encodedRows, type Row } from '../../harness/pipeline/row.ts';

const root = resolve(import.meta.dirname, '..', '..');
const SUBJECTS = 100;
const SLICES = 1000;
const SIDE = 16;

describe('many images', () => {
  it('100,000 of them are planned, measured, judged and reported in less than 2 GB', () => {
    const folder = mkdtempSync(join(tmpdir(), 'latent-sr-many-'));
    const run = (...args: string[]) =>
      spawnSync(
        process.execPath,
        ['--import', join(root, 'spec/slow/peak-memory.mjs'), join(root, 'harness/latent-sr.mjs'), ...args],
        { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 28 },
      );
    expect(run('init', '.').status).to.equal(0);
    mkdirSync(join(folder, 'stacks'));
    for (let i = 0; i < SUBJECTS; i++) writeFileSync(join(folder, 'stacks', `s${i}.npy`), stack(i));
    const set = {
      id: 'leaves',
      title: 'Blocks',
      kind: 'raw',
      root: './stacks',
      files: '^(?<subject>s\\d+)\\.npy$',
      axis: 0,
      slices: { count: SLICES, from: 0, to: 1 },
      scaling: 'unit',
      task: 'described-4x',
    };
    writeFileSync(join(folder, 'experiments/datasets/leaves.json'), JSON.stringify(set));
    for (const command of [
      ['plan', '--format', 'json'],
      ['reproduce', '--json', '--jobs', '1'],
    ]) {
      const { status, stdout, stderr } = run(...command);
      expect(status, stderr).to.equal(0);
      const peak = Number(/peak (\d+) KiB/.exec(stderr)![1]) / 2 ** 20;
      console.log(`      ${command[0]}: ${peak.toFixed(2)} GiB`);
      expect(peak).to.be.below(2);
      if (command[0] === 'reproduce') expect(stdout).to.include(`"n": ${SUBJECTS * SLICES}`);
    }
    expect(statSync(join(folder, 'reports/runs/main/rows.jsonl')).size).to.be.above(10 ** 7);
    rmSync(folder, { recursive: true });
  });

  it('rows beyond the longest text there is are written in parts', () => {
    let bytes = 0;
    for (const part of encodedRows(rows(6_000_000))) bytes += part.length;
    expect(bytes).to.be.above(2 ** 29);
  });
});

function* rows(count: number): Generator<Row> {
  for (let i = 0; i < count; i++) {
    const sample = `brain_subject-${String(i).padStart(9, '0')}_z077`;
    yield { cell: 'brain/4x/latent-diffusion', sample, subject: `subject-${i}`, score: 'psnr', value: i / 7 };
  }
}

/** A NumPy file of blocks of 4 x 4 pixels, of 8 bits. */
function stack(seed: number): Uint8Array {
  const dictionary = `{'descr': '|u1', 'fortran_order': False, 'shape': (${SLICES}, ${SIDE}, ${SIDE}), }`;
  const header = `${dictionary.padEnd(117)}\n`;
  const bytes = new Uint8Array(10 + header.length + SLICES * SIDE * SIDE);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length, 0]);
  bytes.set(new TextEncoder().encode(header), 10);
  for (let i = 0; i < SLICES * SIDE * SIDE; i++) {
    const [x, y, z] = [i % SIDE, Math.floor(i / SIDE) % SIDE, Math.floor(i / SIDE ** 2)];
    bytes[10 + header.length + i] =
      ((x >> 2) * 61 + (y >> 2) * 37 + z * 29 + seed * 17 + ((x * y + z) % 5) * 9) % 256;
  }
  return bytes;
}
