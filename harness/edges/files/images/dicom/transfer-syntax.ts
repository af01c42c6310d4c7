import type { Codec } from '../codecs/coded-frame.ts';

export const IMPLICIT = '1.2.840.10008.1.2';
export const EXPLICIT = '1.2.840.10008.1.2.1';
export const BIG_ENDIAN = '1.2.840.10008.1.2.2';
const RUN_LENGTHS = '1.2.840.10008.1.2.5';
export const DEFLATED = '1.2.840.10008.1.2.1.99';

/** How pixel data is stored: as words of one byte order, or compressed. */
export type Storage =
  | { readonly littleEndian: boolean }
  | { readonly runLengths: true }
  | { readonly codec: Codec };

/** The storage that a transfer syntax means (DICOM PS3.5, annex A); undefined for those that are not read. */
export function storageOf(transferSyntax: string): Storage | undefined {
  if (transferSyntax === BIG_ENDIAN) return { littleEndian: false };
  if ([IMPLICIT, EXPLICIT, DEFLATED].includes(transferSyntax)) return { littleEndian: true };
  if (transferSyntax === RUN_LENGTHS) return { runLengths: true };
  const [, end] = /^1\.2\.840\.10008\.1\.2\.(4\.\d+)$/.exec(transferSyntax) ?? [];
  const codec = end === undefined ? undefined : codecs[end];
  return codec && { codec };
}

const codecs: Readonly<Record<string, Codec>> = {
  '4.50': 'jpeg',
  '4.51': 'jpeg',
  '4.53': 'jpeg',
  '4.55': 'jpeg',
  '4.57': 'jpeg',
  '4.70': 'jpeg',
  '4.80': 'jpeg-ls',
  '4.81': 'jpeg-ls',
  '4.90': 'jpeg-2000',
  '4.91': 'jpeg-2000',
  '4.201': 'htj2k',
  '4.202': 'htj2k',
  '4.203': 'htj2k',
};
