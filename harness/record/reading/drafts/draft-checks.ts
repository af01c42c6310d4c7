import type { ReadTable } from '../reading.ts';
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

/** The checks that a table allows, each rule's where the table has what it needs. */
export function draftChecks(table: ReadTable): Draft {
  const drafts = drafters.map((drafter) => drafter(table));
  return { checks: drafts.flatMap(({ checks }) => checks), notes: drafts.flatMap(({ notes }) => notes) };
}
