import fc from 'fast-check';
import Mocha from 'mocha';

/** What one specification reached with no mutant on. */
export interface Covered {
  /** Mutants that all its tests depend on: reached when its modules were loaded, or in hooks. */
  readonly always: readonly number[];
  readonly tests: readonly CoveredTest[];
  /** Turns of loops in the whole of it. */
  readonly turns: number;
  /** Milliseconds of processor time of what runs whichever tests are asked. */
  readonly ms: number;
}

export interface CoveredTest {
  /** Its place among the specification's tests. */
  readonly n: number;
  readonly title: string;
  readonly hits: readonly number[];
  /** Milliseconds of processor time. */
  readonly ms: number;
  /** Whether it passes as it is. */
  readonly passes: boolean;
}

/** Tests of one specification, by their places in it. */
export interface Tests {
  readonly spec: string;
  readonly tests: readonly number[];
  /** More turns than these, and it is taken not to end. */
  readonly turns: number;
}

export type Order =
  | { readonly kind: 'cover'; readonly url: string; readonly spec: string; readonly mutants: number }
  | { readonly kind: 'mutant'; readonly url: string; readonly on: number; readonly runs: readonly Tests[] };

export type Reply =
  | { readonly kind: 'covered'; readonly covered: Covered }
  /** The test that failed; none where the mutant survived. */
  | { readonly kind: 'mutant'; readonly by: string | null };

const lane = globalThis as unknown as { __on: number; __hit: Uint8Array; __turn: () => void };
let turnsLeft = Number.POSITIVE_INFINITY;
let evaluations = 0;

lane.__turn = () => {
  if (--turnsLeft < 0) throw new Error('expected a loop to end, got none; it is taken to be endless');
};

// The same cases in every run, and no search for a smaller one.
fc.configureGlobal({ seed: 17, endOnFailure: true, numRuns: Number(process.env['FC_RUNS']) });

process.on('disconnect', () => process.exit());
process.on('message', async (order: Order) => {
  process.send!(await answer(order));
});

async function answer(order: Order): Promise<Reply> {
  if (order.kind === 'cover')
    return { kind: 'covered', covered: await cover(order.url, order.spec, order.mutants) };
  lane.__on = order.on;
  for (const { spec, tests, turns } of order.runs) {
    turnsLeft = turns;
    const wanted = new Set(tests);
    let by: string | null = null;
    try {
      const mocha = await loaded(order.url, spec);
      keepTests(mocha.suite, wanted);
      await run(mocha, {
        fail: (test) => {
          by ??= test.fullTitle();
        },
      });
    } catch (error) {
      by = `loading ${spec}: ${(error as Error).message}`;
    }
    if (by !== null) return { kind: 'mutant', by: `${spec}: ${by}` };
  }
  return { kind: 'mutant', by: null };
}

async function cover(url: string, spec: string, mutants: number): Promise<Covered> {
  lane.__on = -1;
  lane.__hit = new Uint8Array(mutants);
  turnsLeft = Number.MAX_SAFE_INTEGER;
  const always = new Set<number>();
  const taken = () => {
    const hits = [...lane.__hit.keys()].filter((n) => lane.__hit[n] === 1);
    lane.__hit.fill(0);
    return hits;
  };
  const started = cpu();
  const mocha = await loaded(url, spec);
  const ms = cpu() - started;
  const places = new Map(testsOf(mocha.suite).map((test, n) => [test, n]));
  const tests: CoveredTest[] = [];
  const keep = () => {
    for (const n of taken()) always.add(n);
  };
  let began = 0;
  await run(mocha, {
    test: () => {
      keep();
      began = cpu();
    },
    'test end': (test) => {
      if (test.isPending()) return;
      const { title, state } = { title: test.fullTitle(), state: test.state };
      tests.push({
        n: places.get(test)!,
        title,
        hits: taken(),
        ms: cpu() - began,
        passes: state === 'passed',
      });
    },
  });
  keep();
  return { always: [...always], tests, turns: Number.MAX_SAFE_INTEGER - turnsLeft, ms };
}

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** A specification evaluated afresh. */
async function loaded(url: string, spec: string): Promise<Mocha> {
  const mocha = new Mocha({ reporter: Silent as unknown as string, timeout: 100_000, bail: lane.__on >= 0 });
  mocha.suite.emit('pre-require', globalThis, spec, mocha);
  const { specs } = (await import(`${url}?evaluation=${evaluations++}`)) as {
    readonly specs: Readonly<Record<string, () => Promise<unknown>>>;
  };
  await specs[spec]!();
  return mocha;
}

class Silent {}

/** All tests, in the order in which they run. */
function testsOf(suite: Mocha.Suite): readonly Mocha.Test[] {
  return [...suite.tests, ...suite.suites.flatMap(testsOf)];
}

/** Leaves the tests whose places among all of them are wanted. */
function keepTests(suite: Mocha.Suite, wanted: ReadonlySet<number>): void {
  const kept = new Set(testsOf(suite).filter((_, n) => wanted.has(n)));
  const prune = (part: Mocha.Suite) => {
    part.tests = part.tests.filter((test) => kept.has(test));
    part.suites.forEach(prune);
  };
  prune(suite);
}

function run(mocha: Mocha, listeners: Readonly<Record<string, (test: Mocha.Test) => void>>): Promise<void> {
  return new Promise((done) => {
    const runner = mocha.run(() => {
      mocha.dispose();
      done();
    });
    for (const [event, listener] of Object.entries(listeners)) runner.on(event, listener);
  });
}
