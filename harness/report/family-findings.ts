import type { Outcome, Tier, Verdict } from '../claims/verdict.ts';
import type { Family } from './family.ts';
import type { StatisticsOf } from './measured-by-set.ts';
import { mechanismSentence } from './mechanism-sentence.ts';
import type { FamilyView } from './view-model.ts';

const phrases: readonly (readonly [Outcome, string])[] = [
  ['reproduced', 'in agreement with the paper'],
  ['not reproduced', 'in contradiction to it'],
  ['inconclusive', 'still open'],
];

/**
 * What the experiments found of each family of claims; where they contradict the paper, what their intervals
 * say of the mechanisms. Families of which nothing was decided are left out.
 */
export function familyFindings(
  families: readonly Family[],
  verdicts: readonly Verdict[],
  tier: Tier,
  statisticsOf: StatisticsOf,
): readonly FamilyView[] {
  return families.flatMap(({ title, claims, mechanisms = [] }) => {
    const own = verdicts.filter((verdict) => verdict.tier === tier && claims.includes(verdict.claim));
    const decided = phrases.flatMap(([outcome, phrase]) => {
      const named = [...new Set(own.filter((verdict) => verdict.outcome === outcome).map(nameOf))];
      return named.length > 0 ? [`${phrase}: ${named.join(', ')}`] : [];
    });
    if (decided.length === 0) return [];
    const contradicted = own.some(({ outcome }) => outcome === 'not reproduced');
    return [
      {
        title,
        found: `${capital(decided.join('; '))}.`,
        mechanisms: contradicted
          ? mechanisms.flatMap((mechanism) => mechanismSentence(mechanism, statisticsOf) ?? [])
          : [],
      },
    ];
  });
}

function nameOf({ claim, part }: Verdict): string {
  return part === '' ? claim : `${claim} (${part})`;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
