import { decodeDicom } from '../../harness/edges/files/images/dicom/decode-dicom.ts';
import { decodeNifti } from '../../harness/edges/files/images/nifti.ts';
import { decodeNpy, encodeNpy } from '../../harness/edges/files/images/npy.ts';
import { decodePng, encodePng } from '../../harness/edges/files/images/png.ts';
import { createImage, type Image } from '../../harness/numeric/image.ts';
import { type Codecs, encodings, everyCodec } from '../laws/codecs/every.ts';
import { everyLawFails } from '../laws/controls.ts';

const right: Codecs = { decodePng, encodePng, decodeNpy, encodeNpy, decodeDicom, decodeNifti };

const black = createImage(1, 1, 1, Float64Array.of(0));

/** Wrong codecs, each by its fault. */
const wrong: Readonly<Record<string, Codecs>> = {
  'reads black where it should refuse': reading((decode) => refusing(decode, () => black)),
  'ends on an error of its own where it should refuse': reading((decode) =>
    refusing(decode, (error) => {
      throw new TypeError((error as Error).message);
    }),
  ),
  'reads the buffer from its beginning': reading(
    (decode) =>
      (bytes, ...rest) =>
        decode(new Uint8Array(bytes.buffer, 0, bytes.length), ...rest),
  ),
  'reads another value each time': reading((decode) => {
    let times = 0;
    return async (...given) => {
      const found = (await decode(...given)) as Image;
      return { ...found, data: [times++] };
    };
  }),
  'writes a little brighter': writing((value) => value * 1.02 + 0.02),
  'writes grey for what it cannot hold': writing((value) => (value >= 0 && value <= 1 ? value : 0.5)),
  'writes black for what is not finite': writing((value) => (Number.isFinite(value) ? value : 0)),
};

type Decode = (bytes: Uint8Array, ...rest: never[]) => unknown;

function reading(by: (decode: Decode) => Decode): Codecs {
  const { decodePng, decodeNpy, decodeDicom, decodeNifti } = right;
  const decoders = Object.entries({ decodePng, decodeNpy, decodeDicom, decodeNifti });
  const wrong = decoders.map(([name, decode]) => [name, by(decode as Decode)] as const);
  return { ...right, ...(Object.fromEntries(wrong) as unknown as Codecs) };
}

/** A decoder that does something else where the right one refuses, now or later. */
function refusing(decode: Decode, instead: (error: unknown) => unknown): Decode {
  return (...given) => {
    try {
      const found = decode(...given);
      return found instanceof Promise ? found.catch(instead) : found;
    } catch (error) {
      return instead(error);
    }
  };
}

function writing(by: (value: number) => number): Codecs {
  const changed = (image: Image) => ({ ...image, data: image.data.map(by) });
  return {
    ...right,
    encodePng: (image, setting) => encodePng(changed(image), setting),
    encodeNpy: (image, setting) => encodeNpy(changed(image), setting),
  };
}

describe('every law of image codecs fails on a wrong one', () => {
  everyLawFails<Codecs>(everyCodec, right, wrong);
  everyLawFails<Codecs>(encodings, right, wrong);
});
