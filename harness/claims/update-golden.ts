import { numbersIn } from '../numeric/numbers-in.ts';
import type { Absent, Evidence } from './evidence.ts';
import type { GoldenStatistic, GoldenValues, GoldenVerdict } from './golden.ts';
import { valueAt } from './json-pointer.ts';
import {
  anotherTolerance,
  arithmeticTolerance,
  repeatedTolerance,
  retrainedTolerance,
} from './usual-tolerances.ts';
import type { Verdict } from './verdict.ts';

/** A golden value before and after; null where there was or is none. */
export interface GoldenChange {
  readonly where: string;
  readonly from: string | number | null;
  readonly to: string | number | null;
}

/** What a run holds that golden values are taken of: its statistics, and which of them networks stand behind. */
export interface GoldenRun {
  readonly statistics: readonly Evidence[];
  readonly networked: readonly Pick<GoldenStatistic, 'statistic' | 'group'>[];
  readonly absent?: readonly Absent[];
}

/**
 * The golden values that runs call for: every number of the first run, with those of the others (of other seeds) where
 * they differ or a network stands behind it. Known entries keep their tolerances; entries of statistics that no longer
 * exist go, and those stay that only lack an asset which has not been fetched.
 */
export function updateValues(
  golden: Pick<GoldenValues, 'values'> | undefined,
  experiment: string,
  runs: readonly GoldenRun[],
): { readonly values: readonly GoldenStatistic[]; readonly changes: readonly GoldenChange[] } {
  const changes: GoldenChange[] = [];
  const nameOf = (id: string, group: Readonly<Record<string, string>>) =>
    [experiment, id, ...Object.values(group)].join(' ');
  const before = new Map(
    (golden?.values ?? []).map((entry) => [nameOf(entry.statistic, entry.group), entry]),
  );
  const first = runs[0]!;
  const networked = new Set(first.networked.map(({ statistic, group }) => nameOf(statistic, group)));
  const values = first.statistics.map((statistic): GoldenStatistic => {
    const name = nameOf(statistic.id, statistic.group);
    const known = before.get(name);
    before.delete(name);
    const drawn = networked.has(name);
    const same = runs.map((run) => run.statistics.find(({ id, group }) => nameOf(id, group) === name));
    const expected: Record<string, number | readonly number[]> = {};
    for (const [pointer] of measured(statistic)) {
      const raw = same.map((each) => each && valueAt(each.result, pointer));
      if (!raw.every((value) => typeof value === 'number' && Number.isFinite(value))) continue;
      const one = raw.length === 1 || (!drawn && raw.every((value) => value === raw[0]));
      expected[pointer] = one ? (raw[0] as number) : (raw as number[]);
    }
    for (const pointer of new Set([...Object.keys(known?.expected ?? {}), ...Object.keys(expected)])) {
      const [from, to] = [shown(known?.expected[pointer]), shown(expected[pointer])];
      if (from !== to) changes.push({ where: name + pointer, from, to });
    }
    const kept = known && (known.another !== undefined) === drawn ? known : undefined;
    return {
      statistic: statistic.id,
      group: statistic.group,
      repeated: kept?.repeated ?? (drawn ? repeatedTolerance : arithmeticTolerance),
      ...(drawn && { another: kept?.another ?? anotherTolerance }),
      ...(drawn && { retrained: kept?.retrained ?? retrainedTolerance }),
      expected,
    };
  });
  for (const { statistic, group, unfetched } of first.absent ?? []) {
    const name = nameOf(statistic, group);
    const known = unfetched === undefined ? undefined : before.get(name);
    if (!known) continue;
    before.delete(name);
    values.push(known);
  }
  for (const [name, { expected }] of before) {
    for (const [pointer, from] of Object.entries(expected))
      changes.push({ where: name + pointer, from: shown(from), to: null });
  }
  return { values: values.filter(({ expected }) => Object.keys(expected).length > 0), changes };
}

/** The numbers that a result found, without the options that it repeats. */
function measured({ result, options }: Evidence): ReturnType<typeof numbersIn> {
  return numbersIn(
    Object.fromEntries(Object.entries(result).filter(([key]) => !Object.hasOwn(options, key))),
  );
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
  for (const { claim, part, tier, outcome, unfetched } of verdicts) {
    const entry = { claim, part, tier, outcome };
    const from = merged.get(nameOf(entry))?.outcome ?? null;
    if (unfetched && from !== null && outcome !== 'not reproduced') continue;
    if (from !== outcome) changes.push({ where: nameOf(entry), from, to: outcome });
    merged.set(nameOf(entry), entry);
  }
  const sorted = [...merged.values()].sort((a, b) => (a.claim < b.claim ? -1 : a.claim > b.claim ? 1 : 0));
  return { verdicts: sorted, changes };
}

function shown(value: number | readonly number[] | undefined): string | number | null {
  return value === undefined ? null : typeof value === 'number' ? value : value.join(', ');
}
