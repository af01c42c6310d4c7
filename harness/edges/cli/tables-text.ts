import type { TablesView } from '../../report/view-model.ts';
import { width, wrapped } from './wrapped.ts';

/** A view of sentences and tables for a terminal: a row is its names, and below them its numbers. */
export function tablesText({ title, lead, tables, leftOut }: TablesView): string {
  return [
    title,
    ...lead.flatMap((sentence) => wrapped(sentence, '')),
    ...tables.flatMap(({ caption, columns, rows }) => [
      '',
      ...wrapped(caption, ''),
      ...rows.flatMap((cells) => rowText(cells, columns)),
    ]),
    ...(leftOut.length > 0 ? ['', ...leftOut.flatMap((sentence) => wrapped(sentence, ''))] : []),
  ].join('\n');
}

function rowText(
  cells: readonly string[],
  columns: TablesView['tables'][number]['columns'],
): readonly string[] {
  const names = cells.filter((_, i) => !columns[i]!.numeric);
  const numbers = cells.flatMap((cell, i) => {
    const { numeric, title } = columns[i]!;
    return numeric && cell !== '' ? [`${/[a-z]/.test(title) ? title.toLowerCase() : title} ${cell}`] : [];
  });
  return [
    ...wrapped(names.join('  '), '', width - 4).map((line) => `  ${line}`),
    ...(numbers.length > 0 ? wrapped(numbers.join(', '), '', width - 8) : []).map((line) => `      ${line}`),
  ];
}
