import { expect } from 'chai';
import { stream } from '../../../harness/numeric/stream.ts';
import type { Procedure, Sample } from '../../../harness/statistics/procedure.ts';
import { expectShare } from '../../by-chance.ts';
import { covers } from './coverage.ts';
import { law } from './law.ts';
import { binarySamples, expectSame, mirrored, run, swapped } from './sample.ts';

/** The laws of two paired columns of 0 and 1. */
export function pairedBinary(procedure: Procedure): void {
  law(
    'is mirrored when the columns are swapped',
    (sample) => {
      const [one, other] = [run(procedure, sample), run(procedure, swapped(sample))];
      expectSame(other['p'], one['p']);
      expectSame(other['difference'].value, -one['difference'].value);
      expectSame(other['difference'].ci95, mirrored(one['difference'].ci95));
      expect([other['table'].xOnly, other['table'].yOnly]).to.eql([one['table'].yOnly, one['table'].xOnly]);
    },
    binarySamples,
  );
  law(
    'looks at the cases on which they differ: others change no p',
    (sample) => {
      const alike = (mark: number): Sample => ({
        ids: [...sample.ids, 'more'],
        clusters: [...sample.clusters, 'more'],
        x: Float64Array.of(...sample.x, mark),
        y: Float64Array.of(...sample.y!, mark),
      });
      for (const mark of [0, 1]) expectSame(run(procedure, alike(mark))['p'], run(procedure, sample)['p']);
    },
    binarySamples,
  );
  law(
    'has an exact p that no other is far above, a mid-p below it, and a corrected p above the uncorrected',
    (sample) => {
      const { exact, mid, corrected, uncorrected } = run(procedure, sample)['p'];
      for (const p of [exact, mid, corrected, uncorrected]) expect(p).to.be.within(0, 1);
      expect(mid).to.be.at.most(exact);
      expect(uncorrected).to.be.at.most(corrected);
    },
    binarySamples,
  );
  it('rejects no true hypothesis more often than at the level by the exact p, and knows an untrue one', () => {
    const random = stream(37, 'binary');
    const runs = 4000;
    const rejected = (tilt: number) => {
      let below = 0;
      for (let k = 0; k < runs; k++) below += Number(run(procedure, drawn(random, tilt))['p'].exact <= 0.05);
      return below;
    };
    expectShare(rejected(0), runs, [0, 0.05], 'of true hypotheses');
    // The control: untrue ones are rejected more often than 1 in 5.
    expect(() => expectShare(rejected(0.25), runs, [0, 0.2], 'of untrue ones')).to.throw('promised a share');
  });
  covers(procedure, 'the difference of two shares, 60 cases', {
    draw: (random) => drawn(random, 0.1),
    // P(1 in x alone) is 0.3 * 0.6, in y alone 0.3 * 0.4.
    intervals: ({ difference }) => ({ difference: [difference.ci95, 0.06] }),
    slack: 0.015,
  });
}

/** 60 cases of which 3 in 10 differ, towards x with a chance of a half and `tilt`. */
function drawn(random: ReturnType<typeof stream>, tilt: number): Sample {
  const ids = Array.from({ length: 60 }, (_, i) => `i${i}`);
  const pairs = ids.map(() => {
    if (random.uniform() >= 0.3) return Array(2).fill(Number(random.uniform() < 0.5)) as number[];
    return random.uniform() < 0.5 + tilt ? [1, 0] : [0, 1];
  });
  const column = (at: number) => Float64Array.from(pairs, (pair) => pair[at]);
  return { ids, clusters: ids, x: column(0), y: column(1) };
}
