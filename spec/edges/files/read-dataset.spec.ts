import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { fingerprintDataset, readDataset } from '../../../harness/edges/files/datasets/read-dataset.ts';
import { encodePng } from '../../../harness/edges/files/images/png.ts';
import { createImage } from '../../../harness/numeric/image.ts';
import { InputError } from '../../../harness/numeric/input-error.ts';

const set = { id: 'brats', kind: 'folder', root: 'data', split: 'valid', subject: '^brats_(.+)_z' };
const volumes = {
  id: 'n',
  kind: 'raw',
  root: 'volumes',
  files: '[.]nii',
  axis: 2,
  slices: { indices: [0, 1] },
  scaling: 'volume-min-max',
};

describe('reading a data set (readDataset)', () => {
  let base: string;
  beforeEach(async () => {
    base = await mkdtemp(join(tmpdir(), 'latent-sr-'));
    for (const part of ['hr', 'lr', 'seg_masks'])
      await mkdir(join(base, 'data', 'valid', part), { recursive: true });
    await mkdir(join(base, 'volumes', 'a'), { recursive: true });
  });
  afterEach(() => rm(base, { recursive: true }));

  const path = (part: string, stem: string) => join(base, 'data', 'valid', part, `${stem}.png`);
  const png = (part: string, stem: string, side: number, value = 0.2) =>
    writeFile(
      path(part, stem),
      encodePng(createImage(1, side, side, new Float64Array(side * side).fill(value)), {
        bits: 8,
        rounding: 'round',
      }),
    );
  const refusal = async (declaration: object): Promise<string> => {
    try {
      await readDataset(declaration, base, 'set.json');
    } catch (error) {
      expect(error).to.be.instanceOf(InputError);
      return (error as Error).message;
    }
    return expect.fail('it was read');
  };

  it('scales slices of the MR volume by the extremes before or after the resize, as it is told', async () => {
    const size = { height: 32, width: 32, kernel: 'bilinear', mode: 'float' };
    const slices = { id: 'mr', kind: 'real-mr', scaling: 'slice-min-max', size };
    const ends = async (order: string) => {
      const { samples } = await readDataset({ ...slices, order }, base);
      return samples.map(({ image }) => [Math.min(...image.data), Math.max(...image.data)]);
    };
    expect(await ends('resize-first')).to.deep.equal(Array.from({ length: 20 }, () => [0, 1]));
    expect((await ends('scale-first')).every(([low, high]) => low >= 0 && high < 0.99)).to.equal(true);
  });

  it('pairs HR, LR and masks by stem, whatever their order on disk', async () => {
    for (const stem of ['brats_7_z10', 'brats_12_z02', 'brats_7_z02']) {
      await png('lr', stem, 2, (99 + stem.length) / 255);
      await png('seg_masks', stem, 8, 1);
      await png('hr', stem, 8, (99 + stem.length) / 255);
    }
    const { samples } = await readDataset({ ...set, partners: ['lr', 'seg_masks'] }, base);
    expect(samples.map(({ id, subject }) => [id, subject])).to.deep.equal([
      ['brats_12_z02', '12'],
      ['brats_7_z02', '7'],
      ['brats_7_z10', '7'],
    ]);
    for (const { id, image, lowResolution, mask } of samples) {
      expect(lowResolution?.width).to.equal(2);
      expect(lowResolution?.data[0]).to.equal((99 + id.length) / 255);
      expect(image.data[0]).to.equal((99 + id.length) / 255);
      expect(mask?.data[0]).to.equal(1);
    }
  });

  it('hashes what it decoded, under names that no machine changes, as the fingerprint does', async () => {
    await png('hr', 'brats_1_z1', 4);
    await png('lr', 'brats_1_z1', 1);
    const { source } = await readDataset(set, base);
    const bytes = await readFile(path('hr', 'brats_1_z1'));
    expect(source.files.map((file) => file.path)).to.deep.equal([
      'valid/hr/brats_1_z1.png',
      'valid/lr/brats_1_z1.png',
    ]);
    expect(source.files[0]).to.include({
      sha256: createHash('sha256').update(bytes).digest('hex'),
      bytes: bytes.length,
    });
    expect(await fingerprintDataset(set, base)).to.deep.equal(source);
    expect(await fingerprintDataset({ ...set, root: join(base, 'data') }, '/')).to.deep.equal(source);
  });

  it('names missing partners on either side', async () => {
    await png('hr', 'brats_1_z1', 4);
    await png('lr', 'brats_2_z1', 1);
    expect(await refusal(set)).to.include(
      'got no lr/brats_1_z1.png, hr/brats_2_z1.png; add the missing files',
    );
  });

  it('reads an optional partner where its folder has images, and asks it to be complete then', async () => {
    const optional = { ...set, partners: [], optional: ['seg_masks'] };
    await png('hr', 'brats_1_z1', 4);
    const masks = async () => (await readDataset(optional, base)).samples.map(({ mask }) => mask?.data[0]);
    expect(await masks()).to.deep.equal([undefined]);
    await png('seg_masks', 'brats_1_z1', 4, 1);
    expect(await masks()).to.deep.equal([1]);
    await png('hr', 'brats_1_z2', 4);
    expect(await refusal(optional)).to.include('got no seg_masks/brats_1_z2.png');
  });

  it('refuses an empty folder, a missing one, and one without images', async () => {
    expect(await refusal(set)).to.include('set.json: expected at least one image file, got none in data');
    expect(await refusal({ ...set, split: 'test' })).to.match(
      /test.hr: expected a folder, got nothing there/,
    );
  });

  it('refuses sizes that differ, by the id of the one that does', async () => {
    await png('hr', 'brats_1_z1', 4);
    await png('hr', 'brats_1_z2', 5);
    expect(await refusal({ ...set, partners: [] })).to.equal(
      'set.json, image of brats_1_z2: expected the size of brats_1_z1, [1, 4, 4], got [1, 5, 5]; give all images one size',
    );
  });

  it('refuses ids that come twice', async () => {
    await writeFile(join(base, 'volumes', 'a', 'x.nii'), niftiFile(2, 2, 2));
    await writeFile(join(base, 'volumes', 'x.nii.gz'), gzipSync(niftiFile(2, 2, 2)));
    expect(await refusal(volumes)).to.include('set.json: expected every id once, got "x_z00" twice');
  });

  it('refuses stems without a subject', async () => {
    await png('hr', 'other', 4);
    expect(await refusal({ ...set, partners: [] })).to.include('/^brats_(.+)_z/u, got "other"');
  });

  it('refuses a damaged image by its path and leaves the rest alone', async () => {
    await png('hr', 'brats_1_z1', 4);
    await writeFile(path('hr', 'brats_1_z1'), (await readFile(path('hr', 'brats_1_z1'))).subarray(0, 50));
    expect(await refusal({ ...set, partners: [] })).to.include(
      'brats_1_z1.png: expected an undamaged PNG file',
    );
  });

  it('follows links within the root and refuses those that lead out of it', async () => {
    await png('seg_masks', 'brats_1_z1', 4);
    await symlink(path('seg_masks', 'brats_1_z1'), path('hr', 'brats_1_z1'));
    expect((await readDataset({ ...set, partners: [] }, base)).samples).to.have.length(1);
    await writeFile(join(base, 'outside.png'), await readFile(path('seg_masks', 'brats_1_z1')));
    await symlink(join(base, 'outside.png'), path('hr', 'brats_2_z1'));
    expect(await refusal({ ...set, partners: [] })).to.include(
      'a link that leads out of it (valid/hr/brats_2_z1.png)',
    );
    await rm(path('hr', 'brats_2_z1'));
    await symlink(join(base, 'nowhere.png'), path('hr', 'brats_3_z1'));
    expect(await refusal({ ...set, partners: [] })).to.include(
      'brats_3_z1.png: expected a file, got nothing there',
    );
  });

  it('refuses images that are black, and sets and volumes of 8 or 12 bits that were saved as 16', async () => {
    const only = { ...set, partners: [] };
    await png('hr', 'brats_1_z1', 4);
    await png('hr', 'brats_2_z1', 4, 0);
    expect(await refusal(only)).to.equal(
      'set.json, image of brats_2_z1: expected an image of something, got black everywhere; copy the file again, or take it out of the set',
    );
    await png('hr', 'brats_2_z1', 4, 1 / 255);
    expect((await readDataset(only, base)).samples).to.have.length(2);
    const stored = (most: number) =>
      Promise.all(
        ['brats_1_z1', 'brats_2_z1'].map((stem, i) =>
          writeFile(
            path('hr', stem),
            encodePng(createImage(1, 2, 2, Float64Array.of(0, 0, 0, (most - i) / 65535)), {
              bits: 16,
              rounding: 'round',
            }),
          ),
        ),
      );
    for (const [most, bits] of [
      [255, 8],
      [256, 12],
      [4095, 12],
    ]) {
      await stored(most!);
      expect(await refusal(only)).to.include(
        `expected values that use the range from 0 to 1, got at most ${Number((most! / 65535).toPrecision(3))} (${most} of 65535, as of ${bits} bits saved as 16); name the scaling`,
      );
    }
    await stored(4096);
    expect((await readDataset(only, base)).samples).to.have.length(2);
  });

  it('refuses arrays of 16 bits that hold 8, of all their slices together, and a slice that is black', async () => {
    const arrays = { ...volumes, files: '[.]npy', axis: 0, scaling: 'unit' };
    const put = (values: readonly number[]) =>
      writeFile(join(base, 'volumes', 'a', 'knee.npy'), npyOf16Bits(values));
    await put([7, 9, 255]);
    expect(await refusal(arrays)).to.match(/knee\.npy: .* got at most 0\.00389 \(255 of 65535, as of 8 bits/);
    await put([7, 9, 65535]);
    expect((await readDataset({ ...arrays, slices: { indices: [0, 2] } }, base)).samples).to.have.length(2);
    await put([65535, 0, 65535]);
    expect(await refusal(arrays)).to.match(/knee\.npy, slice 1: expected an image of something, got black/);
  });

  it('slices volumes: scaled, cropped, resized, with the subject of the file', async () => {
    await writeFile(join(base, 'volumes', 'a', 'sub-1_t2w.nii.gz'), gzipSync(niftiFile(6, 4, 3)));
    await writeFile(join(base, 'volumes', 'a', 'sub-1_seg.nii.gz'), gzipSync(niftiFile(6, 4, 3)));
    const declaration = { ...volumes, files: '(?<subject>[^/]+)_t2w', crop: 'center-square' };
    const { samples, source } = await readDataset(declaration, base);
    expect(samples.map(({ id, subject }) => [id, subject])).to.deep.equal([
      ['sub-1_t2w_z00', 'sub-1'],
      ['sub-1_t2w_z01', 'sub-1'],
    ]);
    expect(source.files.map((file) => file.path)).to.deep.equal(['a/sub-1_t2w.nii.gz']);
    // Voxel (i, j, k) holds i + 6 (j + 4 k), from 0 to 71; the crop begins at i = 1.
    expect(samples[1].image.height).to.equal(4);
    expect(samples[1].image.data[2]).to.be.closeTo((1 + 6 * (2 + 4)) / 71, 1e-12);
    const resized = { ...declaration, size: { height: 2, width: 2, kernel: 'lanczos', mode: 'uint8' } };
    expect((await readDataset(resized, base)).samples[0].image.width).to.equal(2);
    expect(await refusal({ ...declaration, size: { height: 2, wide: 2 } })).to.include(
      'set.json /size/width',
    );
    expect(await refusal({ ...declaration, slices: { indices: [3] } })).to.include(
      'slices from 0 to 2, got 3',
    );
  });
});

/** A NumPy array of 16-bit integers, each value a slice of 2 x 2 pixels. */
function npyOf16Bits(values: readonly number[]): Uint8Array {
  const header = `{'descr': '<u2', 'fortran_order': False, 'shape': (${values.length}, 2, 2), }`.padEnd(117);
  const start = Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, 118, 0, ...Buffer.from(`${header}\n`)]);
  const data = new Uint8Array(Uint16Array.from(values.flatMap((value) => Array(4).fill(value))).buffer);
  return Buffer.concat([start, data]);
}

/** A NIfTI-1 file of 16-bit integers 0, 1, 2 ... in stored order. */
function niftiFile(...size: [number, number, number]): Uint8Array {
  const length = size[0] * size[1] * size[2];
  const bytes = new Uint8Array(352 + 2 * length);
  const view = new DataView(bytes.buffer);
  view.setInt32(0, 348, true);
  [3, ...size, 1, 1, 1, 1].forEach((value, i) => {
    view.setInt16(40 + 2 * i, value, true);
  });
  view.setInt16(70, 4, true);
  view.setInt16(72, 16, true);
  view.setFloat32(108, 352, true);
  bytes.set(new TextEncoder().encode('n+1'), 344);
  for (let i = 0; i < length; i++) view.setInt16(352 + 2 * i, i, true);
  return bytes;
}
