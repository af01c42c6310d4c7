import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { resolveDataset } from '../../../harness/datasets/resolve-dataset.ts';
import { prepareImages } from '../../../harness/edges/files/datasets/prepare-images.ts';
import { readDataset } from '../../../harness/edges/files/datasets/read-dataset.ts';
import { sourceOf } from '../../../harness/edges/files/datasets/source-of.ts';
import { readPngHeader } from '../../../harness/edges/files/images/png-header.ts';
import { validated } from '../../../harness/edges/files/schemas.ts';
import { workspaceAt } from '../../../harness/edges/files/workspace.ts';
import { runCli } from './run-cli.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const raw = (set: string) => join(root, 'golden/oracles/raw-images', set);

describe('latent-sr prepare', () => {
  let out: string;
  before(() => {
    out = mkdtempSync(join(tmpdir(), 'latent-sr-'));
  });
  after(() => rmSync(out, { recursive: true }));
  it('writes the folders that a data set of PNG files has: the very images that are read in place', async () => {
    const { stdout, stderr } = await runCli([
      'prepare',
      'mimic-cxr',
      raw('mimic-cxr'),
      '--out',
      out,
      '--json',
    ]);
    expect(stderr).to.equal('');
    const document = validated<{ images: number; parts: string[] }>('prepare', JSON.parse(stdout), 'stdout');
    expect(document).to.deep.include({ images: 3, subjects: 2, files: 3, parts: ['hr', 'lr'] });
    expect(readdirSync(join(out, 'valid'))).to.deep.equal(['hr', 'lr']);
    const folder = { id: 'f', kind: 'folder', root: out, split: 'valid', subject: '^p(\\d+)_|^.+$' };
    const source = { published: 'mimic-cxr', procedure: 'released', root: raw('mimic-cxr') };
    const { samples } = await readDataset(folder, '/');
    const resolved = resolveDataset({ ...folder, source }, 'f.json') as { source?: object };
    const inPlace = await readDataset(resolved.source, '/');
    const plain = (all: typeof samples) =>
      all.map(({ id, subject, image, lowResolution }) => ({ id, subject, image, lowResolution }));
    expect(plain(samples)).to.deep.equal(plain([...inPlace.samples].sort((a, b) => (a.id < b.id ? -1 : 1))));
    expect(samples[0]!.lowResolution!.width).to.equal(64);
  });

  it('says in one line what is wrong, and what the download should hold', async () => {
    const { stderr } = await runCli(['prepare', 'mrnet', raw('brats'), '--out', out]);
    expect(stderr).to.equal(
      `latent-sr: ${raw('brats')}: expected train|valid/axial|coronal|sagittal/NNNN.npy, got no such file; name the folder that holds these\n`,
    );
    expect(() => sourceOf(workspaceAt(root), 'nothing', '.', 'released', 'valid')).to.throw(
      'latent-sr prepare: expected mrnet, brats, mimic-cxr, mimic-cxr-dicom, or a data set of kind raw, got "nothing"; correct the name, or declare it in experiments/datasets/nothing.json',
    );
    expect(() => sourceOf(workspaceAt(root), 'real-mr', '.', 'released', 'valid')).to.throw(
      'this one needs no preparation',
    );
  });

  it('leaves no images of two preparations side by side, and none where one fails', async () => {
    const mixed = join(out, 'mixed');
    const source = (procedure: string) =>
      sourceOf(workspaceAt(root), 'mrnet', raw('mrnet'), procedure, 'valid');
    const { images } = await prepareImages(source('released'), mixed, 'valid');
    expect((await prepareImages(source('released'), mixed, 'valid')).images).to.equal(images);
    const other = await prepareImages(source('described'), mixed, 'valid').catch(
      (error: Error) => error.message,
    );
    expect(other).to.match(
      /valid.hr: expected no other images .*, got 2 others, as sagittal_1130_middle\.png; take/,
    );
    expect(readdirSync(join(mixed, 'valid/hr'))).to.have.length(images);
    const { raw: declared, ...rest } = source('released');
    const twice = { ...rest, raw: { ...declared, name: 'one' } };
    const failed = await prepareImages(twice, join(out, 'failed'), 'valid').catch(
      (error: Error) => error.message,
    );
    expect(failed).to.include('expected every id once, got "one" twice');
    expect(readdirSync(join(out, 'failed'))).to.deep.equal([]);
  });

  it('keeps 16 bits where 8 would round', async () => {
    const source = sourceOf(workspaceAt(root), 'mimic-cxr', raw('mimic-cxr'), 'described', 'valid');
    await prepareImages(source, join(out, 'described'), 'valid');
    const files = readdirSync(join(out, 'described/valid/hr'));
    const bytes = readFileSync(join(out, 'described/valid/hr', files[0]!));
    expect(readPngHeader(bytes, 'png').bits).to.equal(16);
  });
});
