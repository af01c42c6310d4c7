import type { Claim } from '../claims/claim.ts';
import type { CriterionResult, Outcome, Verdict } from '../claims/verdict.ts';
import { median } from '../numeric/quantile.ts';
import type { Foretelling } from '../pipeline/experiment.ts';
import { formatEstimate } from './format-number.ts';
import type { ForetellingView, TableView } from './view-model.ts';

/** What another profile's golden values say of the claims that a run judges. */
export interface Foretold {
  readonly words: Foretelling;
  readonly verdicts: readonly Verdict[];
  /** What the run's values alone say, without their intervals, where it has too few images to decide. */
  readonly pointing: readonly Verdict[];
}

/** A comparison of both profiles. */
interface Pair {
  readonly claim: string;
  readonly there: CriterionResult;
  readonly here: CriterionResult;
  /** What the run's value alone says; a p value says nothing alone. */
  readonly points: Outcome | undefined;
}

/** A part of a claim that both profiles could test. */
interface Part {
  readonly claim: string;
  readonly says: string;
  readonly there: Outcome;
  readonly here: Outcome;
  readonly pairs: readonly Pair[];
}

/** Sets the verdicts of a run beside those that another profile foretold, and counts where they agree. */
export function foretellingView(
  { words, verdicts: there, pointing }: Foretold,
  claims: readonly Claim[],
  here: readonly Verdict[],
): ForetellingView {
  const parts = here.flatMap((verdict) => partOf(verdict, there, pointing, claims));
  const decided = parts.filter((part) => isDecided(part.there));
  const settled = decided.filter((part) => isDecided(part.here));
  const alike = settled.filter((part) => part.there === part.here);
  const open = decided.filter((part) => !isDecided(part.here));
  const pairs = open.flatMap((part) => part.pairs).filter(hasPoint);
  const same = pairs.filter((pair) => pair.points === pair.there.outcome);
  const turned = settled.filter((part) => part.there !== part.here);
  return {
    title: `Did ${words.there} foretell ${words.here}?`,
    lead: [
      `Of ${counted(decided.length, 'statement')} that ${words.there} decide (of ${parts.length} that both could test), ${words.here} decide ${settled.length}: ${alike.length} as foretold and ${turned.length} otherwise${turned.length > 0 ? ` (${turned.map(({ claim }) => claim).join(', ')})` : ''}.`,
      ...(pairs.length > 0
        ? [
            `The other ${open.length} ${open.length === 1 ? 'is' : 'are'} open. Of the ${counted(pairs.length, 'comparison')} behind them that ${words.there} decide, the values of ${words.here} alone point the same way in ${same.length} and the other way in ${pairs.length - same.length}; with so few subjects that decides nothing.`,
          ]
        : []),
      ...sizes(
        parts.flatMap((part) => part.pairs),
        words,
      ),
    ],
    tables: [
      partsTable(parts, words),
      pairsTable(
        parts.flatMap((part) => part.pairs),
        words,
      ),
    ],
  };
}

function partOf(
  verdict: Verdict,
  there: readonly Verdict[],
  pointing: readonly Verdict[],
  claims: readonly Claim[],
): readonly Part[] {
  const isSame = ({ claim, part, tier }: Verdict) =>
    claim === verdict.claim && part === verdict.part && tier === verdict.tier;
  const [before, points] = [there.find(isSame), pointing.find(isSame)];
  if (!before || before.criteria.length === 0 || verdict.criteria.length === 0) return [];
  const of = (results: readonly CriterionResult[]) => new Map(results.map((each) => [nameOf(each), each]));
  const [foretold, valued] = [of(before.criteria), of(points?.criteria ?? [])];
  const claim = claims.find(({ id }) => id === verdict.claim)!;
  const part = claim.parts.find(({ id }) => id === verdict.part);
  const name = `${verdict.claim}${verdict.part && ` ${verdict.part}`}`;
  return [
    {
      claim: name,
      says: (part ?? claim).statement,
      there: before.outcome,
      here: verdict.outcome,
      pairs: verdict.criteria.flatMap((criterion) => {
        const [one, value] = [foretold.get(nameOf(criterion)), valued.get(nameOf(criterion))];
        return one ? [{ claim: name, there: one, here: criterion, points: value?.outcome }] : [];
      }),
    },
  ];
}

/** Whether there is a value that could point the way that was foretold. */
function hasPoint({ there, points }: Pick<Pair, 'there' | 'points'>): boolean {
  return isDecided(there.outcome) && points !== undefined;
}

function nameOf({ label, group }: CriterionResult): string {
  return JSON.stringify([label, group]);
}

function isDecided(outcome: Outcome): boolean {
  return outcome === 'reproduced' || outcome === 'not reproduced';
}

/** How large effects are beside those that were foretold, in the units that have some. */
function sizes(pairs: readonly Pair[], words: Foretelling): readonly string[] {
  const ratios = pairs
    .filter(
      ({ there, here }) => there.unit === 'dB' && there.observed && here.observed && isDecided(there.outcome),
    )
    .map(({ there, here }) => here.observed!.value / there.observed!.value)
    .filter(Number.isFinite);
  if (ratios.length < 5) return [];
  return [
    `Differences in dB that ${words.there} decide are ${median(ratios).toFixed(2)} times as large on ${words.here} (the median of ${ratios.length}; a negative one has the other sign: ${ratios.filter((ratio) => ratio < 0).length}).`,
  ];
}

function partsTable(parts: readonly Part[], words: Foretelling): TableView {
  return {
    id: 'foretold-verdicts',
    caption: `Verdicts on ${words.there} and on ${words.here}`,
    columns: ['Claim', 'Says', capital(words.there), capital(words.here), 'As foretold?'].map((title) => ({
      title,
      numeric: false,
    })),
    rows: parts.map((part) => [part.claim, part.says, part.there, part.here, agreement(part)]),
  };
}

function agreement({ there, here, pairs }: Part): string {
  if (!isDecided(there)) return 'nothing was foretold';
  if (isDecided(here)) return there === here ? 'yes' : 'no';
  const asked = pairs.filter(hasPoint);
  const same = asked.filter((pair) => pair.points === pair.there.outcome).length;
  return `open; ${same} of ${asked.length} values point that way`;
}

function pairsTable(pairs: readonly Pair[], words: Foretelling): TableView {
  return {
    id: 'foretold-comparisons',
    caption: `Comparisons on ${words.there} and on ${words.here}, with 95 % intervals`,
    columns: [
      { title: 'Claim', numeric: false },
      { title: 'Compared', numeric: false },
      { title: 'On', numeric: false },
      { title: capital(words.there), numeric: true },
      { title: 'Verdict', numeric: false },
      { title: capital(words.here), numeric: true },
      { title: 'Images (subjects)', numeric: true },
      { title: 'Verdict', numeric: false },
      { title: 'The value alone', numeric: false },
    ],
    rows: pairs.map(({ claim, there, here, points }) => [
      claim,
      there.label,
      there.group,
      observed(there),
      there.outcome,
      observed(here),
      here.n === undefined ? '' : `${here.n} (${here.subjects})`,
      here.outcome,
      !hasPoint({ there, points }) ? '' : points === there.outcome ? 'as foretold' : 'otherwise',
    ]),
  };
}

function observed({ observed: estimate, unit }: CriterionResult): string {
  return estimate ? formatEstimate(estimate, unit) : '';
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
