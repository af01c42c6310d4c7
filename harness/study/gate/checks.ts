import type { Verdict } from '../../claims/verdict.ts';
import type { RunDocument } from '../run-document.ts';

/** One thing that a gate decides, as systems of continuous integration list tests. */
export interface GateCheck {
  readonly suite: 'inputs' | 'golden values' | 'verdicts';
  readonly name: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  /** What was found, or why it failed or was left out. */
  readonly message: string;
  /** The claim or experiment whose declaration it is about; empty where it is about none. */
  readonly declaration: string;
  /** Id of the part of the claim, or of the statistic; empty where there is none. */
  readonly part: string;
}

/** What a gate knows beside the run's data. */
export interface GateSettings {
  /** What could not be used or computed, a sentence each. */
  readonly faults: readonly string[];
  /** Whether missing golden values fail, as they do in CI. */
  readonly strict: boolean;
}

/**
 * A run as a list of checks. One fails exactly where the exit code is not 0: a claim that is not reproduced, and was
 * not before, passes, since it is what the paper's evidence says and no fault of a change.
 */
export function gateChecks(run: RunDocument, { faults, strict }: GateSettings): readonly GateCheck[] {
  return [...inputChecks(faults), ...goldenChecks(run, strict), ...verdictChecks(run)];
}

function inputChecks(faults: readonly string[]): readonly GateCheck[] {
  const about = { suite: 'inputs', declaration: '', part: '' } as const;
  if (faults.length === 0)
    return [{ ...about, name: 'all inputs', state: 'passed', message: 'all were used' }];
  return faults.map((fault) => ({ ...about, name: fault, state: 'failed', message: fault }));
}

function goldenChecks(
  { golden: { compared, deviations, missing } }: RunDocument,
  strict: boolean,
): readonly GateCheck[] {
  const about = { suite: 'golden values', declaration: '', part: '' } as const;
  const inside = compared - deviations.length;
  return [
    ...(inside > 0
      ? [{ ...about, name: `${inside} values`, state: 'passed', message: 'within their tolerance' } as const]
      : []),
    ...deviations.map(
      ({ where, expected, got, tolerance }) =>
        ({
          ...about,
          name: where,
          state: 'failed',
          message: `expected ${expected}, got ${got}; tolerance ${tolerance}`,
          ...placeOf(where),
        }) as const,
    ),
    ...missing.map(
      (what) =>
        ({
          ...about,
          name: what,
          state: strict ? 'failed' : 'skipped',
          message: 'it has no golden value; take it over with latent-sr golden update',
        }) as const,
    ),
  ];
}

/** The experiment and the statistic that a deviation names, as `vae-swap/gap: ...`. */
function placeOf(where: string): Pick<GateCheck, 'declaration' | 'part'> {
  const [, declaration = '', part = ''] = /^([^\s/,:]+)(?:[\s/,:]+([^\s/,:]+))?/.exec(where) ?? [];
  return { declaration, part };
}

function verdictChecks({ verdicts, golden }: RunDocument): readonly GateCheck[] {
  const worse = golden.changed.filter((change) => change.worse);
  const seen = new Set<(typeof worse)[number]>();
  const checks = verdicts.map((verdict): GateCheck => {
    const change = worse.find((one) => isOf(one, verdict));
    if (change) seen.add(change);
    return {
      suite: 'verdicts',
      name: nameOf(verdict),
      state: change ? 'failed' : verdict.outcome === 'untestable' ? 'skipped' : 'passed',
      message: `${change ? `was ${change.expected}, now ` : ''}${verdict.outcome}: ${verdict.reason}`,
      declaration: verdict.claim,
      part: verdict.part,
    };
  });
  const gone = worse.filter((change) => !seen.has(change));
  return [
    ...checks,
    ...gone.map(
      (change): GateCheck => ({
        suite: 'verdicts',
        name: nameOf(change),
        state: 'failed',
        message: `was ${change.expected}, now ${change.got}`,
        declaration: change.claim,
        part: change.part,
      }),
    ),
  ];
}

type Judged = Pick<Verdict, 'claim' | 'part' | 'tier'>;

function isOf(one: Judged, other: Judged): boolean {
  return one.claim === other.claim && one.part === other.part && one.tier === other.tier;
}

function nameOf({ claim, part, tier }: Judged): string {
  return `${claim}${part && ` (${part})`}, ${tier}`;
}
