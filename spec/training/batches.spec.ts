import { expect } from 'chai';
import fc from 'fast-check';
import { batchOf, gathered } from '../../harness/training/batches.ts';
import { expectEven } from '../by-chance.ts';
import { runs } from '../runs.ts';

describe('the samples of a batch', () => {
  const any = fc.nat({ max: 1e6 });

  it('are drawn by seed, network and step, each of which alone gives others', () => {
    fc.assert(
      fc.property(any, any, (seed, step) => {
        const drawn = (s: number, name: string, at: number) => batchOf(s, name, at, 8, 1e6).join();
        const all = [
          drawn(seed, 'a', step),
          drawn(seed + 1, 'a', step),
          drawn(seed, 'b', step),
          drawn(seed, 'a', step + 1),
        ];
        expect(new Set(all).size).to.equal(4);
        expect(drawn(seed, 'a', step)).to.equal(all[0]);
      }),
      { numRuns: runs(30) },
    );
  });

  it('are of those that there are, every one as likely', () => {
    const counts = new Float64Array(5);
    for (let step = 0; step < 500; step++) for (const i of batchOf(1, 'a', step, 4, 5)) counts[i]! += 1;
    expectEven(counts, 'samples');
  });

  it('stand one after the other, as often as they were drawn', () => {
    const rows = [Float32Array.of(1, 2), Float32Array.of(3, 4)];
    expect([...gathered(rows, [1, 0, 1])]).to.deep.equal([3, 4, 1, 2, 3, 4]);
  });
});
