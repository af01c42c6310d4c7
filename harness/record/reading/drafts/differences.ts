import type { CheckDeclaration } from '../../check.ts';
import { groupBy } from '../group-by.ts';
import type { ReadFigure, ReadTable } from '../reading.ts';
import { isDifferenceLine } from './difference-line.ts';
import type { Draft } from './draft.ts';

/** A column or row of differences beside two of values. */
export function draftDifferences(table: ReadTable): Draft {
  const values = table.figures.filter(({ role }) => role === 'value' || role === 'percent');
  const { rows, columns } = table;
  const rowWise = values.map((figure) => ({
    figure,
    line: columns[figure.column]!,
    along: `${figure.row}\n${columns[figure.column]!.scope}`,
  }));
  const columnWise = values.map((figure) => ({
    figure,
    line: rows[figure.row],
    along: `${figure.column}\n${rows[figure.row].scope}`,
  }));
  const checks = [rowWise, columnWise].flatMap((all) =>
    [...groupBy(all, ({ along }) => along).values()].flatMap((list) => {
      const [printed, ...more] = list.filter(({ line }) => isDifferenceLine(line.label));
      const parts = list.filter(
        ({ figure, line }) =>
          !isDifferenceLine(line.label) && figure.kind !== 'probability' && figure.kind !== 'count',
      );
      return printed === undefined || more.length > 0 || parts.length !== 2 || columnOfParts(parts)
        ? []
        : [checkOf(printed.figure, parts[0].figure, parts[1].figure)];
    }),
  );
  return { checks: [...checks, ...againstFirst(values, columns, rows)], notes: [] };
}

/** A column of differences beside one of values: against the row in which it is empty. */
function againstFirst(
  values: readonly ReadFigure[],
  columns: ReadTable['columns'],
  rows: ReadTable['rows'],
): readonly CheckDeclaration[] {
  const isDifference = ({ column }: ReadFigure) => isDifferenceLine(columns[column]!.label);
  const scopeOf = ({ row, column }: ReadFigure) => `${columns[column]!.scope}\n${rows[row].scope}`;
  const taken = new Set(values.map(({ row, column }) => `${row}/${column}`));
  const byScope = groupBy(values, (figure) => scopeOf(figure));
  return values.filter(isDifference).flatMap((printed) => {
    const alike = byScope
      .get(scopeOf(printed))!
      .filter(
        (figure) =>
          !isDifference(figure) &&
          (printed.measure === undefined
            ? figure.kind !== 'probability' && figure.kind !== 'count'
            : figure.kind === printed.kind && figure.measure?.name === printed.measure.name),
      );
    const own = alike.filter(({ row }) => row === printed.row);
    const bases = alike.filter(
      ({ row, column }) => !taken.has(`${row}/${printed.column}`) && column === own[0]?.column,
    );
    return own.length === 1 && bases.length === 1 ? [checkOf(printed, bases[0], own[0])] : [];
  });
}

/** Two parts of different measures have no difference. */
function columnOfParts([a, b]: readonly { readonly figure: ReadFigure }[]): boolean {
  return a.figure.kind !== b.figure.kind || a.figure.measure?.name !== b.figure.measure?.name;
}

function checkOf(printed: ReadFigure, first: ReadFigure, second: ReadFigure): CheckDeclaration {
  const rises = Number(second.text) >= Number(first.text);
  const minus = printed.text.startsWith('-');
  const [from, taken] = rises === minus ? [first, second] : [second, first];
  return {
    id: `${printed.id}-difference`,
    rule: 'difference',
    statement: `${printed.text} is the difference of ${from.text} and ${taken.text}.`,
    presumes: 'it is the plain difference of the two, in the order that its sign says',
    with: { printed: printed.id, of: [from.id, taken.id] },
  };
}
