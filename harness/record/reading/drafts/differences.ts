import type { CheckDeclaration } from '../../check.ts';
import type { ReadFigure, ReadTable } from '../reading.ts';
import type { Draft } from './draft.ts';

const DIFFERENCE = /^(?:Δ|δ|delta|diff(?:erence)?\.?|gain|improvement|change)\b|^Δ/i;

/** A column or row of differences beside two of values. */
export function draftDifferences(table: ReadTable): Draft {
  const values = table.figures.filter(({ role }) => role === 'value');
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
    [...new Set(all.map(({ along }) => along))].flatMap((along) => {
      const list = all.filter((one) => one.along === along);
      const [printed, ...more] = list.filter(({ line }) => DIFFERENCE.test(line.label.trim()));
      const parts = list.filter(
        ({ figure, line }) =>
          !DIFFERENCE.test(line.label.trim()) && figure.kind !== 'probability' && figure.kind !== 'count',
      );
      return printed === undefined || more.length > 0 || parts.length !== 2 || columnOfParts(parts)
        ? []
        : [checkOf(printed.figure, parts[0].figure, parts[1].figure)];
    }),
  );
  return { checks, notes: [] };
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
