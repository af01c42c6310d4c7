import type { CodedFrame } from './coded-frame.ts';

/** What a compressed frame says of itself before its samples. */
export interface CodestreamHeader {
  readonly columns: number;
  readonly rows: number;
  readonly components: number;
  readonly precision: number;
  /** Only JPEG 2000 says whether its samples have a sign. */
  readonly signed?: boolean;
}

/** The header of a compressed frame; null where none is found. */
export function readCodestreamHeader({
  codec,
  bytes,
}: Pick<CodedFrame, 'codec' | 'bytes'>): CodestreamHeader | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return codec === 'jpeg' || codec === 'jpeg-ls' ? frameOfJpeg(view) : sizeOfJpeg2000(view);
}

/** Goes through the marker segments to the start of frame (ISO/IEC 10918-1, B.2.2; 14495-1, C.2.2). */
function frameOfJpeg(view: DataView): CodestreamHeader | null {
  for (let at = 2; at + 10 <= view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at++; // a fill byte
      continue;
    }
    const startOfFrame =
      (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) || marker === 0xf7;
    if (startOfFrame) {
      return {
        precision: view.getUint8(at + 4),
        rows: view.getUint16(at + 5),
        columns: view.getUint16(at + 7),
        components: view.getUint8(at + 9),
      };
    }
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

/** The SIZ segment, which follows the start of codestream at once (ISO/IEC 15444-1, A.5.1); boxes may precede. */
function sizeOfJpeg2000(view: DataView): CodestreamHeader | null {
  for (let at = 0; at + 43 <= view.byteLength; at++) {
    if (view.getUint32(at) !== 0xff4fff51) continue;
    const depth = view.getUint8(at + 42);
    return {
      columns: view.getUint32(at + 8) - view.getUint32(at + 16),
      rows: view.getUint32(at + 12) - view.getUint32(at + 20),
      components: view.getUint16(at + 40),
      precision: (depth & 0x7f) + 1,
      signed: depth >= 0x80,
    };
  }
  return null;
}

/** Whether the end marker, FFD9 in all of the codecs, stands among the last bytes; padding may follow. */
export function endsImage(bytes: Uint8Array): boolean {
  for (let i = bytes.length - 2; i >= Math.max(0, bytes.length - 10); i--) {
    if (bytes[i] === 0xff && bytes[i + 1] === 0xd9) return true;
  }
  return false;
}
