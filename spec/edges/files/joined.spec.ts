import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { resolveDataset } from '../../../harness/datasets/resolve-dataset.ts';
import { locateDataset } from '../../../harness/edges/files/datasets/locate.ts';
import { fingerprintDataset, readDataset } from '../../../harness/edges/files/datasets/read-dataset.ts';
import { workspaceAt } from '../../../harness/edges/files/workspace.ts';

/** A volume of 8 x 8 x 3 shorts, from the number of each voxel: x + 8 y + 64 z. */
const nrrd = (valueAt: (voxel: number) => number) => {
  const header = 'NRRD0004\ntype: short\ndimension: 3\nsizes: 8 8 3\nendian: little\nencoding: gzip\n\n';
  const values = Int16Array.from({ length: 192 }, (_, i) => valueAt(i));
  return Buffer.concat([Buffer.from(header), gzipSync(Buffer.from(values.buffer))]);
};
/** Two NIfTI volumes of 8 x 8 x 1 shorts, the second of twice the numbers. */
function nifti(): Uint8Array {
  const bytes = new Uint8Array(352 + 2 * 128);
  const view = new DataView(bytes.buffer);
  view.setInt32(0, 348, true);
  for (const [i, value] of [4, 8, 8, 1, 2, 1, 1, 1].entries()) view.setInt16(40 + 2 * i, value, true);
  view.setInt16(70, 4, true);
  view.setInt16(72, 16, true);
  view.setFloat32(108, 352, true);
  bytes.set(new TextEncoder().encode('n+1'), 344);
  for (let i = 0; i < 128; i++) view.setInt16(352 + 2 * i, i < 64 ? i : 2 * (i - 64), true);
  return bytes;
}
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
    const times = (factor: number) => nrrd((voxel) => voxel * factor);
    for (const [name, bytes] of Object.entries({
      'a/a_image': times(1),
      'a/b_image': times(2),
      'b/b_image': times(3),
      // Inside is the half of each slice with the larger x, which rows are.
      'a/a_label': nrrd((voxel) => Number(voxel % 8 >= 4)),
    }))
      writeFileSync(join(folder, `${name}.nrrd`), bytes);
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
      ['masked', 8],
    ]);
    const { files } = await fingerprintDataset(joined(volume(), first), folder);
    expect(files.map(({ path }) => path)).to.deep.equal([
      'a/a_image.nrrd',
      'a/b_image.nrrd',
      'a/a_label.nrrd',
    ]);
  });

  it('take the volume of a file of several that is asked for', async () => {
    writeFileSync(join(folder, 'b', 'two.nii'), nifti());
    const of = (more: object) =>
      read(
        joined(
          volume({
            root: 'b',
            files: '(?<subject>two)',
            slices: { indices: [0] },
            scaling: '0..200',
            ...more,
          }),
        ),
      );
    const [one, two] = [await of({ volume: 0 }), await of({ volume: 1 })];
    expect(two[0]!.image.data[3]).to.be.closeTo(2 * one[0]!.image.data[3]!, 1e-12);
    await refused(of({}), /two\.nii: expected one volume, got 2 volumes; /);
    await refused(of({ volume: 2 }), /two\.nii: expected one volume, got volume 2 of 2; /);
    rmSync(join(folder, 'b', 'two.nii'));
  });

  it('are cut into patches with their masks', async () => {
    const patches = { side: 2, leastDeviation: 0 };
    const samples = await read(joined(volume({ files: '^(?<subject>a)_image', patches, masks })));
    expect(samples.map(({ id }) => id)).to.deep.equal(
      ['r0c0', 'r0c1', 'r1c0', 'r1c1'].map((at) => `a_image_z01_${at}`),
    );
    expect(samples.map(({ image, mask }) => [image.width, mask?.data[0], mask?.data.length])).to.deep.equal([
      [2, 0, 4],
      [2, 0, 4],
      [2, 1, 4],
      [2, 1, 4],
    ]);
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
    await refused(read(joined(volume({ subject: 'a' }))), /^all \/parts\/0\/subject: expected no keys but /);
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
      expect(planned).to.deep.include({
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
