import { expect } from 'chai';
import fc from 'fast-check';
import { inOrder } from '../../../harness/edges/cli/metric/in-order.ts';

describe('inOrder', () => {
  it('gives results in the order of the tasks, whoever is ready first, and waits with few', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(4), { maxLength: 30 }),
        fc.integer({ min: 1, max: 4 }),
        async (delays, count) => {
          let [begun, taken] = [0, 0];
          const worker = async (task: readonly [number, number]) => {
            begun++;
            for (let i = 0; i < task[1]; i++) await Promise.resolve();
            return task[0];
          };
          const results: number[] = [];
          const tasks = delays.map((delay, i) => [i, delay] as const);
          for await (const result of inOrder(
            tasks,
            Array.from({ length: count }, () => worker),
          )) {
            expect(begun - taken).to.be.at.most(4 * count);
            results.push(result);
            taken++;
          }
          expect(results).to.eql(delays.map((_, i) => i));
        },
      ),
    );
  });

  it('tells an error when its turn comes, after what was ready before', async () => {
    const results: number[] = [];
    const worker = async (task: number) => {
      if (task === 2) throw new Error('task 2');
      return task;
    };
    const all = async () => {
      for await (const result of inOrder([0, 1, 2, 3], [worker, worker])) results.push(result);
    };
    expect(await all().catch((error: Error) => error.message)).to.equal('task 2');
    expect(results).to.eql([0, 1]);
  });
});
