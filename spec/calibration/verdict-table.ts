import type { Outcome } from '../../harness/claims/verdict.ts';
import { type Judged, type Truth, truths } from './papers.ts';

/** How claims of one kind were judged: counts by what they are and what was said of them. */
export interface JudgedClaims {
  readonly asks: string;
  readonly comparator: string;
  /** Whether subjects have several images each. */
  readonly subjects: 'alone' | 'repeated';
  /** Whether the procedure takes images of one subject for independent ones. */
  readonly takesImagesAsIndependent: boolean;
  readonly judged: Readonly<Record<Truth, Readonly<Record<string, number>>>>;
  /** Claims whose bound lies so far from the truth that the images there are would nearly always decide. */
  readonly decidable: { readonly claims: number; readonly inconclusive: number };
}

const outcomes: readonly Outcome[] = ['reproduced', 'inconclusive', 'not reproduced'];

/** At so many half widths of its interval a bound is missed in nine of ten samples: (1.96 + 1.28) / 1.96. */
const DECIDABLE = 1.65;

/** One row for each question, comparator and kind of subjects. */
export function verdictTable(papers: readonly (readonly Judged[])[]): readonly JudgedClaims[] {
  const rows = new Map<string, Judged[]>();
  for (const one of papers.flat()) {
    const key = JSON.stringify([one.question.id, one.comparison, one.world.shared > 0]);
    rows.set(key, [...(rows.get(key) ?? []), one]);
  }
  return [...rows.values()].map((claims) => {
    const [{ question, comparison, world }] = claims as [Judged, ...Judged[]];
    const decidable = claims.filter(({ distance }) => distance >= DECIDABLE);
    const counted = (truth: Truth, outcome: Outcome) =>
      claims.filter((claim) => claim.truth === truth && claim.outcome === outcome).length;
    return {
      asks: question.id,
      comparator: comparison,
      subjects: world.shared > 0 ? 'repeated' : 'alone',
      takesImagesAsIndependent: question.takesImagesAsIndependent ?? false,
      judged: Object.fromEntries(
        truths.map((truth) => [
          truth,
          Object.fromEntries(outcomes.map((outcome) => [outcome, counted(truth, outcome)])),
        ]),
      ) as JudgedClaims['judged'],
      decidable: {
        claims: decidable.length,
        inconclusive: decidable.filter(({ outcome }) => outcome === 'inconclusive').length,
      },
    };
  });
}

/** A paper's outcomes as a text, a letter a claim. */
export function lettersOf(paper: readonly Judged[]): string {
  return paper.map(({ outcome }) => outcome[0]).join('');
}
