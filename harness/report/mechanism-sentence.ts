import type { Condition, Mechanism } from './family.ts';
import { formatNumber, withUnit } from './format-number.ts';
import { type Measured, measuredBySet, type StatisticsOf } from './measured-by-set.ts';

/**
 * What a mechanism says of every data set that has all its quantities, with the values that decided: its question has an
 * answer on each of them, whichever way it goes. Undefined where there is none.
 */
export function mechanismSentence(mechanism: Mechanism, statisticsOf: StatisticsOf): string | undefined {
  const { title, of, print = of.map((_, i) => i), cases, otherwise } = mechanism;
  const found = of.map((quantity) => measuredBySet(quantity, statisticsOf));
  const sets = [...(found[0]?.keys() ?? [])].filter((set) => found.every((each) => each.has(set)));
  const said = new Map<string, string[]>();
  for (const set of sets) {
    const measured = found.map((each) => each.get(set)!);
    const answer = cases.find(({ when }) => when.every((condition) => holds(condition, measured)));
    const finding = answer?.finding ?? otherwise;
    const values = print.map((i) => textOf(measured[i])).join(', ');
    said.set(finding, [...(said.get(finding) ?? []), `${set} (${values})`]);
  }
  const findings = [...cases.map(({ finding }) => finding), otherwise].flatMap((finding) => {
    const named = said.get(finding);
    return named ? [finding.replace('{sets}', listOf(named))] : [];
  });
  return findings.length > 0 ? `${title}: ${findings.join('; ')}.` : undefined;
}

function textOf({ value, unit }: Measured): string {
  return withUnit(formatNumber(value), unit);
}

function holds(
  { of, above = -Infinity, below = Infinity }: Condition,
  measured: readonly Measured[],
): boolean {
  const [low, high] = measured[of].interval;
  return low > above && high < below;
}

function listOf(names: readonly string[]): string {
  const last = names.at(-1)!;
  return names.length === 1 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
