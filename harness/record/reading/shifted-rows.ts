import { plainCell, type SourceRow, type SourceTable, textOf } from './document.ts';

type Kind = 'number' | 'words' | 'empty';

/**
 * A table in which rows that a merged first cell covers begin one column too far left, as texts made from pages have
 * them (`| ESRGAN | 23.28 | |` below `| Set5 | Bicubic | 23.79 |`): these rows get the covered cell back. A row is one
 * of them where its last cell is empty, it has a number below words alone, and moved it fits every column.
 */
export function withCoveredCells(table: SourceTable): SourceTable {
  const isPlain = table.rows.every(({ cells }) =>
    cells.every((cell) => cell.columns === 1 && cell.rows === 1),
  );
  const body = table.rows.slice(1).map(({ cells }) => cells.map(({ runs }) => kindOf(textOf(runs))));
  const last = Math.max(-1, ...body.map((kinds) => kinds.findLastIndex((kind) => kind !== 'empty')));
  const isWhole = (kinds: readonly Kind[]) => (kinds[last] ?? 'empty') !== 'empty';
  const whole = body.filter(isWhole);
  const isOfWords = (column: number) => whole.every((kinds) => kinds[column] === 'words');
  if (!isPlain || last < 2 || !isOfWords(0) || !isOfWords(1)) return table;
  const fits = (kind: Kind, column: number) =>
    kind === 'empty' || whole.some((kinds) => kinds[column] === kind);
  const isShifted = (kinds: readonly Kind[]) =>
    !isWhole(kinds) && kinds[1] === 'number' && kinds.every((kind, column) => fits(kind, column + 1));
  return {
    ...table,
    rows: table.rows.map((row, i) => (i > 0 && isShifted(body[i - 1]!) ? shifted(row) : row)),
  };
}

function shifted(row: SourceRow): SourceRow {
  const isEmpty = textOf(row.cells.at(-1)!.runs) === '';
  return { ...row, cells: [plainCell('', row.line), ...(isEmpty ? row.cells.slice(0, -1) : row.cells)] };
}

function kindOf(text: string): Kind {
  if (text === '') return 'empty';
  return /^[^\p{L}]*\d/u.test(text) ? 'number' : 'words';
}
