import type { GoldenStatistic, GoldenValues, GoldenVerdict, Tolerance } from './golden.ts';
import { numbersIn } from './golden.ts';
import { valueAt } from './json-pointer.ts';
import type { Evidence } from './judge.ts';
import type { Verdict } from './verdict.ts';

/** A golden value before and after; null where there was or is none. */
export interface GoldenChange {
  readonly where: string;
  readonly from: string | number | null;
  readonly to: string | number | null;
}

/** The tolerance of new entries: double arithmetic in one order gives the same digits everywhere. */
export const deterministicTolerance: Tolerance = {
  kind: 'absolute',
  size: 1e-9,
  reason:
    'deterministic: the same arithmetic in the same order; leaves room for a last-digit difference of a mathematical function',
  source: 'IEEE 754 double precision',
};

/**
 * The golden values that the statistics call for: known entries keep their tolerance and, for raw runs,
 * their runs with this one added; new statistics are pinned in every number; entries of statistics that no
 * longer exist go.
 */
export function updateValues(
  golden: GoldenValues | undefined,
  experiment: string,
  statistics: readonly Evidence[],
): { readonly values: readonly GoldenStatistic[]; readonly changes: readonly GoldenChange[] } {
  const changes: GoldenChange[] = [];
  const nameOf = (id: string, group: Readonly<Record<string, string>>) =>
    [experiment, id, ...Object.values(group)].join(' ');
  const before = new Map(
    (golden?.values ?? []).map((entry) => [nameOf(entry.statistic, entry.group), entry]),
  );
  const values = statistics.map((statistic): GoldenStatistic => {
    const name = nameOf(statistic.id, statistic.group);
    const known = before.get(name);
    before.delete(name);
    const pointers = known ? Object.keys(known.expected) : measured(statistic).map(([pointer]) => pointer);
    const expected: Record<string, number | readonly number[]> = {};
    for (const pointer of pointers) {
      const from = known?.expected[pointer];
      const to = valueAt(statistic.result, pointer);
      if (typeof to === 'number') expected[pointer] = typeof from === 'object' ? withRun(from, to) : to;
      if (from !== to)
        changes.push({ where: name + pointer, from: shown(from), to: typeof to === 'number' ? to : null });
    }
    return {
      statistic: statistic.id,
      group: statistic.group,
      tolerance: known?.tolerance ?? deterministicTolerance,
      expected,
    };
  });
  for (const [name, { expected }] of before) {
    for (const [pointer, from] of Object.entries(expected))
      changes.push({ where: name + pointer, from: shown(from), to: null });
  }
  return { values: values.filter(({ expected }) => Object.keys(expected).length > 0), changes };
}

/** The numbers that a result found, without the counts and the options that it repeats. */
function measured({ result, options }: Evidence): ReturnType<typeof numbersIn> {
  const said = new Set([...Object.keys(options), 'n', 'clusters']);
  return numbersIn(Object.fromEntries(Object.entries(result).filter(([key]) => !said.has(key))));
}

/** The golden verdicts after these; verdicts of claims that were not judged stay. */
export function updateVerdicts(
  golden: readonly GoldenVerdict[],
  verdicts: readonly Verdict[],
): { readonly verdicts: readonly GoldenVerdict[]; readonly changes: readonly GoldenChange[] } {
  const nameOf = ({ claim, part, tier }: GoldenVerdict) => [claim, part, tier].filter(Boolean).join(', ');
  const merged = new Map(golden.map((entry) => [nameOf(entry), entry]));
  const judged = new Set(verdicts.map(({ claim }) => claim));
  const now = new Set(verdicts.map(nameOf));
  const changes: GoldenChange[] = [];
  for (const [name, { claim, outcome }] of [...merged]) {
    if (!judged.has(claim) || now.has(name)) continue;
    merged.delete(name);
    changes.push({ where: name, from: outcome, to: null });
  }
  for (const { claim, part, tier, outcome } of verdicts) {
    const entry = { claim, part, tier, outcome };
    const from = merged.get(nameOf(entry))?.outcome ?? null;
    if (from !== outcome) changes.push({ where: nameOf(entry), from, to: outcome });
    merged.set(nameOf(entry), entry);
  }
  const sorted = [...merged.values()].sort((a, b) => (a.claim < b.claim ? -1 : a.claim > b.claim ? 1 : 0));
  return { verdicts: sorted, changes };
}

function withRun(runs: readonly number[], run: number): readonly number[] {
  return runs.includes(run) ? runs : [...runs, run];
}

function shown(value: number | readonly number[] | undefined): string | number | null {
  return value === undefined ? null : typeof value === 'number' ? value : value.join(', ');
}
