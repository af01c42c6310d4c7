import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { readDataset } from '../../../../harness/edges/files/datasets/read-dataset.ts';
import { decodeDicom } from '../../../../harness/edges/files/images/dicom/decode-dicom.ts';
import { decodeNifti } from '../../../../harness/edges/files/images/nifti.ts';
import { decodeNpy } from '../../../../harness/edges/files/images/npy.ts';
import { decodePng } from '../../../../harness/edges/files/images/png.ts';
import { sliceOf } from '../../../../harness/edges/files/images/volume.ts';
import type { Image } from '../../../../harness/numeric/image.ts';

interface Case {
  name: string;
  file: string;
  shape: [number, number, number];
  peak: number;
  values: number[];
}

const oracle = JSON.parse(
  readFileSync(new URL('../../../../golden/oracles/codecs.json', import.meta.url), 'utf8'),
) as {
  versions: Record<string, string>;
  png: Case[];
  npy: Case[];
  dicom: Case[];
  nifti: (Omit<Case, 'shape'> & { size: [number, number, number] })[];
  realMr: { id: string; shape: [number, number]; min: number; max: number; sum: number; sha256: string }[];
};

/** As Node reads small files: views of a buffer that they share. */
const bytesOf = (file: string) => Buffer.from(file, 'base64');

describe('codecs agree with independent programs', () => {
  for (const entry of oracle.png) {
    it(`decodePng reads a file of Pillow's: ${entry.name}`, () => {
      const image = decodePng(bytesOf(entry.file), entry.name);
      // Pillow keeps three channels for a palette of greys and one for grey files, as we do.
      expectImage(
        image,
        entry.shape,
        entry.values.map((value) => value / entry.peak),
      );
    });
  }

  for (const entry of oracle.npy) {
    it(`decodeNpy reads a file of NumPy's: ${entry.name}`, () => {
      expectImage(
        decodeNpy(bytesOf(entry.file), entry.name, { layout: 'chw' }),
        entry.shape,
        entry.values.map((value) => value / entry.peak),
      );
    });
  }

  for (const entry of oracle.dicom) {
    it(`decodeDicom gives pydicom's values: ${entry.name}`, async () => {
      const { image } = await decodeDicom(bytesOf(entry.file), entry.name);
      expectImage(image, entry.shape, entry.values);
    });
  }

  for (const { name, file, size, values } of oracle.nifti) {
    it(`decodeNifti gives nibabel's values: ${name}`, async () => {
      const volume = await decodeNifti(bytesOf(file), name);
      expect(volume.size).to.deep.equal(size);
      values.forEach((value, i) => {
        expect(volume.data[i], `voxel ${i}`).to.be.closeTo(value, 1e-9 * Math.max(1, Math.abs(value)));
      });
    });
  }

  it('sliceOf has the rows and columns of NumPy indexing, on every axis', async () => {
    const { file, size, values } = oracle.nifti.at(-1)!;
    const volume = await decodeNifti(bytesOf(file), 'volume');
    const at = (i: number, j: number, k: number) => values[i + size[0] * (j + size[1] * k)];
    const close = (got: number, want: number) => expect(got).to.be.closeTo(want, 1e-7);
    close(sliceOf(volume, 0, 2, '').data[3 * 2 + 1], at(2, 3, 1));
    close(sliceOf(volume, 1, 3, '').data[1 * 2 + 1], at(1, 3, 1));
    close(sliceOf(volume, 2, 1, '').data[2 * 4 + 3], at(2, 3, 1));
  });

  it("real-mr holds pydicom's values, over the largest of the whole volume", async () => {
    const { samples } = await readDataset({ id: 'real-mr', kind: 'real-mr' }, '.');
    const highest = Math.max(...oracle.realMr.map(({ max }) => max));
    expect(samples.map(({ id }) => id)).to.deep.equal(oracle.realMr.map(({ id }) => id));
    samples.forEach(({ image }, i) => {
      const { shape, sha256 } = oracle.realMr[i];
      expect([image.height, image.width]).to.deep.equal(shape);
      const stored = image.data.map((value) => Math.round(value * highest));
      expect(createHash('sha256').update(new Uint8Array(stored.buffer)).digest('hex')).to.equal(sha256);
      image.data.forEach((value, j) => {
        if (value !== stored[j] / highest) expect.fail(`${value} at ${j}`);
      });
    });
  });
});

function expectImage(image: Image, shape: [number, number, number], values: number[]): void {
  expect([image.channels, image.height, image.width]).to.deep.equal(shape);
  expect([...image.data]).to.deep.equal(values);
}
