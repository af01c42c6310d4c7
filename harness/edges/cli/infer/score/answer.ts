import { conventionText } from '../../../../record/infer/score/convention.ts';
import type { Inferable } from '../../../../record/infer/score/inferable.ts';
import type { InferredScore } from '../../../../record/infer/score/inferred-score.ts';
import { chanceText, scoreText } from '../../../../record/infer/score/score-words.ts';
import type { Answer } from '../../answer.ts';
import type { ReadSet, SearchSources } from './read-set.ts';

/** What a search came to. */
export interface SearchOutcome {
  readonly metric: Inferable;
  readonly printed: string;
  readonly departures: number;
  readonly sources: SearchSources;
  readonly set: ReadSet;
  readonly inferred: InferredScore;
  readonly values: readonly (number | string)[];
}

/** Values that the text shows; the document has all. */
const SHOWN = 12;

/** The answer of `latent-sr infer psnr` and its like. */
export function scoreAnswer(
  outcome: SearchOutcome,
  { skipFaulty }: { readonly skipFaulty?: boolean },
): Answer {
  const { metric, printed, departures, sources, set, inferred, values } = outcome;
  const { tasks, facts, scale, unitFrom, unmatched, faults, leftOut } = set;
  const { described } = inferred;
  const lacking = unmatched.length + faults.length;
  return {
    document: {
      quantity: metric.name,
      printed,
      sources,
      images: tasks.length,
      subjects: facts.subjects,
      unit: { value: scale.unit, from: unitFrom },
      searched: { departures, conventions: values.length },
      ...inferred,
      // JSON has no infinities.
      described: {
        ...described,
        value: described.value !== null && Number.isFinite(described.value) ? described.value : null,
      },
      unmatched,
      faults,
      leftOut,
    },
    text: textOf(outcome),
    ...(lacking > 0 && {
      note: `without a partner: ${unmatched.length}, faults: ${faults.length}${skipFaulty ? ', accepted' : '; --skip-faulty accepts them'}`,
      exitCode: skipFaulty ? 0 : 1,
    }),
  };
}

function textOf({ metric, set, departures, inferred, values }: SearchOutcome): string {
  const { variants, alike, chance, untaken, described } = inferred;
  const { convention } = described;
  const shown = alike.slice(0, SHOWN).map(({ value, conventions }, group) => {
    const nearest = variants.find((variant) => variant.alike === group)!;
    const text = conventionText({ ...convention, ...nearest.departures }, convention);
    const others = conventions > 1 ? `, and ${conventions - 1} more that give the same on these images` : '';
    return `  ${scoreText(metric, value)}  ${text}${others}`;
  });
  const left = alike.length - shown.length;
  const rows = chance.map(
    ({ departures: most, conventions, values: different, fits, byChance }) =>
      `  at most ${most}: ${conventions} conventions, ${different} values, ${fits} fit, ${chanceText(byChance)} by chance`,
  );
  const { subjects, images } = set.facts;
  return [
    inferred.conclusion,
    ...shown,
    ...(left > 0
      ? [
          `  and ${left} more value${left === 1 ? '' : 's'}, further from the described convention (--json has all)`,
        ]
      : []),
    `searched: ${values.length} conventions of at most ${departures} departure${departures === 1 ? '' : 's'}, on ${images} image${images === 1 ? '' : 's'} of ${subjects} subject${subjects === 1 ? '' : 's'}; ${set.unitFrom}`,
    ...rows,
    ...untaken.map(({ why, conventions }) => `not taken: ${conventions} conventions (${why})`),
    ...set.unmatched.map(({ id, lackingIn }) => `without a partner: ${id}, not in ${lackingIn}`),
    ...set.faults.map(({ where, expected, got }) => `fault: ${where}: expected ${expected}, got ${got}`),
  ].join('\n');
}
