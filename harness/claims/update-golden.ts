import type { Evidence } from './evidence.ts';
import type { GoldenStatistic, GoldenValues, GoldenVerdict } from './golden.ts';
import { numbersIn } from './golden.ts';
import { valueAt } from './json-pointer.ts';
import type { Tolerance } from './tolerance.ts';
import type { Verdict } from './verdict.ts';

/** A golden value before and after; null where there was or is none. */
export interface GoldenChange {
  readonly where: string;
  readonly from: string | number | null;
  readonly to: string | number | null;
}

/** The tolerance of arithmetic: doubles in one order give the same digits everywhere. */
export const deterministicTolerance: Tolerance = {
  kind: 'absolute',
  size: 1e-9,
  reason:
    'deterministic: the same arithmetic in the same order; leaves room for a last-digit difference of a mathematical function',
  source: 'IEEE 754 double precision',
};

/** The tolerance of what networks drew: another seed's run must lie within it. */
export const drawnTolerance: Tolerance = {
  kind: 'prediction-interval',
  size: 0.99,
  floor: { absolute: 0.002, relative: 0.002 },
  reason:
    'drawn noise: the interval for one more run; the floor leaves room for single-precision arithmetic of another processor',
  source: 'raw runs of several seeds, with the networks as they ship',
};

/** The same where networks were trained anew: trainings that round otherwise end elsewhere. */
export const retrainedTolerance: Tolerance = {
  ...drawnTolerance,
  floor: { absolute: 0.4, relative: 0.1 },
  reason:
    'drawn noise, and trainings whose rounding differs end elsewhere, as far apart as other seeds: the three trainings of the main cells differ by up to 0.21 dB in PSNR and 0.35 dB in the gap',
  source: 'the experiment seeds, three trainings of the main cells',
};

/**
 * The golden values that runs call for: of one run every number within the tolerance of arithmetic, of several
 * runs (of other seeds, with networks) the raw numbers of each with their prediction interval. Known entries keep
 * their tolerances; entries of statistics that no longer exist go.
 */
export function updateValues(
  golden: GoldenValues | undefined,
  experiment: string,
  runs: readonly (readonly Evidence[])[],
): { readonly values: readonly GoldenStatistic[]; readonly changes: readonly GoldenChange[] } {
  const changes: GoldenChange[] = [];
  const nameOf = (id: string, group: Readonly<Record<string, string>>) =>
    [experiment, id, ...Object.values(group)].join(' ');
  const before = new Map(
    (golden?.values ?? []).map((entry) => [nameOf(entry.statistic, entry.group), entry]),
  );
  const drawn = runs.length > 1;
  const values = runs[0]!.map((statistic): GoldenStatistic => {
    const name = nameOf(statistic.id, statistic.group);
    const known = before.get(name);
    before.delete(name);
    const same = runs.map((run) => run.find(({ id, group }) => nameOf(id, group) === name));
    const expected: Record<string, number | readonly number[]> = {};
    for (const [pointer] of measured(statistic)) {
      const raw = same.map((each) => each && valueAt(each.result, pointer));
      if (!raw.every((value) => typeof value === 'number' && Number.isFinite(value))) continue;
      expected[pointer] = drawn ? (raw as number[]) : (raw[0] as number);
    }
    for (const pointer of new Set([...Object.keys(known?.expected ?? {}), ...Object.keys(expected)])) {
      const [from, to] = [shown(known?.expected[pointer]), shown(expected[pointer])];
      if (from !== to) changes.push({ where: name + pointer, from, to });
    }
    return {
      statistic: statistic.id,
      group: statistic.group,
      tolerance: kept(known?.tolerance, drawn) ?? (drawn ? drawnTolerance : deterministicTolerance),
      ...(drawn && { retrained: known?.retrained ?? retrainedTolerance }),
      expected,
    };
  });
  for (const [name, { expected }] of before) {
    for (const [pointer, from] of Object.entries(expected))
      changes.push({ where: name + pointer, from: shown(from), to: null });
  }
  return { values: values.filter(({ expected }) => Object.keys(expected).length > 0), changes };
}

/** A known tolerance, where it still fits what there is. */
function kept(known: Tolerance | undefined, drawn: boolean): Tolerance | undefined {
  return known && (known.kind === 'prediction-interval') === drawn ? known : undefined;
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

function shown(value: number | readonly number[] | undefined): string | number | null {
  return value === undefined ? null : typeof value === 'number' ? value : value.join(', ');
}
