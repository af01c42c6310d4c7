import type { CheckDeclaration } from '../../check.ts';
import type { ReadTable } from '../reading.ts';
import { type CellFigures, cellFigures, type Draft } from './draft.ts';

const TOTAL = /^(?:total|all|overall)\b/i;

/** Means with standard deviations of two columns of cases against the p beside them, and together against chance. */
export function draftGroups(table: ReadTable): Draft {
  const { columns, rows, figures, printed } = table;
  const groups = columns.flatMap((line, column) =>
    line?.cases !== undefined && !TOTAL.test(line.label) ? [{ column, cases: line.cases }] : [],
  );
  if (groups.length !== 2) return { checks: [], notes: [] };
  const cells = cellFigures(table);
  const pairs = rows.flatMap((line, row) => {
    const [a, b] = groups.map(({ column }) =>
      cells.find((cell) => cell.row === row && cell.column === column),
    );
    const p = figures.find(
      (figure) => figure.row === row && figure.kind === 'probability' && figure.role === 'value',
    );
    return isMean(a) && isMean(b) ? [{ label: line.label, a, b, p }] : [];
  });
  const [n1, n2] = groups.map(({ cases }) => cases);
  const checks = pairs.flatMap(({ label, a, b, p }): CheckDeclaration[] =>
    p === undefined
      ? []
      : [
          {
            id: `${p.id}-of-means`,
            rule: 'group-means',
            statement: `The p of ${label}, ${p.text}, is that of its means and standard deviations.`,
            presumes: "it is of a two-sided t test, Student's or Welch's, of all cases of both columns",
            with: {
              mean1: a.value.id,
              sd1: a.sd.id,
              n1,
              mean2: b.value.id,
              sd2: b.sd.id,
              n2,
              test: 'either',
              p: p.id,
            },
          },
        ],
  );
  return { checks: [...checks, ...baseline(pairs, n1, n2, printed)], notes: [] };
}

/** At least five rows of a table that calls itself one of a baseline. */
function baseline(
  pairs: readonly { readonly a: Mean; readonly b: Mean }[],
  n1: string,
  n2: string,
  { id, title }: ReadTable['printed'],
): readonly CheckDeclaration[] {
  if (pairs.length < 5 || !/baseline|random/i.test(title)) return [];
  return [
    {
      id: `${id}-balance`,
      rule: 'baseline-balance',
      statement: 'The two groups are as alike as chance makes them.',
      presumes: 'cases were allocated at random, one by one, and the rows are of all of them',
      with: {
        mean1: pairs.map(({ a }) => a.value.id),
        sd1: pairs.map(({ a }) => a.sd.id),
        mean2: pairs.map(({ b }) => b.value.id),
        sd2: pairs.map(({ b }) => b.sd.id),
        n1,
        n2,
        correlation: 0.1,
      },
    },
  ];
}

type Mean = CellFigures & Required<Pick<CellFigures, 'value' | 'sd'>>;

function isMean(cell: CellFigures | undefined): cell is Mean {
  return cell?.value !== undefined && cell.sd !== undefined;
}
