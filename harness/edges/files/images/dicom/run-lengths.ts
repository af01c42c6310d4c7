import { InputError } from '../../../../numeric/input-error.ts';
import type { PixelHeader } from './pixel-header.ts';

/** A segment's offset for each byte of a pixel, after their number (DICOM PS3.5, annex G). */
const HEADER = 64;

/**
 * The words of a frame of run lengths, little-endian and plane by plane: a segment holds one byte of all samples of a
 * plane, the highest byte first.
 * @throws InputError when a segment is missing, or does not unpack to a byte for every pixel.
 */
export function unpackRuns(
  bytes: Uint8Array,
  { rows, columns, samplesPerPixel, allocated }: PixelHeader,
  where: string,
): Uint8Array {
  const plane = rows * columns;
  const bytesPerSample = allocated / 8;
  const segments = samplesPerPixel * bytesPerSample;
  const refuse = (expected: string, got: string): never => {
    throw new InputError({ where, expected, got, remedy: 'copy the file again' });
  };
  if (bytes.length < HEADER) return refuse('a table of segments', `${bytes.length} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint32(0, true);
  if (count !== segments) return refuse(`${segments} segments of run lengths`, `${count}`);
  const words = new Uint8Array(plane * segments);
  for (let segment = 0; segment < segments; segment++) {
    const [start, next] = [view.getUint32(4 + 4 * segment, true), view.getUint32(8 + 4 * segment, true)];
    const end = segment + 1 < segments ? Math.min(next, bytes.length) : bytes.length;
    const sample = Math.floor(segment / bytesPerSample);
    const byte = bytesPerSample - 1 - (segment % bytesPerSample);
    const first = sample * plane * bytesPerSample + byte;
    const unpacked = unpack(
      bytes.subarray(Math.max(HEADER, start), end),
      words,
      first,
      bytesPerSample,
      plane,
    );
    if (unpacked !== plane) return refuse(`${plane} bytes in segment ${segment + 1}`, `${unpacked}`);
  }
  return words;
}

/** Unpacks to every so many bytes; ends where the segment or the plane does. */
function unpack(segment: Uint8Array, to: Uint8Array, first: number, step: number, plane: number): number {
  let done = 0;
  for (let at = 0; at + 1 < segment.length && done < plane; ) {
    const code = segment[at++];
    if (code === 128) continue;
    const length = Math.min(code < 128 ? code + 1 : 257 - code, plane - done);
    const available = code < 128 ? Math.min(length, segment.length - at) : length;
    for (let i = 0; i < available; i++) to[first + (done + i) * step] = segment[code < 128 ? at + i : at];
    done += available;
    at += code < 128 ? code + 1 : 1;
  }
  return done;
}
