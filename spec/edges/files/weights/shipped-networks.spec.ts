import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { readJson } from '../../../../harness/edges/files/declarations.ts';
import { validated } from '../../../../harness/edges/files/schemas.ts';
import { Store } from '../../../../harness/edges/files/store/store.ts';
import { shipNetworks } from '../../../../harness/edges/files/weights/ship-networks.ts';
import {
  type Provenance,
  readShipped,
  shippedFolder,
} from '../../../../harness/edges/files/weights/shipped.ts';
import { workspaceAt } from '../../../../harness/edges/files/workspace.ts';
import { shippedStage } from '../../../../harness/edges/stages/shipped.ts';
import { sha256 } from '../../../../harness/pipeline/canonical.ts';
import { createStage, type Stage } from '../../../../harness/pipeline/stage.ts';
import { noContext } from '../../../pipeline/stage-context.ts';

const own = workspaceAt(undefined, {});
const networks = existsSync(shippedFolder(own)) ? readdirSync(shippedFolder(own)).sort() : [];
const provenanceOf = (folder: string) =>
  validated<Provenance>('shipped-network', readJson(join(folder, 'provenance.json'), folder), folder);

describe('the networks of golden/networks', () => {
  for (const name of networks) {
    it(`${name} has the files of its provenance, and no other`, () => {
      const folder = join(shippedFolder(own), name);
      const { files } = provenanceOf(folder);
      expect(readdirSync(folder).sort()).to.deep.equal([...Object.keys(files), 'provenance.json'].sort());
      for (const [file, hash] of Object.entries(files))
        expect(sha256(new Uint8Array(readFileSync(join(folder, file)))), file).to.equal(hash);
    });
  }

  it('are one for each declaration, and take less than 40 MB in all', () => {
    const declarations = networks.map((name) => provenanceOf(join(shippedFolder(own), name)).declaration);
    expect(new Set(declarations).size).to.equal(networks.length);
    const bytes = networks.flatMap((name) =>
      readdirSync(join(shippedFolder(own), name)).map(
        (file) => statSync(join(shippedFolder(own), name, file)).size,
      ),
    );
    expect(bytes.reduce((a, b) => a + b, 0)).to.be.below(40e6);
  });
});

describe('shipping networks', () => {
  const root = mkdtempSync(join(tmpdir(), 'latent-sr-ship-'));
  after(() => rmSync(root, { recursive: true, force: true }));
  const workspace = workspaceAt(root, {});
  const store = new Store(workspace.store, () => {});
  const stage = (kind: string, label: string, params: object = {}, inputs: Record<string, Stage> = {}) =>
    createStage({ kind, label, params: { ...params }, inputs, work: 1 }, 'v1');
  const averaged = stage('train-denoiser', 'train denoiser x0, seeds 0 0', { seed: 0 });
  const unaveraged = stage('train-denoiser', 'train denoiser x0, seeds 1 1', { seed: 1 });
  const untrained = stage('train-autoencoder', 'train autoencoder medical, seed 0');
  const users = [
    stage('sample', 's', { weights: 'ema' }, { denoiser: averaged }),
    stage('sample', 't', { weights: 'raw' }, { denoiser: unaveraged }),
  ];
  const artifact = {
    'weights.safetensors': Uint8Array.of(1, 2),
    'raw.safetensors': Uint8Array.of(3),
    'curve.json': new TextEncoder().encode('{}'),
  };
  const shipped = async () => {
    await store.write(averaged.key, averaged.label, artifact, 12.4);
    await store.write(unaveraged.key, unaveraged.label, artifact, 7);
    return shipNetworks(workspace, [averaged, unaveraged, untrained, ...users], store);
  };

  it('writes what its schema accepts, names what is not trained, and keeps raw weights where they are used', async () => {
    const { shipped: done, absent, bytes } = await shipped();
    expect(absent).to.deep.equal(['train autoencoder medical, seed 0']);
    expect(bytes).to.equal(2 + 2 + 2 + 2 + 1);
    const found = done.map(({ folder }) => provenanceOf(folder));
    expect(found.map(({ declaration }) => declaration)).to.deep.equal([
      averaged.declaration,
      unaveraged.declaration,
    ]);
    expect(found.map(({ seconds }) => seconds)).to.deep.equal([12, 7]);
    expect(found.map(({ files }) => 'raw.safetensors' in files)).to.deep.equal([false, true]);
  });

  it('is read by declaration, whatever else lies about', async () => {
    await shipped();
    mkdirSync(join(shippedFolder(workspace), 'denoiser.1.unfinished'), { recursive: true });
    writeFileSync(join(shippedFolder(workspace), 'notes.txt'), 'x');
    const found = readShipped(workspace);
    expect([...found.keys()].sort()).to.deep.equal([averaged.declaration, unaveraged.declaration].sort());
    const { folder, files } = found.get(averaged.declaration)!;
    const { 'raw.safetensors': _, ...kept } = artifact;
    expect(await shippedStage.run({ files }, {}, folder, noContext)).to.deep.equal(kept);
  });

  it('stops with the file, both hashes and a remedy where a shipped file is damaged', async () => {
    await shipped();
    const { folder, files } = readShipped(workspace).get(averaged.declaration)!;
    const file = join(folder, 'weights.safetensors');
    writeFileSync(file, Uint8Array.of(1, 3));
    const failed = await Promise.resolve(shippedStage.run({ files }, {}, folder, noContext)).then(
      () => 'no error',
      (error: Error) => error.message,
    );
    expect(failed).to.include(
      `${file}: expected SHA-256 ${files['weights.safetensors']}, got ${sha256(Uint8Array.of(1, 3))}`,
    );
    expect(failed).to.include('check the file out again');
  });

  it('stops at a provenance with an unknown key, naming file and place', async () => {
    await shipped();
    const { folder } = readShipped(workspace).get(averaged.declaration)!;
    const file = join(folder, 'provenance.json');
    writeFileSync(file, JSON.stringify({ ...provenanceOf(folder), by: 'x' }));
    expect(() => readShipped(workspace)).to.throw(/provenance\.json \/: expected keys among .*, got "by"/);
    rmSync(folder, { recursive: true });
  });
});
