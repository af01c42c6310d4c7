import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import fc from 'fast-check';
import type { decodeDicom } from '../../../harness/edges/files/images/dicom/decode-dicom.ts';
import type { decodeNifti } from '../../../harness/edges/files/images/nifti.ts';
import type { decodeNpy, encodeNpy } from '../../../harness/edges/files/images/npy.ts';
import type { decodePng, encodePng } from '../../../harness/edges/files/images/png.ts';
import { createImage } from '../../../harness/numeric/image.ts';
import { InputError } from '../../../harness/numeric/input-error.ts';
import { runs } from '../../runs.ts';
import { anyImage, distance } from '../image-arbitrary.ts';

const oracle = JSON.parse(
  readFileSync(new URL('../../../golden/oracles/codecs.json', import.meta.url), 'utf8'),
) as Record<'png' | 'npy' | 'dicom' | 'nifti', { name: string; file: string }[]>;

/** What reads and writes image files. */
export interface Codecs {
  readonly decodePng: typeof decodePng;
  readonly encodePng: typeof encodePng;
  readonly decodeNpy: typeof decodeNpy;
  readonly encodeNpy: typeof encodeNpy;
  readonly decodeDicom: typeof decodeDicom;
  readonly decodeNifti: typeof decodeNifti;
}

/** Laws of reading, of every codec. */
export function everyCodec({ decodePng, decodeNpy, decodeDicom, decodeNifti }: Codecs): void {
  const codecs: Record<string, { decode: (bytes: Uint8Array) => unknown; files: [string, Uint8Array][] }> = {
    PNG: { decode: (bytes) => decodePng(bytes, 'a.png'), files: filesOf('png') },
    NumPy: { decode: (bytes) => decodeNpy(bytes, 'a.npy', { layout: 'chw' }), files: filesOf('npy') },
    DICOM: { decode: (bytes) => decodeDicom(bytes, 'a.dcm'), files: filesOf('dicom') },
    NIfTI: { decode: (bytes) => decodeNifti(bytes, 'a.nii'), files: filesOf('nifti') },
  };

  for (const [name, { decode, files }] of Object.entries(codecs)) {
    const file = fc.constantFrom(...files);

    it(`${name}: a file cut short at any byte is refused by name`, async () => {
      await fc.assert(
        fc.asyncProperty(file, fc.nat(), async ([, bytes], at) => {
          const fault = await outcome(decode, bytes.subarray(0, at % bytes.length));
          expect(fault).to.be.instanceOf(InputError);
          expect((fault as InputError).fault.where).to.match(/^a\./);
        }),
        { numRuns: runs(300) },
      );
    });

    it(`${name}: a file with changed bytes is refused or read, and nothing else happens`, async () => {
      const changes = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })), {
        minLength: 1,
        maxLength: 4,
      });
      await fc.assert(
        fc.asyncProperty(file, changes, async ([, bytes], list) => {
          const changed = bytes.slice();
          for (const [at, by] of list) changed[at % changed.length] ^= by;
          const fault = await outcome(decode, changed);
          if (fault instanceof Error) expect(fault, `${fault.stack}`).to.be.instanceOf(InputError);
        }),
        { numRuns: runs(300) },
      );
    });

    it(`${name}: bytes of anything else are refused`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), async (bytes) => {
          expect(await outcome(decode, bytes)).to.be.instanceOf(InputError);
        }),
      );
    });

    it(`${name}: reads a file from the middle of a larger buffer`, async () => {
      for (const [, bytes] of files) {
        const larger = new Uint8Array(bytes.length + 14).fill(0xab);
        larger.set(bytes, 7);
        expect(await decode(larger.subarray(7, 7 + bytes.length))).to.deep.equal(await decode(bytes));
      }
    });
  }

  it('PNG: any change of a byte is noticed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...codecs['PNG'].files),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async ([, bytes], at, by) => {
          const changed = bytes.slice();
          changed[at % changed.length] ^= by;
          expect(await outcome(codecs['PNG'].decode, changed)).to.be.instanceOf(InputError);
        },
      ),
      { numRuns: runs(300) },
    );
  });
}

/** Laws of writing, and of what is read again. */
export function encodings({ decodePng, encodePng, decodeNpy, encodeNpy, decodeNifti }: Codecs): void {
  for (const bits of [8, 16] as const) {
    const peak = 2 ** bits - 1;

    it(`gives back every ${bits}-bit PNG image exactly, with either rounding`, () => {
      const value = fc.integer({ min: 0, max: peak }).map((step) => step / peak);
      fc.assert(
        fc.property(anyImage({ value }), (image) => {
          expect(decodePng(encodePng(image, { bits, rounding: 'round' }), 'a.png')).to.deep.equal(image);
        }),
      );
    });

    it(`moves values by half a step at most when rounding to ${bits} bit, down by less than one when truncating`, () => {
      fc.assert(
        fc.property(anyImage(), (image) => {
          const rounded = decodePng(encodePng(image, { bits, rounding: 'round' }), 'a.png');
          expect(distance(rounded, image) * peak).to.be.at.most(0.5 + 1e-9);
          const truncated = decodePng(encodePng(image, { bits, rounding: 'truncate' }), 'a.png');
          truncated.data.forEach((v, i) => {
            expect((image.data[i] - v) * peak).to.be.within(-1e-9, 1 + 1e-9);
          });
        }),
      );
    });
  }

  it('clamps what a PNG cannot hold', () => {
    const image = createImage(1, 1, 4, Float64Array.of(-3, -0.001, 1.001, Infinity));
    expect([...decodePng(encodePng(image, { bits: 8, rounding: 'round' }), 'a.png').data]).to.deep.equal([
      0, 0, 1, 1,
    ]);
  });

  it('gives back every .npy image of doubles exactly, of singles to their precision', () => {
    const value = fc.double({ noNaN: true, noDefaultInfinity: true });
    const channels = fc.integer({ min: 1, max: 5 });
    fc.assert(
      fc.property(anyImage({ value, channels }), (image) => {
        expect(decodeNpy(encodeNpy(image, { dtype: 'float64' }), 'a.npy', layoutOf(image))).to.deep.equal(
          image,
        );
      }),
    );
    fc.assert(
      fc.property(anyImage({ channels }), (image) => {
        const single = decodeNpy(encodeNpy(image, { dtype: 'float32' }), 'a.npy', layoutOf(image));
        expect(single.data).to.deep.equal(Float64Array.from(Float32Array.from(image.data)));
      }),
    );
  });

  it('names the row and column of a value that is not finite', () => {
    const image = createImage(1, 2, 3, Float64Array.of(0, 0, 0, 0, Number.NaN, 0));
    expect(() => decodeNpy(encodeNpy(image, { dtype: 'float32' }), 'a.npy')).to.throw(
      InputError,
      'a.npy: expected finite values, got NaN at row 1, column 1',
    );
    expect(() => encodePng(image, { bits: 8, rounding: 'round' })).to.throw(InputError, 'row 1, column 1');
  });

  it('unzips a NIfTI volume to the same values', async () => {
    for (const [name, bytes] of filesOf('nifti').filter(([title]) => !title.endsWith('gz'))) {
      expect(await decodeNifti(gzipSync(bytes), name)).to.deep.equal(await decodeNifti(bytes, name));
    }
  });
}

/** Colours are written last, other channels first. */
function layoutOf({ channels }: { channels: number }): { layout?: 'hwc' | 'chw' } {
  return channels === 1 ? {} : { layout: channels === 3 ? 'hwc' : 'chw' };
}

function filesOf(kind: 'png' | 'npy' | 'dicom' | 'nifti'): [string, Uint8Array][] {
  return oracle[kind].map(({ name, file }) => [name, new Uint8Array(Buffer.from(file, 'base64'))]);
}

async function outcome(decode: (bytes: Uint8Array) => unknown, bytes: Uint8Array): Promise<unknown> {
  try {
    return await decode(bytes);
  } catch (error) {
    return error;
  }
}
