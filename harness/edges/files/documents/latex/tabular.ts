import type { SourceCell, SourceRow } from '../../../../record/reading/document.ts';
import { latexRuns } from './runs.ts';
import { afterArgument, afterOption, type LatexToken, rawText } from './tokens.ts';

/** The rows of a tabular from the tokens between its `\begin` with arguments and its `\end`. */
export function tabularRows(tokens: readonly LatexToken[]): readonly SourceRow[] {
  const rows: { cells: Draft[]; line: number; ruled: boolean }[] = [];
  let [cells, from, ruled]: [Draft[], number, boolean] = [[], 0, false];
  let depth = 0;
  const endCell = (to: number) =>
    cells.push(cellOf(tokens.slice(from, to), tokens[from]?.line ?? tokens.at(-1)?.line ?? 1));
  const endRow = (to: number) => {
    endCell(to);
    if (cells.some(({ empty }) => !empty))
      rows.push({ cells, line: cells.find(({ empty }) => !empty)!.cell.line, ruled });
    else if (rows.length > 0 && ruled) {
      // A rule below a row of nothing still stands above the next one.
      cells = [];
      return;
    }
    [cells, ruled] = [[], false];
  };
  for (let at = 0; at < tokens.length; at++) {
    const { type, text } = tokens[at];
    if (type === 'open' || (type === 'command' && text === 'begin')) depth++;
    else if (type === 'close' || (type === 'command' && text === 'end')) depth--;
    else if (depth > 0) continue;
    else if (type === 'align') {
      endCell(at);
      from = at + 1;
    } else if (type === 'command' && (text === '\\' || text === 'tabularnewline' || text === 'cr')) {
      endRow(at);
      from = afterOption(tokens, at + 1);
      at = from - 1;
    } else if (type === 'command' && text in rules) {
      if (cells.length === 0 && isBlank(tokens.slice(from, at))) {
        ruled = ruled || rules[text] === 0;
        from = afterRule(tokens, at + 1, rules[text]);
        at = from - 1;
      }
    }
  }
  endRow(tokens.length);
  return spanned(rows);
}

interface Draft {
  readonly cell: SourceCell;
  readonly empty: boolean;
}

/** Rules across the table have no arguments, those over some columns one; `specialrule` and the like have more. */
const rules: Readonly<Record<string, number>> = {
  hline: 0,
  toprule: 0,
  midrule: 0,
  bottomrule: 0,
  Xhline: 1,
  cmidrule: 1,
  cline: 1,
  endhead: 0,
  endfirsthead: 0,
  specialrule: 3,
  hhline: 1,
};

function afterRule(tokens: readonly LatexToken[], from: number, count: number): number {
  let next = afterOption(tokens, afterOption(tokens, from, '(', ')'));
  for (let left = count; left > 0; left--) next = afterArgument(tokens, next).next;
  return next;
}

function isBlank(tokens: readonly LatexToken[]): boolean {
  return tokens.every(({ type }) => type === 'blank');
}

function cellOf(tokens: readonly LatexToken[], line: number): Draft {
  let inner = tokens;
  let [columns, rows] = [1, 1];
  const first = (name: string) => {
    const at = inner.findIndex(({ type, text }) => type === 'command' && text === name);
    return at >= 0 && (isBlank(inner.slice(0, at)) || name === 'multirow') ? at : -1;
  };
  const across = first('multicolumn');
  if (across >= 0) {
    const count = afterArgument(inner, across + 1);
    const layout = afterArgument(inner, count.next);
    columns = Math.min(1000, Math.max(1, Number(rawText(count.inner)) || 1));
    const content = afterArgument(inner, layout.next);
    inner = [...content.inner, ...inner.slice(content.next)];
  }
  const down = first('multirow');
  if (down >= 0) {
    const count = afterArgument(inner, afterOption(inner, down + 1));
    const width = afterArgument(inner, afterOption(inner, count.next));
    rows = Math.max(-1000, Math.min(1000, Number(rawText(count.inner)) || 1));
    const content = afterArgument(inner, afterOption(inner, width.next));
    inner = [...inner.slice(0, down), ...content.inner, ...inner.slice(content.next)];
  }
  const runs = latexRuns(inner);
  const text = runs.map((run) => run.text).join('');
  const began = inner.find(({ type }) => type !== 'blank')?.line ?? line;
  const indent = /^\s*?(\u00a0*)/.exec(text.replace(/^[ \t\n]+/, ''))![1].length;
  return { cell: { runs, line: began, columns, rows, header: false, indent }, empty: text.trim() === '' };
}

/** The rows with what a cell over several rows covers taken out, as documents of other formats have them. */
function spanned(
  rows: readonly { cells: readonly Draft[]; line: number; ruled: boolean }[],
): readonly SourceRow[] {
  const byColumn = rows.map(({ cells }) => {
    let column = 0;
    return new Map(
      cells.map((draft) => {
        const at = column;
        column += draft.cell.columns;
        return [at, draft] as const;
      }),
    );
  });
  byColumn.forEach((row, at) => {
    for (const [column, { cell, empty }] of [...row]) {
      const reach = Math.abs(cell.rows);
      if (reach < 2) continue;
      const step = Math.sign(cell.rows);
      let far = at;
      while (Math.abs(far + step - at) < reach && byColumn[far + step]?.get(column)?.empty) far += step;
      const [top, bottom] = [Math.min(at, far), Math.max(at, far)];
      for (let covered = top; covered <= bottom; covered++) byColumn[covered].delete(column);
      byColumn[top].set(column, { cell: { ...cell, rows: bottom - top + 1 }, empty });
    }
  });
  return rows.map(({ line, ruled }, at) => ({
    line,
    ruled,
    cells: [...byColumn[at]].toSorted(([a], [b]) => a - b).map(([, { cell }]) => cell),
  }));
}
