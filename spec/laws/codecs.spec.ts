import { decodeDicom } from '../../harness/edges/files/images/dicom/decode-dicom.ts';
import { decodeNifti } from '../../harness/edges/files/images/nifti.ts';
import { decodeNpy, encodeNpy } from '../../harness/edges/files/images/npy.ts';
import { decodePng, encodePng } from '../../harness/edges/files/images/png.ts';
import { encodings, everyCodec } from './codecs/every.ts';

const codecs = { decodePng, encodePng, decodeNpy, encodeNpy, decodeDicom, decodeNifti };

describe('every image codec', () => everyCodec(codecs));

describe('encoding and decoding', () => encodings(codecs));
