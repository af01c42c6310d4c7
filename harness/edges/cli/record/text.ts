import type { DraftedRecord } from '../../../record/reading/record-of.ts';

/** How many cells became what, and how many figures and checks there are. */
export interface CellCounts {
  readonly tables: number;
  readonly cells: number;
  readonly figure: number;
  readonly label: number;
  readonly empty: number;
  readonly 'not understood': number;
  readonly figures: number;
  readonly checks: number;
}

/** Counts the cells of a drafted record; those of the four kinds add up to all. */
export function countCells({ record, cells, figures, lone }: DraftedRecord): CellCounts {
  const count = (kind: string) => cells.filter(({ as }) => as === kind).length;
  return {
    tables: record.tables.length,
    cells: cells.length,
    figure: count('figure'),
    label: count('label'),
    empty: count('empty'),
    'not understood': count('not understood'),
    figures: figures.length + lone.length,
    checks: record.checks.length,
  };
}

/** A drafted record as people read it: the account of the cells, the checks by rule, what was not understood. */
export function recordText(
  name: string,
  drafted: DraftedRecord,
  { figures, written }: { readonly figures: boolean; readonly written: string | undefined },
): string {
  const { record, notes } = drafted;
  const counts = countCells(drafted);
  const blocks = [
    [
      `${name}: ${[...(counts.cells > 0 ? [`${counted(counts.tables, 'table')} of ${counted(counts.cells, 'cell')}`] : []), counted(counts.figures, 'figure'), counted(counts.checks, 'check')].join(', ')}`,
      ...(counts.cells > 0
        ? [
            `  cells: ${counts.figure} with figures, ${counts.label} that name something, ${counts.empty} empty, ${counts['not understood']} not understood`,
          ]
        : []),
      `  checks: ${checksByRule(drafted)}`,
    ],
    ...(figures ? [['Figures', ...figureLines(drafted)]] : []),
    ...listed(
      'Not understood, and not in the record',
      (record.notUnderstood ?? []).map(
        ({ line, place, text, reason }) => `line ${line}, ${place}: ${JSON.stringify(text)}: ${reason}`,
      ),
    ),
    ...listed('No check was made of', notes),
    [
      written === undefined
        ? 'Write the record with --out record.json; latent-sr audit record record.json checks it.'
        : `Written to ${written}; latent-sr audit record ${written} checks it.`,
    ],
  ];
  return blocks.map((lines) => lines.join('\n')).join('\n\n');
}

function checksByRule({ record: { checks } }: DraftedRecord): string {
  const rules = [...new Set(checks.map(({ rule }) => rule))];
  if (rules.length === 0) return 'none: the columns allow none that is known; add checks by hand';
  return rules.map((rule) => `${checks.filter((check) => check.rule === rule).length} of ${rule}`).join(', ');
}

function figureLines({ figures, cells, lone }: DraftedRecord): readonly string[] {
  const lines = new Map(cells.flatMap(({ ids, line }) => ids.map((id) => [id, line] as const)));
  const all = [
    ...figures.map(({ id, text, kind, unit, marks }) => {
      const more = [kind, unit, ...marks].filter((word) => word !== '');
      return { id, text, more: [...more, `line ${lines.get(id)}`] };
    }),
    ...lone.map(({ id, printed, kind, line }) => ({ id, text: printed ?? '', more: [kind, `line ${line}`] })),
  ];
  const width = Math.min(48, Math.max(...all.map(({ id }) => id.length)));
  return all.map(({ id, text, more }) => `  ${id.padEnd(width)}  ${text}  (${more.join(', ')})`);
}

function listed(title: string, lines: readonly string[]): readonly (readonly string[])[] {
  return lines.length === 0 ? [] : [[title, ...lines.map((line) => `  ${line}`)]];
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
