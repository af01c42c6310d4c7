/** The codecs of compressed frames that have a codestream of their own. */
export type Codec = 'jpeg' | 'jpeg-ls' | 'jpeg-2000' | 'htj2k';

/** A compressed frame, and the samples that are expected in it. */
export interface CodedFrame {
  readonly codec: Codec;
  readonly bytes: Uint8Array;
  readonly rows: number;
  readonly columns: number;
  readonly samplesPerPixel: 1 | 3;
  /** Bits of the word that holds a sample: 8, 16 or 32. */
  readonly allocated: number;
  readonly stored: number;
  readonly signed: boolean;
  /** Turn the luminance and chrominance of a JPEG file into red, green and blue. */
  readonly toRgb?: boolean;
}

/** The decoded words, little-endian, one pixel's samples after one another or plane by plane. */
export interface DecodedFrame {
  readonly words: Uint8Array;
  readonly planar: boolean;
}

/** Samples of a compressed frame beyond which none is decoded: 8192 x 8192, and a third of it in colour. */
export const MOST_CODED_SAMPLES = 2 ** 26;

/** Memory that a decoder may take, in bytes. */
export const MOST_DECODER_MEMORY = 800 * 2 ** 20;
