import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import fc from 'fast-check';
import { stageKinds } from '../../harness/edges/stages/catalogue.ts';
import type { Stage } from '../../harness/pipeline/stage.ts';
import { type Lanes, workingLanes } from '../../harness/study/cost/lanes.ts';
import { planCost } from '../../harness/study/cost/plan-cost.ts';
import { serialShare, threadGain } from '../../harness/study/cost/thread-gain.ts';
import { withPlanted } from '../laws/planted-laws.ts';
import { runs } from '../runs.ts';

const threads = fc.integer({ min: 1, max: 128 });
// Doubles are drawn by their bits, nearly all of them next to 0.
const serial = fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000);
const cores = fc.integer({ min: 1, max: 64 });
const jobs = fc.integer({ min: 1, max: 100 });
const cases = { numRuns: runs(50), endOnFailure: true };

/** Stages that need nothing of each other, a second of one thread each. */
const stagesOf = (kind: string, count: number) =>
  Array.from(
    { length: count },
    (_, i) => ({ key: `${i}`, label: `${i}`, kind, flop: 1e9, work: 1, inputs: {} }) as unknown as Stage,
  );
type Seconds = (kind: string, count: number, lanes: Lanes & { cores: number }, serial: number) => number;
const told: Seconds = (kind, count, lanes, share) =>
  planCost(stagesOf(kind, count), [], { flops: 1e9, serial: share, measured: true, engine: 'e' }, lanes, 1)
    .machines[0]!.seconds;
const counted =
  (lanesOf: (lanes: Lanes, cores: number) => Lanes, gain: typeof threadGain): Seconds =>
  (kind, count, { cores: n, ...asked }, share) => {
    const lanes = lanesOf(asked, n);
    return Math.ceil(count / lanes.jobs) / gain({ kind }, lanes.threads, share);
  };

describe('the time of processes with threads', () => {
  withPlanted<Seconds>(
    told,
    {
      'is shortened by threads, as far as their work can be shared': (seconds) =>
        fc.assert(
          fc.property(threads, serial, (n, share) => {
            const took = seconds('sample', 1, { jobs: 1, threads: n, cores: n }, share);
            expect(took).to.be.closeTo(share + (1 - share) / n, 1e-9);
          }),
          cases,
        ),
      'is never that of more cores than there are': (seconds) =>
        fc.assert(
          fc.property(cores, jobs, threads, fc.integer({ min: 1, max: 40 }), (n, many, each, count) => {
            const took = seconds('sample', count, { jobs: many, threads: each, cores: n }, 0);
            expect(took).to.be.at.least(count / n - 1e-9);
          }),
          cases,
        ),
      'of trainings is that of one thread': (seconds) =>
        fc.assert(
          fc.property(threads, serial, (n, share) => {
            expect(seconds('train-denoiser', 1, { jobs: 1, threads: n, cores: n }, share)).to.equal(1);
          }),
          cases,
        ),
    },
    {
      'threads counted as one': counted(
        (lanes, n) => workingLanes(lanes, { cores: n }),
        () => 1,
      ),
      'threads that share trainings too': counted(
        (lanes, n) => workingLanes(lanes, { cores: n }),
        (_, n, share) => threadGain({ kind: 'sample' }, n, share),
      ),
      'cores that are not counted': counted((lanes) => lanes, threadGain),
    },
  );

  it('is told from the gain that was measured, which a busy machine may make too good or too bad', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 128 }), serial, (n, share) => {
        expect(serialShare(threadGain({ kind: 'sample' }, n, share), n)).to.be.closeTo(share, 1e-9);
      }),
    );
    expect([serialShare(9, 4), serialShare(0.5, 4)]).to.deep.equal([0, 1]);
  });

  it('knows every stage that trains', () => {
    for (const { name, code } of stageKinds) {
      const text = readFileSync(fileURLToPath(code), 'utf8');
      const trains = /\btrainingEngine\b|training-run\.ts/.test(text);
      expect(threadGain({ kind: name }, 4, 0) === 1, name).to.equal(trains);
    }
  });
});
