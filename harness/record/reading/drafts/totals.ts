import type { CheckDeclaration } from '../../check.ts';
import { groupBy } from '../group-by.ts';
import type { ReadFigure, ReadTable } from '../reading.ts';
import { isDifferenceLine } from './difference-line.ts';
import { cellFigures, type Draft } from './draft.ts';

/** Rows and columns called total are sums of the others, those called average their means. */
export function draftTotals(table: ReadTable): Draft {
  const found = cellFigures(table).flatMap((cell) => {
    const figure = cell.count ?? cell.value;
    return figure === undefined ? [] : [figure];
  });
  const { rows, columns } = table;
  const down = found.map((figure) => ({
    figure,
    line: rows[figure.row],
    along: figure.column,
    at: figure.row,
  }));
  const across = found.map((figure) => ({
    figure,
    line: columns[figure.column]!,
    along: figure.row,
    at: figure.column,
  }));
  const lists = [down, across].flatMap((all) => [
    ...groupBy(all, ({ along, line }) => `${along}\n${line.scope}`).values(),
  ]);
  return {
    checks: [
      ...casesOf(table),
      ...lists.flatMap((list) => draftsOf(list.map(({ figure, line }) => ({ figure, label: line.label })))),
    ],
    notes: [],
  };
}

/** Numbers of cases in headings, as `A (n = 50)`, `B (n = 48)`, `Total (n = 98)`. */
function casesOf({ columns }: ReadTable): readonly CheckDeclaration[] {
  const headed = columns.flatMap((line) =>
    line?.cases === undefined ? [] : [{ label: line.label, id: line.cases }],
  );
  const once = headed.filter(({ id }, at) => headed.findIndex((other) => other.id === id) === at);
  const [whole, ...more] = once.filter(({ label }) => TOTAL.test(label));
  const of = once.flatMap(({ label, id }) => (TOTAL.test(label) ? [] : [id]));
  if (whole === undefined || more.length > 0 || of.length < 2) return [];
  return [
    {
      id: `${whole.id}-sum`,
      rule: 'total',
      statement: `The cases of ${whole.label} are those of the other columns together.`,
      presumes: 'the columns share no case and leave none out',
      with: { printed: whole.id, of },
    },
  ];
}

const TOTAL = /^(?:grand )?(?:total|sum|all(?: (?:cases|patients|subjects|images))?|overall)\b/i;
const AVERAGE = /^(?:average|avg\.?|mean|macro[\s-]?(?:average|avg))$/i;

/** What stands beside a mean and is no part of it: spreads, ends and quantiles. */
const STATISTIC =
  /^(?:s\.?d\.?|std\.?(?:\s*dev\.?)?|stdev|standard (?:deviation|error)|s\.?e\.?m?\.?|var(?:iance)?|cv|min(?:imum)?|max(?:imum)?|range|median|mode|iqr|q[1-3]|p\d{1,2}|\d{1,2}(?:th|st|nd|rd)? percentile|\d{1,2}\s?%)(?![\p{L}\d])/iu;

function draftsOf(
  list: readonly { readonly figure: ReadFigure; readonly label: string }[],
): readonly CheckDeclaration[] {
  const summaries = list.filter(({ label }) => TOTAL.test(label) || AVERAGE.test(label));
  if (summaries.length !== 1) return [];
  const [{ figure, label }] = summaries;
  // Only what is measured alike has a sum or a mean; two parts at least.
  const parts = list.flatMap(({ figure: part, label: name }) =>
    part !== figure && alike(part, figure) && !STATISTIC.test(name) && !isDifferenceLine(name) ? [part] : [],
  );
  if (parts.length < 2) return [];
  const of = parts.map(({ id }) => id);
  const check = { id: `${figure.id}-sum`, rule: 'total' };
  if (TOTAL.test(label)) {
    const additive = figure.kind === 'count' || ['ss', 'df'].includes(figure.measure?.name ?? '');
    if (!additive) return [];
    return [
      {
        ...check,
        statement: `${label} ${figure.text} is the sum of its parts.`,
        presumes: 'its parts are all listed, each once',
        with: { printed: figure.id, of },
      },
    ];
  }
  if (['count', 'probability'].includes(figure.kind)) return [];
  return [
    {
      ...check,
      id: `${figure.id}-mean`,
      statement: `${label} ${figure.text} is the mean of the values that it summarises.`,
      presumes: 'each of them has the same weight',
      with: { printed: { product: [figure.id, of.length] }, of },
    },
  ];
}

function alike(a: ReadFigure, b: ReadFigure): boolean {
  return a.kind === b.kind && a.measure?.name === b.measure?.name;
}
