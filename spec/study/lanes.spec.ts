import { expect } from 'chai';
import fc from 'fast-check';
import { lanesOf, overfull } from '../../harness/study/cost/lanes.ts';

const machines = fc.record({
  cores: fc.integer({ min: 1, max: 128 }),
  memory: fc.integer({ min: 1, max: 512 }),
});
const works = fc.array(
  fc.option(fc.integer({ min: 1, max: 64 })).map((memory) => (memory === null ? {} : { memory })),
  { maxLength: 40 },
);
const asked = fc.option(fc.integer({ min: 1, max: 200 }), { nil: undefined });

describe('processes and threads of a machine', () => {
  it('fill its cores and never more, unless somebody asks: none is left that each working process could have', () =>
    fc.assert(
      fc.property(machines, works, (machine, stages) => {
        const { jobs, threads } = lanesOf({}, stages, machine);
        expect(jobs * threads).to.be.at.most(machine.cores);
        expect(jobs * (threads + 1)).to.be.above(machine.cores);
        expect(jobs).to.be.at.most(Math.max(1, stages.length));
        const most = Math.max(0, ...stages.map((stage) => stage.memory ?? 0));
        if (jobs > 1) expect(jobs * most).to.be.at.most(machine.memory);
        expect(overfull({ jobs, threads }, machine)).to.equal(undefined);
      }),
    ));

  it('are those asked for, the others as many as these leave', () =>
    fc.assert(
      fc.property(machines, works, asked, asked, (machine, stages, jobs, threads) => {
        const lanes = lanesOf({ jobs, threads }, stages, machine);
        if (jobs !== undefined) expect(lanes.jobs).to.equal(jobs);
        if (threads !== undefined) expect(lanes.threads).to.equal(threads);
        const greedy = Math.max(jobs ?? 1, threads ?? 1) > machine.cores;
        if (!greedy && (jobs === undefined || threads === undefined)) {
          const working = Math.min(lanes.jobs, Math.max(1, stages.length));
          expect(working * lanes.threads).to.be.at.most(machine.cores);
        }
        const told = overfull(lanes, machine) !== undefined;
        expect(told).to.equal(lanes.jobs * lanes.threads > machine.cores);
      }),
    ));

  it('are few of many threads where memory holds few', () => {
    expect(lanesOf({}, Array(9).fill({ memory: 4e9 }), { cores: 32, memory: 10e9 })).to.eql({
      jobs: 2,
      threads: 16,
    });
    expect(lanesOf({}, [{}], { cores: 8, memory: 1e9 })).to.eql({ jobs: 1, threads: 8 });
    expect(lanesOf({ threads: 3 }, Array(9).fill({}), { cores: 8, memory: 1e9 })).to.eql({
      jobs: 2,
      threads: 3,
    });
  });

  it('beyond the cores are told with what is faster', () => {
    expect(overfull({ jobs: 3, threads: 2 }, { cores: 4 })).to.equal(
      '3 processes of 2 threads on 4 cores: they wait for each other; --jobs times --threads of at most 4 is faster',
    );
    expect(overfull({ jobs: 2, threads: 1 }, { cores: 1 })).to.match(/^2 processes on 1 core: /);
  });
});
