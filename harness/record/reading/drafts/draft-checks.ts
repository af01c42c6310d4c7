import type { CheckDeclaration } from '../../check.ts';
import type { ReadPlace, ReadTable } from '../reading.ts';
import { draftBest } from './best.ts';
import { draftDifferences } from './differences.ts';
import { draftDigits } from './digits.ts';
import { draftDomains } from './domains.ts';
import type { Draft } from './draft.ts';
import { draftEnclosures } from './enclosures.ts';
import { draftGroups } from './groups.ts';
import { draftIdentities } from './identities.ts';
import { draftRanks } from './ranks.ts';
import { draftShares } from './shares.ts';
import { draftSpreads } from './spreads.ts';
import { draftTests } from './tests.ts';
import { draftTotals } from './totals.ts';

const drafters: readonly ((table: ReadTable) => Draft)[] = [
  draftDomains,
  draftBest,
  draftEnclosures,
  draftSpreads,
  draftShares,
  draftTotals,
  draftDifferences,
  draftIdentities,
  draftTests,
  draftGroups,
  draftRanks,
  draftDigits,
];

/**
 * The checks that a table allows, each rule's where the table has what it needs. Sums, means and differences of lines
 * are left out, with a note, where a cell of the line was not understood, since it may be one of their parts.
 */
export function draftChecks(table: ReadTable): Draft {
  const drafts = drafters.map((drafter) => drafter(table));
  const all = drafts.flatMap(({ checks }) => checks);
  const checks = all.filter(
    (check) => !ofWholeLines.includes(check.rule) || gapOf(check, table) === undefined,
  );
  const notes = all
    .filter((check) => !checks.includes(check))
    .map(
      (check) => `${check.id}: ${JSON.stringify(gapOf(check, table)!.text)} of its line was not understood`,
    );
  return { checks, notes: [...drafts.flatMap((draft) => draft.notes), ...notes] };
}

const ofWholeLines = ['total', 'difference'];

/** A cell that was not understood in the row or column in which all figures of a check lie. */
function gapOf(check: CheckDeclaration, { cells }: ReadTable): ReadPlace | undefined {
  const text = JSON.stringify(check.with);
  const own = cells.filter(({ ids }) => ids.some((id) => text.includes(JSON.stringify(id))));
  return (['row', 'column'] as const)
    .filter((line) => own.length > 0 && new Set(own.map((cell) => cell[line])).size === 1)
    .flatMap((line) =>
      cells.filter((cell) => cell.as === 'not understood' && cell[line] === own[0]![line]),
    )[0];
}
