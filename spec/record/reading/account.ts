import { audit } from '../../../harness/record/audit/audit.ts';
import type { DraftedRecord } from '../../../harness/record/reading/record-of.ts';

/** What came out of a document, as lines: cells, figures with line and precision, checks with what they hold of which figures and what they find, the rest. */
export function account({ record, cells, figures, lone, notes }: DraftedRecord): string {
  const counted = (kind: string) => `${cells.filter(({ as }) => as === kind).length} ${kind}`;
  const line = new Map(cells.flatMap(({ ids, line: at }) => ids.map((id) => [id, at] as const)));
  const found = audit(record);
  const block = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [title, ...lines.map((one) => `  ${one}`)];
  return [
    `cells: ${['figure', 'label', 'empty', 'not understood'].map(counted).join(', ')}`,
    ...record.tables.map(({ id, place, title }) => `${id}: ${place}, ${title}`),
    ...block('figures', [
      ...figures.map(
        ({ id, text, kind, unit, marks }) =>
          `${line.get(id)} ${id} ${text} ${[kind, unit, ...marks].filter((word) => word !== '').join(' ')}`,
      ),
      ...lone.map(({ id, printed, kind, line: at }) => `${at} ${id} ${printed} ${kind}`),
    ]),
    ...block(
      'checks',
      found.flatMap(({ rule, id, severity, statement }, at) => {
        const { presumes, with: options } = record.checks[at];
        return [
          `${rule} ${id}: ${severity}`,
          `  ${statement}${presumes === undefined ? '' : ` It is presumed that ${presumes}.`}`,
          `  ${JSON.stringify(options)}`,
        ];
      }),
    ),
    ...block(
      'not understood',
      (record.notUnderstood ?? []).map(({ line: at, place, text }) => `${at} ${place}: ${text}`),
    ),
    ...block('no check of', notes),
    '',
  ].join('\n');
}
