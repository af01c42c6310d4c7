import type { Grid } from './grid.ts';
import { distinct, identifier } from './identifier.ts';
import type { Panel } from './layout.ts';
import type { ReadLine } from './reading.ts';

/** A row of figures with its key. */
export interface NamedRow extends ReadLine {
  readonly key: readonly string[];
}

/** The key of every row: headings above it, then its names; a check mark stands for its column's heading. */
export function rowNames(grid: Grid, { body, labels, headings }: Panel): readonly NamedRow[] {
  const heading = (column: number) =>
    headings.map((row) => grid.rows[row][column]?.text ?? '').findLast((text) => text !== '') ?? '';
  const last: string[] = [];
  const paths = body.map(({ row, groups }) => {
    const own = labels.map((column, at) => {
      const text = grid.rows[row][column]?.text ?? '';
      if (CHECKED.test(text)) return heading(column);
      if (/^[✗✘×x☐-]$/.test(text)) return '';
      // A blank leading name repeats the one above it.
      if (
        text === '' &&
        at < labels.length - 1 &&
        labels.slice(at + 1).some((next) => (grid.rows[row][next]?.text ?? '') !== '')
      )
        return last[at] ?? '';
      last[at] = text;
      return text;
    });
    const checked = labels.some((column) => CHECKED.test(grid.rows[row][column]?.text ?? ''));
    const path = own.filter((text) => text !== '');
    return { groups, own: path, leading: checked ? [] : path.slice(0, -1) };
  });
  const keys = paths.map(({ groups, own }) =>
    [...groups, ...own].map((text) => identifier(withoutSummary(text))).filter((part) => part !== ''),
  );
  const lasts = distinct(
    keys.map((key) => key.join('/')),
    'row',
  );
  return paths.map(({ groups, own, leading }, at) => {
    const unique = lasts[at];
    const place = grid.rows[body[at].row][labels.at(-1) ?? 0];
    return {
      key: unique.split('/'),
      label: own.join(' '),
      scope: [...groups, ...leading].join(' / '),
      bold: labels.length > 0 && (place?.cell.runs.some(({ marks }) => marks.includes('bold')) ?? false),
    };
  });
}

const CHECKED = /^[✓✔☑]$/;

const SUMMARY =
  /[,;]?\s*(?:\b(?:mean|median|n|no\.?|number)\b\.?\s*)?(?:±\s*)?[([]?\s*(?:\b(?:SD|IQR|SE|SEM|range)\b|%|95\s?% CI)\s*[)\]]?\s*$/i;

/** A row's name without references and without how its numbers are summarised: `Age, mean (SD)` is `Age`. */
function withoutSummary(text: string): string {
  const own = text.replace(/\^\{[^{}\d]*\}/g, '').replace(/\s*\[\d+(?:\s*[,–-]\s*\d+)*\]$/, '');
  return own.replace(SUMMARY, '') || own;
}
