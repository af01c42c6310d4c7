/** A number as somebody wrote it, with the unit that stands beside it. */
export interface CellNumber {
  readonly value: number;
  /** Empty where none does. */
  readonly unit: string;
}

const number = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*(%|(?![kMGT]$)[\p{L}µ°]{1,4}\d?)?$/iu;

/**
 * The number that a cell holds: digits with or without a unit behind them (`26.3 dB`, `82.31%`), groups of three
 * apart (`1,234.5`), a decimal comma where the table has them.
 * @returns undefined for anything else, the words NaN and Infinity among them, and multiples (`1.2k`)
 */
export function cellNumber(cell: unknown, decimal: '.' | ',' = '.'): CellNumber | undefined {
  if (typeof cell === 'number') return Number.isFinite(cell) ? { value: cell, unit: '' } : undefined;
  if (typeof cell !== 'string') return undefined;
  const text = cell.trim().replace('\u2212', '-');
  const plain =
    decimal === ','
      ? text.replaceAll(/\.(?=\d{3})/g, '').replace(',', '.')
      : text.replace(/^[+-]?\d{1,3}(,\d{3})+(?![\d,])/, (grouped) => grouped.replaceAll(',', ''));
  const [, digits, unit = ''] = number.exec(plain) ?? [];
  return digits === undefined ? undefined : { value: Number(digits), unit };
}
