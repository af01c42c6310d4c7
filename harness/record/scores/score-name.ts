import { knownNumber } from '../../metrics/known-number.ts';

/**
 * The score that a column's name says: `PSNR (dB)`, `psnr_db`, `PSNR↑` and `psnr` are one. Names that the catalogue
 * does not know stay as they are, without arrows and units in brackets.
 */
export function scoreName(column: string): string {
  const bare = column
    .replaceAll(/[↑↓▲▼⬆⬇]|\ufe0f|\\(?:up|down)arrow|\$/g, '')
    .replace(/\s*[([]\s*(?:dB|a\.?u\.?)\s*[)\]]\s*$/i, '')
    .replace(PERCENT, '')
    .trim();
  const candidates = [
    bare,
    bare.replace(/[_\s-](?:dB|score|val|value)$/i, ''),
    bare.replaceAll(/[_\s]/g, '-'),
  ];
  const known = candidates.map((name) => name.toLowerCase()).find((name) => knownNumber(name));
  return known ?? (bare || column);
}

/** The unit that a column's name states: `%` of `SSIM (%)`, `Dice [percent]` and `dice_pct`, `dB` of `PSNR (dB)`. */
export function statedUnit(column: string): '' | 'dB' | '%' {
  if (PERCENT.test(column)) return '%';
  return /[([]\s*dB\s*[)\]]/i.test(column) ? 'dB' : '';
}

/** Per cent in brackets, or as the last word. */
const PERCENT =
  /\s*[([]\s*(?:%|per\s?cent|pct\.?)\s*[)\]]\s*$|[\s_,-]+(?:%|per\s?cent|pct\.?)\s*$|(?<=\p{L})%\s*$/iu;
