import type { CheckDeclaration } from '../check.ts';
import type { LoneFigure, PrintedRecord } from '../record.ts';
import { countedShares } from './counted-shares.ts';
import type { SourceDocument } from './document.ts';
import { draftAblations } from './drafts/ablations.ts';
import { draftCounted } from './drafts/counted.ts';
import { draftChecks } from './drafts/draft-checks.ts';
import { draftReported } from './drafts/reported.ts';
import { distinct } from './identifier.ts';
import { notUnderstoodIn, readTable } from './read-table.ts';
import type { ReadFigure, ReadPlace } from './reading.ts';
import { reportedResults } from './results.ts';
import { withCoveredCells } from './shifted-rows.ts';

/** A document made a record, with the account of what became of its cells. */
export interface DraftedRecord {
  readonly record: PrintedRecord;
  /** Every cell of every table: a figure, a name, empty, or not understood. */
  readonly cells: readonly ReadPlace[];
  readonly figures: readonly ReadFigure[];
  readonly lone: readonly LoneFigure[];
  /** What no check could be made of, in words. */
  readonly notes: readonly string[];
}

/**
 * Makes a record of a document: its tables with their figures, places and precision, and the checks that they allow.
 * @param uri where findings point
 */
export function recordOf(document: SourceDocument, uri: string): DraftedRecord {
  const tables = document.tables.flatMap((table, at) => {
    const number = /^\s*(Table\s+[A-Z]?\d+[a-z]?)\b/i.exec(table.caption)?.[1] ?? `Table ${at + 1}`;
    return readTable(withCoveredCells(table), `table${at + 1}`, number);
  });
  const filled = tables.filter(({ figures }) => figures.length > 0);
  const drafts = filled.map(draftChecks);
  const heading = tables.flatMap((table) => table.lone);
  const found = reportedResults(document.paragraphs);
  const reported = draftReported(found);
  const counted = draftCounted(countedShares(document.paragraphs));
  const lone = [...heading, ...reported.figures, ...counted.figures];
  const title = document.title || uri;
  return {
    record: plain({
      title,
      document: { uri, title },
      tables: filled.map(({ printed }) => printed),
      figures: lone,
      checks: withOwnIds([
        ...drafts.flatMap(({ checks }) => checks),
        ...draftAblations(filled),
        ...reported.checks,
        ...counted.checks,
      ]),
      notUnderstood: [
        ...tables.flatMap(notUnderstoodIn),
        ...found.unread.map((one) => ({ place: 'text', ...one })),
      ],
    }),
    cells: tables.flatMap(({ cells }) => cells),
    figures: tables.flatMap(({ figures }) => figures),
    lone,
    notes: [...drafts.flatMap(({ notes }) => notes), ...reported.notes],
  };
}

/** Words of a document in braces would be names that stand for something where a record is read. */
function plain(record: PrintedRecord): PrintedRecord {
  const words = <T>(part: T): T =>
    JSON.parse(JSON.stringify(part), (_, value: unknown) =>
      typeof value === 'string' ? value.replace(/\{([\w.-]+)\}/g, '$1') : value,
    ) as T;
  return { ...record, figures: words(record.figures), checks: words(record.checks) };
}

/** Checks with ids of their own: a figure may be the sum of its row and of its column. */
function withOwnIds(checks: readonly CheckDeclaration[]): readonly CheckDeclaration[] {
  const ids = distinct(
    checks.map(({ id }) => id),
    'check',
  );
  return checks.map((check, at) => ({ ...check, id: ids[at] }));
}
