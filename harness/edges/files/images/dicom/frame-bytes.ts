import { InputError } from '../../../../numeric/input-error.ts';
import { endsImage } from '../codecs/codestream-header.ts';
import type { Element, Fragment } from './elements.ts';
import type { PixelHeader } from './pixel-header.ts';
import { viewOf } from './values.ts';

/**
 * The compressed bytes of one frame, put together from its fragments: one fragment a frame, by the table of offsets,
 * or by the end-of-image marker that closes a frame of JPEG (DICOM PS3.5, A.4).
 * @throws InputError when it cannot be told which fragments belong to the frame.
 */
export function frameBytes(
  element: Element,
  { frames, storage }: PixelHeader,
  frame: number,
  where: string,
): Uint8Array {
  const refuse = (expected: string, got: string): never => {
    throw new InputError({ where, expected, got, remedy: 'copy the file again' });
  };
  const { fragments } = element;
  if (!fragments) return refuse('compressed pixels in fragments', 'none');
  if (frames === 1) return joined(fragments);
  if (fragments.length === frames) return joined([fragments[frame]]);
  const starts = frameStarts(element, fragments);
  const found = starts.length === frames ? starts : byMarkers(fragments, 'codec' in storage);
  if (found.length !== frames) {
    return refuse(`fragments of ${frames} frames`, `${fragments.length} fragments of ${found.length}`);
  }
  return joined(fragments.slice(found[frame], found[frame + 1]));
}

/** The first fragment of each frame by the table of offsets, where there is one. */
function frameStarts({ bytes }: Element, fragments: readonly Fragment[]): number[] {
  const table = viewOf({ bytes });
  const offsets = Array.from({ length: bytes.length >> 2 }, (_, i) => table.getUint32(4 * i, true));
  const starts = offsets.map((offset) => fragments.findIndex((fragment) => fragment.offset === offset));
  return starts.includes(-1) ? [] : starts;
}

/** The first fragment of each frame, where the one before ends an image. */
function byMarkers(fragments: readonly Fragment[], marked: boolean): number[] {
  if (!marked) return [];
  return fragments.flatMap((_, i) => (i === 0 || endsImage(fragments[i - 1].bytes) ? [i] : []));
}

function joined(fragments: readonly Fragment[]): Uint8Array {
  const [first, ...others] = fragments;
  if (first && others.length === 0) return first.bytes;
  return new Uint8Array(Buffer.concat(fragments.map(({ bytes }) => bytes)));
}
