import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { resolveDataset } from '../../../harness/datasets/resolve-dataset.ts';
import { locateDataset } from '../../../harness/edges/files/datasets/locate.ts';
import { fingerprintDataset, readDataset } from '../../../harness/edges/files/datasets/read-dataset.ts';
import { workspaceAt } from '../../../harness/edges/files/workspace.ts';

/** A volume of 8 x 8 x 3 shorts whose value at (x, y, z) is x + 8 y + 64 z, times a factor. */
const nrrd = (factor: number) => {
  const header = 'NRRD0004\ntype: short\ndimension: 3\nsizes: 8 8 3\nendian: little\nencoding: gzip\n\n';
  const values = Int16Array.from({ length: 192 }, (_, i) => i * factor);
  return Buffer.concat([Buffer.from(header), gzipSync(Buffer.from(values.buffer))]);
};
const size = (n: number) => ({ height: n, width: n, kernel: 'box', mode: 'float' });
const volume = (more: object = {}) => ({
  root: 'a',
  files: '^(?<subject>[ab])_image\\.nrrd$',
  axis: 2,
  slices: { indices: [1] },
  scaling: 'volume-min-max',
  size: size(4),
  ...more,
});
const masks = { from: 'image', to: 'label' };
const joined = (...parts: object[]) => ({ id: 'all', kind: 'joined', parts });

describe('raw images joined into one set', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'latent-sr-joined-'));
    for (const name of ['a', 'b']) mkdirSync(join(folder, name));
    for (const [name, factor] of [
      ['a/a_image', 1],
      ['a/a_label', 1],
      ['a/b_image', 2],
      ['b/b_image', 3],
    ] as const)
      writeFileSync(join(folder, `${name}.nrrd`), nrrd(factor));
  });
  after(() => rmSync(folder, { recursive: true }));
  const read = async (declaration: object) => (await readDataset(declaration, folder, 'all')).samples;

  it('come in the order of their parts, sliced, scaled and resized, under the subjects that their patterns say', async () => {
    const samples = await read(
      joined(volume({ root: 'b', name: 'second_{slice}' }), volume({ name: '{stem}' })),
    );
    expect(samples.map(({ id, subject }) => [id, subject])).to.deep.equal([
      ['second_01', 'b'],
      ['a_image', 'a'],
      ['b_image', 'b'],
    ]);
    // Rows are the first axis: the mean over x in {0, 1}, y in {0, 1} of x + 8 y + 64, over 191.
    expect(samples[1]!.image.data[0]).to.be.closeTo((64 + 4.5) / 191, 1e-12);
    expect(samples[1]!.image.data[1]).to.be.closeTo((64 + 4.5 + 16) / 191, 1e-12);
    expect(samples[1]!.image.data).to.deep.equal(samples[2]!.image.data);
  });

  it('may have masks in some parts and none in others, of one file too', async () => {
    const first = volume({ files: '^(?<subject>a)_image\\.nrrd$', slices: { indices: [0] }, masks });
    const samples = await read(joined(volume({ name: '{stem}_{slice}' }), { ...first, name: 'masked' }));
    expect(
      samples.map(({ id, mask }) => [id, mask?.data.reduce((sum, inside) => sum + inside, 0)]),
    ).to.deep.equal([
      ['a_image_01', undefined],
      ['b_image_01', undefined],
      // Label 0 is at the first voxel only, which the nearest pixel of a quarter is not.
      ['masked', 16],
    ]);
    const { files } = await fingerprintDataset(joined(volume(), first), folder);
    expect(files.map(({ path }) => path)).to.deep.equal([
      'a/a_image.nrrd',
      'a/b_image.nrrd',
      'a/a_label.nrrd',
    ]);
  });

  it('are cut into patches with their masks', async () => {
    const patches = { side: 2, leastDeviation: 0 };
    const samples = await read(joined(volume({ files: '^(?<subject>a)_image', patches, masks })));
    expect(samples.map(({ id }) => id)).to.deep.equal(
      ['r0c0', 'r0c1', 'r1c0', 'r1c1'].map((at) => `a_image_z01_${at}`),
    );
    expect(samples.every(({ image, mask }) => image.width === 2 && mask!.width === 2)).to.equal(true);
    const whole = (await read(joined(volume({ files: '^(?<subject>a)_image' }))))[0]!.image;
    expect(samples[3]!.image.data[0]).to.equal(whole.data[10]);
    const few = await read(
      joined(volume({ patches: { side: 2, leastDeviation: 10 } }), volume({ root: 'b', size: size(2) })),
    );
    expect(few).to.have.length(1);
  });

  it('are refused where sizes or masks differ in size, a part chooses by tables or counts, or there is none', async () => {
    await refused(
      read(joined(volume(), volume({ root: 'b', name: 'other', size: size(2) }))),
      /^all, image of .*: expected the size of .*; give all images one size$/,
    );
    await refused(
      read(joined(volume({ take: { of: 'files', count: 1 } }))),
      /^all \/parts\/0: expected a part that takes all files of its pattern, /,
    );
    await refused(read(joined()), /^all \/parts: expected a list of raw images, got \[\]/);
    await refused(
      read(joined(volume({ root: '../a' }))),
      /^all \/parts\/0 \/?root: |^all \/parts\/0\/root: /,
    );
    await refused(
      read(joined(volume({ axis: 2, files: 'nothing' }))),
      /^all: expected at least one image file/,
    );
  });

  it('are resolved once and for all', () => {
    const once = resolveDataset(
      joined(volume({ patches: { side: 2, leastDeviation: 0 }, masks, scaling: '-10..10' })),
      'all',
    );
    expect(resolveDataset(once, 'all')).to.deep.equal(once);
  });

  it('of assets that are not there say which command fetches them', async () => {
    const workspace = workspaceAt(undefined, { LATENT_SR_ASSETS: join(folder, 'none') });
    for (const id of ['real-brain', 'real-chest', 'real-joint', 'real-patients']) {
      const { planned } = await locateDataset(workspace, id, null, 'spec');
      expect(planned).to.deep.equal({
        id,
        missing: `needs the data set ${id}: run latent-sr assets fetch real-images`,
      });
    }
  });
});

async function refused(work: Promise<unknown>, message: RegExp): Promise<void> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown as Error,
  );
  expect(error?.message).to.match(message);
}
