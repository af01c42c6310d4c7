import { createHash } from 'node:crypto';
import canonicalizeModule from 'canonicalize';

// The package is CommonJS: its default export is the function itself at run time.
const canonicalize = canonicalizeModule as unknown as (value: unknown) => string | undefined;

/**
 * The canonical JSON text of a value (RFC 8785): the same for every order of keys and every spelling of the
 * same number.
 * @throws TypeError for what JSON cannot hold (NaN, infinities, undefined).
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError(`canonical JSON: ${typeof value} has no JSON form`);
  return text;
}

/** SHA-256 of bytes or of a text's UTF-8, as 64 hexadecimal digits. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
