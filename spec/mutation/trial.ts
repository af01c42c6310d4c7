import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Bundle, bundled, root, type Units } from './bundle.ts';
import type { Covered, Tests } from './lane.ts';
import { inLanes } from './lanes.ts';
import { type Mutant, mutantsOf } from './mutants.ts';

export interface Tried extends Mutant {
  readonly outcome: 'killed' | 'endless' | 'survived' | 'unreached';
  /** The test that saw it. */
  readonly by?: string;
}

export interface Setting {
  readonly lanes: number;
  /** The specifications that may be asked; all that run in one process where it is absent. */
  readonly among?: RegExp;
  /** How many specifications, the nearest, are asked about a mutant. */
  readonly near: number;
  /** How many more, the next, are asked about what these let pass. */
  readonly others: number;
  readonly progress: (text: string) => void;
  readonly note: (text: string) => void;
  /** Called now and then with what is decided, so that a run that is stopped is not lost. */
  readonly found: (results: readonly Tried[]) => void;
}

/** All mutants of files, numbered. */
export function unitsOf(files: readonly string[]): Units {
  let first = 0;
  return new Map(
    files.map((file) => {
      const mutants = mutantsOf(file, readFileSync(join(root, file), 'utf8'));
      const unit = { mutants, first };
      first += mutants.length;
      return [file, unit];
    }),
  );
}

/** Specifications that run in one process; those of commands and of workers start a program that was built before. */
function inProcessSpecs(): readonly string[] {
  return readdirSync(join(root, 'spec'), { recursive: true, encoding: 'utf8' })
    .filter(
      (file) =>
        file.endsWith('.spec.ts') &&
        !/^(slow|edges\/cli|edges\/engines|edges\/executors|mutation|planted)\//.test(file),
    )
    .filter(
      (file) =>
        ![
          'architecture.spec.ts',
          'engine-knows-no-paper.spec.ts',
          'edges/stages/training-stages.spec.ts',
        ].includes(file),
    )
    .map((file) => `spec/${file}`)
    .sort();
}

/**
 * Tries mutants: each on the tests that reach it, of the specifications that are nearest by their imports, then, where
 * these let it pass, of the next ones.
 */
export async function tried(
  units: Units,
  chosen: ReadonlySet<number>,
  setting: Setting,
): Promise<readonly Tried[]> {
  if (chosen.size === 0) return [];
  const numbered = [...units.values()].flatMap(({ mutants }) => mutants);
  const specs = inProcessSpecs().filter((spec) => setting.among?.test(spec) ?? true);
  const cover = await bundled(specs, units, 'cover');
  const change = await bundled(specs, units, 'switch');
  try {
    const near = nearness(specs, [...units.keys()], cover);
    const coverage = new Map<string, Covered>();
    const results = new Map<number, Tried>();
    const decided = () =>
      [...results.values()].filter(({ outcome }) => outcome === 'killed' || outcome === 'endless');
    let left = [...chosen].sort((a, b) => a - b);
    for (const specsOf of [
      (file: string) => near(file).slice(0, setting.near),
      (file: string) => near(file).slice(setting.near, setting.near + setting.others),
    ]) {
      const wanted = [...new Set(left.flatMap((n) => specsOf(numbered[n]!.file)))].filter(
        (spec) => !coverage.has(spec),
      );
      await measure(wanted, numbered.length, cover, coverage, setting);
      const runsOf = (n: number) => runsThatReach(n, specsOf(numbered[n]!.file), coverage);
      for (const n of left.filter((n) => runsOf(n).length === 0))
        if (!results.has(n)) results.set(n, { ...numbered[n]!, outcome: 'unreached' });
      const asked = left.filter((n) => runsOf(n).length > 0);
      let count = 0;
      await inLanes(
        asked,
        { lanes: setting.lanes, patience: 120_000 },
        (on) => ({ kind: 'mutant', url: change.url, on, runs: runsOf(on) }),
        (n, outcome) => {
          const mutant = numbered[n]!;
          if (outcome.kind === 'hung') results.set(n, { ...mutant, outcome: 'endless' });
          else if (outcome.kind === 'ended') {
            setting.note(`${mutant.file}:${mutant.line} -> ${mutant.to}: its process ended: ${outcome.said}`);
            results.set(n, { ...mutant, outcome: 'killed', by: 'the process, which ended' });
          } else if (outcome.kind === 'mutant')
            results.set(
              n,
              outcome.by === null
                ? { ...mutant, outcome: 'survived' }
                : { ...mutant, outcome: 'killed', by: outcome.by },
            );
          setting.progress(`${++count} of ${asked.length} mutants`);
          if (count % 20 === 0) setting.found(decided());
        },
      );
      left = left.filter((n) => ['survived', 'unreached'].includes(results.get(n)!.outcome));
    }
    setting.found([...results.values()]);
    return [...results].sort(([a], [b]) => a - b).map(([, result]) => result);
  } finally {
    cover.remove();
    change.remove();
  }
}

async function measure(
  specs: readonly string[],
  mutants: number,
  { url }: Bundle,
  coverage: Map<string, Covered>,
  { lanes, progress, note }: Setting,
): Promise<void> {
  let count = 0;
  await inLanes(
    specs,
    { lanes, patience: 600_000 },
    (spec) => ({ kind: 'cover', url, spec, mutants }),
    (spec, outcome) => {
      if (outcome.kind !== 'covered')
        throw new Error(
          `${spec}: expected its coverage, got ${outcome.kind}${'said' in outcome ? `: ${outcome.said}` : ''}`,
        );
      for (const { title, passes } of outcome.covered.tests)
        if (!passes) note(`left out, since it fails in one file with others: ${spec}: ${title}`);
      coverage.set(spec, outcome.covered);
      progress(`${++count} of ${specs.length} specifications measured`);
    },
  );
}

/** The tests that reach a mutant, those first that cost little. */
function runsThatReach(
  n: number,
  specs: readonly string[],
  coverage: ReadonlyMap<string, Covered>,
): readonly Tests[] {
  return specs
    .flatMap((spec) => {
      const { always, tests, turns, ms } = coverage.get(spec)!;
      const everywhere = always.includes(n);
      const reaching = tests.filter(({ passes, hits }) => passes && (everywhere || hits.includes(n)));
      const cost = reaching.reduce((sum, test) => sum + test.ms, ms);
      return reaching.length > 0
        ? [{ spec, tests: reaching.map((test) => test.n), turns: 10 * turns + 1e7, cost }]
        : [];
    })
    .sort((a, b) => a.cost - b.cost);
}

/** The specifications that see a file's mutants first. */
export function folderSpecs(file: string): readonly string[] {
  return inProcessSpecs().filter((spec) => isOwn(spec, file));
}

/** `harness/claims/judge.ts` is of `spec/claims/` and of `spec/laws/claims.spec.ts`. */
function isOwn(spec: string, file: string): boolean {
  const folder = file.split('/')[1];
  return spec.startsWith(`spec/${folder}/`) || spec === `spec/laws/${folder}.spec.ts`;
}

/**
 * For each file the specifications that reach it, those first that are named like it or like its folder, then by
 * steps of import; one of another folder stands a step further.
 */
function nearness(specs: readonly string[], files: readonly string[], { imports }: Bundle) {
  const steps = new Map(specs.map((spec) => [spec, distances(spec, imports)]));
  const order = new Map(
    files.map((file) => {
      const [folder, name] = file.replace('.ts', '').split('/').slice(-2);
      const rank = (spec: string) => {
        if (spec.endsWith(`/${name}.spec.ts`)) return -2;
        if (spec.endsWith(`/${folder}.spec.ts`) && !spec.startsWith('spec/laws/')) return -1;
        return steps.get(spec)!.get(file)! + (isOwn(spec, file) ? 0 : 1);
      };
      const reaching = specs.filter((spec) => steps.get(spec)!.has(file));
      return [file, reaching.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))];
    }),
  );
  return (file: string) => order.get(file)!;
}

function distances(
  from: string,
  imports: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, number> {
  const found = new Map([[from, 0]]);
  for (const [file, distance] of found)
    for (const next of imports.get(file) ?? []) if (!found.has(next)) found.set(next, distance + 1);
  return found;
}
