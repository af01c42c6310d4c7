import { InputError } from '../../../../numeric/input-error.ts';
import type { CodedFrame } from '../codecs/coded-frame.ts';
import { readCodestreamHeader } from '../codecs/codestream-header.ts';
import { decodeBounded } from '../codecs/decode-bounded.ts';
import type { Element } from './elements.ts';
import { frameBytes } from './frame-bytes.ts';
import type { DicomFile } from './parse-dicom.ts';
import { type PixelHeader, pixelTags } from './pixel-header.ts';
import { unpackRuns } from './run-lengths.ts';
import { viewOf } from './values.ts';

/**
 * The samples of one frame as they are stored, with their sign, plane by plane; bits beyond the stored ones, which
 * may hold overlays, are left out.
 * @throws InputError when there are fewer or more of them than the header states, or they do not decode.
 */
export async function storedSamples(
  { elements }: DicomFile,
  header: PixelHeader,
  frame: number,
  where: string,
): Promise<Float64Array> {
  const { storage } = header;
  const element = elements.get(pixelTags[header.data])!;
  if ('littleEndian' in storage) return nativeSamples(element, header, frame, storage.littleEndian, where);
  const { rows, columns, samplesPerPixel } = header;
  const bytes = frameBytes(element, header, frame, where);
  if ('runLengths' in storage) return wordsOf(unpackRuns(bytes, header, where), header, true, 0);
  const stated = readCodestreamHeader({ codec: storage.codec, bytes });
  // Some writers pad with bits that the codestream does not have; what it states is what is there.
  const precision = stated?.precision ?? header.stored;
  const allocated = stated ? (precision <= 8 ? 8 : precision <= 16 ? 16 : 32) : header.allocated;
  const coded: CodedFrame = {
    codec: storage.codec,
    bytes,
    rows,
    columns,
    samplesPerPixel,
    allocated,
    stored: precision,
    signed: stated?.signed ?? header.signed,
  };
  const { words, planar } = await decodeBounded(coded, where);
  const stored = stated?.signed === undefined ? Math.min(header.stored, allocated) : precision;
  const layout = { ...header, allocated, stored, highBit: stored - 1, planar };
  return toPlanes(wordsOf(words, layout, true, 0), layout);
}

function nativeSamples(
  { bytes, vr }: Element,
  header: PixelHeader,
  frame: number,
  littleEndian: boolean,
  where: string,
): Float64Array {
  const { rows, columns, frames, allocated } = header;
  const subsampled = header.photometric === 'YBR_FULL_422';
  const perFrame = rows * columns * (subsampled ? 2 : header.samplesPerPixel);
  const expected = Math.ceil((perFrame * frames * allocated) / 8);
  // One byte of padding makes an odd length even; some writers fill up with zeros.
  const beyond = bytes.subarray(expected + (expected % 2));
  if (bytes.length < expected || beyond.some((byte) => byte !== 0)) {
    throw new InputError({
      where,
      expected: `${expected} bytes of pixel data`,
      got: `${bytes.length}`,
      remedy: 'copy the file again',
    });
  }
  // Words of 16 bits hold two samples of 8, and were turned around with them.
  const swapped = !littleEndian && allocated === 8 && vr === 'OW';
  const words = wordsOf(swapped ? swapPairs(bytes) : bytes, header, littleEndian, frame * perFrame, perFrame);
  return subsampled ? fromPairs(words, rows * columns) : toPlanes(words, header);
}

/** Samples as stored, from the given one on. */
function wordsOf(
  bytes: Uint8Array,
  { rows, columns, samplesPerPixel, allocated, stored, highBit, signed, data }: PixelHeader,
  littleEndian: boolean,
  first: number,
  count = rows * columns * samplesPerPixel,
): Float64Array {
  const view = viewOf({ bytes });
  const samples = new Float64Array(count);
  if (data !== 'words') {
    const read = data === 'float' ? view.getFloat32 : view.getFloat64;
    for (let i = 0; i < count; i++) samples[i] = read.call(view, (first + i) * (allocated / 8), littleEndian);
    return samples;
  }
  const shift = highBit + 1 - stored;
  const mask = stored === 32 ? -1 : 2 ** stored - 1;
  const signBit = signed ? 2 ** (stored - 1) : Infinity;
  for (let i = 0, at = first; i < count; i++, at++) {
    const word =
      allocated === 8
        ? bytes[at]
        : allocated === 16
          ? view.getUint16(2 * at, littleEndian)
          : allocated === 32
            ? view.getUint32(4 * at, littleEndian)
            : bytes[at >> 3] >> (at & 7);
    const value = ((word >>> shift) & mask) >>> 0;
    samples[i] = value >= signBit ? value - 2 ** stored : value;
  }
  return samples;
}

function toPlanes(samples: Float64Array, { samplesPerPixel, planar }: PixelHeader): Float64Array {
  if (samplesPerPixel === 1 || planar) return samples;
  const plane = samples.length / samplesPerPixel;
  const planes = new Float64Array(samples.length);
  for (let c = 0; c < samplesPerPixel; c++) {
    for (let i = 0; i < plane; i++) planes[c * plane + i] = samples[i * samplesPerPixel + c];
  }
  return planes;
}

/** Two luminances and their common chrominances, by turns (PS3.3, C.7.6.3.1.2), to three planes. */
function fromPairs(samples: Float64Array, plane: number): Float64Array {
  const planes = new Float64Array(3 * plane);
  for (let i = 0; i < plane; i++) {
    const pair = 4 * (i >> 1);
    planes[i] = samples[pair + (i & 1)];
    planes[plane + i] = samples[pair + 2];
    planes[2 * plane + i] = samples[pair + 3];
  }
  return planes;
}

function swapPairs(bytes: Uint8Array): Uint8Array {
  const swapped = new Uint8Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) swapped[i] = bytes[i ^ 1] ?? 0;
  return swapped;
}
