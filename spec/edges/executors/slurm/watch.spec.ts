import { expect } from 'chai';
import fc from 'fast-check';
import { runs } from '../../../runs.ts';
import { type Faults, SimulatedCluster } from './simulated-cluster.ts';

const none: Faults = { preempted: [], lag: 0, minutes: {}, mostTasks: 100 };

/** A cluster with these faults and two layers of three stages and one of one, run to its end. */
async function ranWith(faults: Partial<Faults>, widths: readonly number[] = [3, 3, 1]) {
  const cluster = new SimulatedCluster({ ...none, ...faults }, widths);
  const execution = await cluster.run();
  return { cluster, execution };
}

function everythingOnce(cluster: SimulatedCluster): void {
  for (const stage of cluster.stages) {
    expect(cluster.stored(stage), stage.label).to.equal(true);
    expect(cluster.ended.get(stage.label), stage.label).to.equal(1);
  }
  const begun = [...cluster.begun.values()].reduce((a, b) => a + b, 0);
  expect(begun, 'computations begun beyond those that faults cost').to.be.at.most(
    cluster.stages.length + cluster.lost,
  );
}

const span = fc
  .tuple(fc.nat({ max: 600 }), fc.nat({ max: 700 }))
  .map(([from, length]) => ({ from, to: from + length }));
const anyFaults: fc.Arbitrary<Faults> = fc.record(
  {
    preempted: fc.array(fc.record({ at: fc.nat({ max: 900 }), task: fc.nat({ max: 9 }) }), { maxLength: 4 }),
    silent: span,
    empty: span,
    dead: fc.record({ node: fc.constant(0), at: fc.nat({ max: 600 }) }),
    full: fc.constant(1),
    lag: fc.nat({ max: 80 }),
    minutes: fc.dictionary(fc.constantFrom('0', '1', '4'), fc.constantFrom(1, 5, 65)),
    mostTasks: fc.integer({ min: 1, max: 4 }),
  },
  { requiredKeys: ['preempted', 'lag', 'minutes', 'mostTasks'] },
);

describe('stages on a cluster', () => {
  it('are each computed once, whatever the cluster does and the queue says', async () => {
    await fc.assert(
      fc.asyncProperty(anyFaults, async (faults) => {
        const { cluster, execution } = await ranWith(faults);
        expect(execution.failures.map(({ error }) => error.message)).to.deep.equal([]);
        expect(execution.seconds.size).to.equal(cluster.stages.length);
        everythingOnce(cluster);
      }),
      { numRuns: runs(15) },
    );
  });

  it('are an array a level and class of resources where nothing goes wrong', async () => {
    expect((await ranWith({})).cluster.arrays).to.equal(3);
  });

  const planted: readonly [string, Partial<Faults>, number][] = [
    [
      'a task is preempted and put back twice',
      {
        preempted: [
          { at: 30, task: 0 },
          { at: 300, task: 0 },
        ],
      },
      3,
    ],
    ['arrays may have two tasks at most', { mostTasks: 2 }, 5],
    ['the controller is down for minutes', { silent: { from: 20, to: 700 } }, 3],
    [
      'the queue is empty for minutes though tasks run',
      { empty: { from: 20, to: 700 }, minutes: { 0: 20 } },
      3,
    ],
    ['results are seen a minute late', { lag: 80 }, 3],
  ];
  for (const [what, faults, arrays] of planted) {
    it(`need no further job where ${what}`, async () => {
      const { cluster, execution } = await ranWith(faults);
      expect(execution.failures).to.deep.equal([]);
      expect(cluster.arrays).to.equal(arrays);
      everythingOnce(cluster);
    });
  }

  it('are submitted again where a machine dies and the queue says that they run', async () => {
    const { cluster } = await ranWith({ dead: { node: 0, at: 40 }, minutes: { 0: 10, 1: 10, 2: 10 } });
    expect(cluster.arrays).to.be.above(3);
    everythingOnce(cluster);
  });

  it('shun machines with a full disk, with another version or that end tasks without a word', async () => {
    for (const faults of [{ full: 1 }, { other: 1 }, { broken: 1 }]) {
      const { cluster, execution } = await ranWith(faults, [6]);
      expect(execution.failures).to.deep.equal([]);
      everythingOnce(cluster);
    }
  });

  it('that their limit ends are tried once more with twice as much, then named with what to raise', async () => {
    const { cluster, execution } = await ranWith({ minutes: { 0: 90, 1: 300 } });
    expect(execution.failures.map(({ error }) => error.message)).to.deep.equal([
      `stage 'stage 0.1': expected a task of the queue that computes it, got one that took more than 120 minutes, and was stopped there, twice; raise "minutes" of "sample" in the profile's "resources"; it goes on from its checkpoint`,
    ]);
    expect(cluster.begun.get('stage 0.1')).to.equal(2);
    expect(cluster.stored(cluster.stages[0]!)).to.equal(true);
    // What needs it is undone, and told by no fault of its own.
    expect(execution.undone.map(({ label }) => label)).to.deep.equal(['stage 0.1', 'stage 1.1']);
  });

  it('that fail by their input fail once, with the words of the fault and the machine', async () => {
    const { cluster, execution } = await ranWith({ wrong: 1 });
    expect(execution.failures).to.have.length(1);
    expect(execution.failures[0]!.error.message).to.match(
      /^stage 0\.1 \(on n\d\): expected no fault, got a wrong image; mend it$/,
    );
    expect(cluster.begun.get('stage 0.1')).to.equal(1);
  });

  it('are told from an executor that believes the queue', async () => {
    // One that gives a task up as soon as the queue does not name it.
    const cluster = new SimulatedCluster({ ...none, empty: { from: 20, to: 700 } }, [3, 3, 1]);
    await cluster.run({
      store: {
        has: async (key) => cluster.stages.some((each) => each.key === key && cluster.stored(each)),
        holder: async () => undefined,
        secondsOf: async () => 1,
      },
      pace: { poll: 15_000, settle: 0, silent: 0 },
    });
    expect(() => everythingOnce(cluster)).to.throw();
  });
});
