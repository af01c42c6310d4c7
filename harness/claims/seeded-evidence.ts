import type { Evidence } from './evidence.ts';
import type { GoldenStatistic, GoldenValues } from './golden.ts';

/**
 * Statistics as golden runs with other seeds gave them; options, counts and units are those of this run.
 * @returns by seed; empty where golden values are of one seed, or lack one of the statistics
 */
export function seededEvidence(
  statistics: readonly Evidence[],
  { seeds, values }: Pick<GoldenValues, 'seeds' | 'values'>,
): ReadonlyMap<number, readonly Evidence[]> {
  const known = new Map(values.map((entry) => [nameOf(entry.statistic, entry.group), entry.expected]));
  const expected = statistics.map(({ id, group }) => known.get(nameOf(id, group)));
  if (seeds.length < 2 || expected.includes(undefined)) return new Map();
  return new Map(
    seeds.map((seed, run) => [
      seed,
      statistics.map((evidence, i) => ({
        ...evidence,
        result: withNumbers(evidence.result, expected[i]!, run, '') as Evidence['result'],
      })),
    ]),
  );
}

/** A result with each number as a run gave it; numbers that golden values do not hold are no numbers any more. */
function withNumbers(
  value: unknown,
  expected: GoldenStatistic['expected'],
  run: number,
  pointer: string,
): unknown {
  if (typeof value === 'number') {
    const known = expected[pointer];
    return typeof known === 'object' ? known[run] : (known ?? null);
  }
  if (typeof value !== 'object' || value === null) return value;
  const inner = (part: unknown, name: string) =>
    withNumbers(part, expected, run, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  if (Array.isArray(value)) return value.map((part, i) => inner(part, String(i)));
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, inner(part, name)]));
}

function nameOf(id: string, group: Evidence['group']): string {
  return JSON.stringify([id, ...Object.entries(group).sort()]);
}
