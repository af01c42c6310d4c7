import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { Store } from '../../../../harness/edges/files/store/store.ts';
import { temporaryName, thisWriter } from '../../../../harness/edges/files/store/writer.ts';

const key = 'ab'.repeat(32);
const artifact = { 'a.bin': Uint8Array.of(1, 2, 3), 'b.json': new TextEncoder().encode('{"x":1}') };

describe("the store of stages' results", () => {
  let folder: string;
  let warnings: string[];
  let store: Store;
  const at = (name: string) => join(folder, key.slice(0, 2), key, name);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'latent-sr-store-'));
    warnings = [];
    store = new Store(folder, (message) => warnings.push(message));
    await store.write(key, 'a stage', artifact, 1);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('gives back what was written, byte for byte', async () => {
    expect(await store.read(key)).to.deep.equal(artifact);
    expect(warnings).to.deep.equal([]);
  });

  it('has nothing under another key', async () => {
    expect(await store.has('cd'.repeat(32))).to.equal(false);
    expect(await store.read('cd'.repeat(32))).to.equal(undefined);
  });

  const damages: readonly [string, () => Promise<void>, string][] = [
    ['a changed file', () => writeFile(at('a.bin'), Uint8Array.of(1, 2, 4)), 'a.bin'],
    ['a truncated file', () => truncate(at('b.json'), 2), 'b.json'],
    ['a missing file', () => rm(at('a.bin')), 'a.bin'],
    ['a broken manifest', () => writeFile(at('manifest.json'), '{"files"'), 'manifest'],
  ];
  for (const [what, damage, named] of damages) {
    it(`treats ${what} as absent, with a warning that names it`, async () => {
      await damage();
      expect(await store.read(key)).to.equal(undefined);
      expect(warnings).to.have.length(1);
      expect(warnings[0]).to.include(named);
      expect(await store.has(key)).to.equal(false);
    });
  }

  it('keeps the first of two equal results', async () => {
    await store.write(key, 'a stage', artifact, 1);
    expect(await store.read(key)).to.deep.equal(artifact);
    expect(await readdir(join(folder, 'unfinished'))).to.deep.equal([]);
  });

  it('does not see what was left unfinished, and sweeps what an ended process of this machine left', async () => {
    const other = 'ef'.repeat(32);
    await store.write(other, 'whole', artifact, 1);
    const unfinished = join(folder, 'unfinished');
    const ended = { ...thisWriter, pid: spawnSync(process.execPath, ['-e', '0']).pid };
    const left = [
      temporaryName(key, ended),
      temporaryName(key, thisWriter),
      temporaryName(key, { ...ended, host: 'another' }),
      temporaryName(key, { ...ended, space: 'another' }),
    ];
    for (const name of left) await writeFile(join(unfinished, name), 'half');
    expect(await store.has(key.replaceAll('a', 'b'))).to.equal(false);
    // A year later, since ages decide nothing where clocks differ.
    await store.sweep(Date.now() + 365 * 24 * 60 * 60 * 1000);
    expect((await readdir(unfinished)).sort()).to.deep.equal(left.slice(1).sort());
    expect(await store.read(other)).to.deep.equal(artifact);
  });

  it('stores a result where a killed process left half of a damaged one', async () => {
    await rm(at('manifest.json'));
    expect(await store.has(key)).to.equal(false);
    await store.write(key, 'a stage', artifact, 2);
    expect(await store.read(key)).to.deep.equal(artifact);
    expect(await readdir(join(folder, 'unfinished'))).to.deep.equal([]);
  });

  it('leaves a result alone that took the place of a damaged one while that was read', async () => {
    await writeFile(at('b.json'), 'other');
    const reading = store.read(key);
    // Another process found the same damage, and was faster.
    await rm(join(folder, key.slice(0, 2), key), { recursive: true });
    await store.write(key, 'a stage', artifact, 2);
    await reading;
    expect(await store.read(key)).to.deep.equal(artifact);
  });

  it('says how long a result took, and nothing of one that is absent or broken', async () => {
    expect(await store.secondsOf(key)).to.equal(1);
    expect(await store.secondsOf('cd'.repeat(32))).to.equal(undefined);
    await writeFile(at('manifest.json'), '{"files"');
    expect(await store.secondsOf(key)).to.equal(undefined);
  });

  it('says when a result was computed, by its file where an earlier version wrote no hour', async () => {
    const around = Date.parse((await store.timesOf(key))!.ended);
    expect(around).to.be.within(Date.now() - 60_000, Date.now());
    const { ended: _, ...earlier } = JSON.parse(await readFile(at('manifest.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    await writeFile(at('manifest.json'), JSON.stringify(earlier));
    await utimes(at('manifest.json'), new Date(0), new Date('2026-01-02T03:04:05Z'));
    expect(await store.timesOf(key)).to.eql({
      seconds: 1,
      began: '2026-01-02T03:04:04.000Z',
      ended: '2026-01-02T03:04:05.000Z',
    });
    expect(await store.timesOf('cd'.repeat(32))).to.equal(undefined);
  });

  const state = Uint8Array.from({ length: 100 }, (_, i) => 255 - i);
  const other = 'ef'.repeat(32);
  const file = () => join(folder, 'unfinished', `${other}.checkpoint`);

  it('gives back the last checkpoint of a stage, and none where there is none', async () => {
    expect(await store.checkpoint(other).read()).to.equal(undefined);
    await store.checkpoint(other).write(Uint8Array.of(1));
    await store.checkpoint(other).write(state);
    expect(await store.checkpoint(other).read()).to.deep.equal(state);
    expect(await store.checkpoint(key).read()).to.equal(undefined);
    expect(await store.has(other)).to.equal(false);
    expect(warnings).to.deep.equal([]);
  });

  for (const [what, damage] of [
    ['changed', (bytes: Uint8Array) => bytes.map((byte, i) => (i === 70 ? byte ^ 1 : byte))],
    ['truncated', (bytes: Uint8Array) => bytes.subarray(0, 90)],
    ['nearly empty', (bytes: Uint8Array) => bytes.subarray(0, 10)],
    ['empty', () => new Uint8Array()],
  ] as const) {
    it(`ignores a ${what} checkpoint, with a warning`, async () => {
      await store.checkpoint(other).write(state);
      await writeFile(file(), damage(await readFile(file())));
      expect(await store.checkpoint(other).read()).to.equal(undefined);
      expect(warnings).to.deep.equal(['store: a checkpoint has changed; starting over']);
    });
  }

  it('removes the checkpoint once the stage is stored, by this process or a faster one', async () => {
    for (let time = 0; time < 2; time++) {
      await store.checkpoint(other).write(state);
      await store.write(other, 'a training', artifact, 1);
      expect(await readdir(join(folder, 'unfinished'))).to.deep.equal([]);
    }
  });

  it('keeps a checkpoint for weeks', async () => {
    await store.checkpoint(other).write(state);
    const day = 24 * 60 * 60 * 1000;
    await store.sweep(Date.now() + day);
    expect(await readdir(join(folder, 'unfinished'))).to.deep.equal([`${other}.checkpoint`]);
    await store.sweep(Date.now() + 31 * day);
    expect(await readdir(join(folder, 'unfinished'))).to.deep.equal([]);
  });
});
