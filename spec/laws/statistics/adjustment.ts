import { expect } from 'chai';
import type { Procedure } from '../../../harness/statistics/procedure.ts';
import { law } from './law.ts';
import { rateSamples, run } from './sample.ts';

/** The laws of p values adjusted for being several. */
export function adjustment(procedure: Procedure): void {
  law(
    "keeps the order of the p values, lowers none, and Holm's are the larger",
    (sample) => {
      const { holm, benjaminiHochberg } = run(procedure, sample);
      const order = sample.ids.map((_, i) => i).sort((i, j) => sample.x[i]! - sample.x[j]!);
      for (const [k, i] of order.entries()) {
        const id = sample.ids[i]!;
        expect(benjaminiHochberg[id]).to.be.within(sample.x[i]!, holm[id]);
        expect(holm[id]).to.be.at.most(1);
        const before = sample.ids[order[Math.max(0, k - 1)]!]!;
        expect(holm[id]).to.be.at.least(holm[before]);
        expect(benjaminiHochberg[id]).to.be.at.least(benjaminiHochberg[before]);
      }
    },
    rateSamples,
  );
  law(
    'multiplies the least p by their number for Holm, and leaves the greatest to Benjamini and Hochberg',
    (sample) => {
      const { n, holm, benjaminiHochberg } = run(procedure, sample);
      const [least, greatest] = [Math.min(...sample.x), Math.max(...sample.x)];
      expect(holm[sample.ids[sample.x.indexOf(least)]!]).to.equal(Math.min(1, n * least));
      expect(benjaminiHochberg[sample.ids[sample.x.indexOf(greatest)]!]).to.equal(greatest);
    },
    rateSamples,
  );
  law(
    'changes nothing where there is one p',
    (sample) => {
      const [id, p] = [sample.ids[0]!, sample.x[0]!];
      const { holm, benjaminiHochberg } = run(procedure, {
        ids: [id],
        clusters: [id],
        x: Float64Array.of(p),
      });
      expect([holm[id], benjaminiHochberg[id]]).to.deep.equal([p, p]);
    },
    rateSamples,
  );
}
