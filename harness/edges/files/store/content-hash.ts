import { createHash } from 'node:crypto';
import { PIECE } from './piece.ts';

/** SHA-256 of any number of bytes, as 64 hexadecimal digits. */
export function contentHash(bytes: Uint8Array): string {
  const hash = createHash('sha256');
  for (let at = 0; at < bytes.length; at += PIECE) hash.update(bytes.subarray(at, at + PIECE));
  return hash.digest('hex');
}
