import { knownNumber } from '../../metrics/known-number.ts';

/**
 * The score that a column's name says: `PSNR (dB)`, `psnr_db`, `PSNR↑` and `psnr` are one. Names that the catalogue
 * does not know stay as they are, without arrows and units in brackets.
 */
export function scoreName(column: string): string {
  const bare = column
    .replaceAll(/[↑↓▲▼⬆⬇]|\ufe0f|\\(?:up|down)arrow|\$/g, '')
    .replace(/\s*[([]\s*(?:dB|%|a\.?u\.?)\s*[)\]]\s*$/i, '')
    .trim();
  const candidates = [
    bare,
    bare.replace(/[_\s-](?:dB|score|val|value)$/i, ''),
    bare.replaceAll(/[_\s]/g, '-'),
  ];
  const known = candidates.map((name) => name.toLowerCase()).find((name) => knownNumber(name));
  return known ?? (bare || column);
}

/** The unit that a column's name states in brackets: `%` of `SSIM (%)`. */
export function statedUnit(column: string): string {
  return /[([]\s*(dB|%)\s*[)\]]/i.exec(column)?.[1] ?? '';
}
