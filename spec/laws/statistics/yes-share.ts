import { expect } from 'chai';
import { type Stream, stream } from '../../../harness/numeric/stream.ts';
import type { Procedure, Sample } from '../../../harness/statistics/procedure.ts';
import { expectShare } from '../../by-chance.ts';
import { law } from './law.ts';
import { binarySamples, expectSame, mirrored, run } from './sample.ts';

/** The laws of a share of answers. */
export function yesShare(procedure: Procedure): void {
  law(
    'has an interval of some width around its value within 0 and 1, also where all answers are alike',
    (sample) => {
      for (const x of [sample.x, sample.x.map(() => 0), sample.x.map(() => 1)]) {
        const { value, ci95 } = run(procedure, { ...sample, x });
        expect([0, ci95[0], value, ci95[1], 1]).to.deep.equal([0, ci95[0], value, ci95[1], 1].sort());
        expect(ci95[1] - ci95[0]).to.be.above(0.01);
      }
    },
    binarySamples,
  );
  law(
    'is mirrored when yes is no',
    (sample) => {
      const [one, other] = [sample, { ...sample, x: sample.x.map((v) => 1 - v) }].map((s) =>
        run(procedure, s),
      );
      expectSame(other!['value'], 1 - one!['value']);
      expectSame(
        other!['ci95'],
        mirrored(one!['ci95']).map((end) => 1 + end),
      );
    },
    binarySamples,
  );
  law(
    'knows no more of a subject by a copy of its image',
    ({ ids, x }) => {
      for (const answers of [x, x.map(() => 1)]) {
        const alone = { ids, clusters: ids, x: answers };
        const again = ids.map((id) => `${id} again`);
        const twice: Sample = {
          ids: [...ids, ...again],
          clusters: [...ids, ...ids],
          x: Float64Array.of(...answers, ...answers),
        };
        const [one, two] = [alone, twice].map((s) => run(procedure, s)['ci95']);
        expect(two[0]).to.be.at.most(one[0] + 1e-9);
        expect(two[1]).to.be.at.least(one[1] - 1e-9);
      }
    },
    binarySamples,
  );
  for (const share of [0.02, 0.5, 0.97]) {
    it(`holds a share of ${share} in at least 95 of 100 samples, of images and of 20 subjects with 1 to 5 that go together`, () => {
      const random = stream(41, 'yes', share);
      for (const together of [0, 0.9]) {
        let held = 0;
        for (let k = 0; k < 400; k++) {
          const [low, high] = run(procedure, drawn(random, share, together))['ci95'];
          held += Number(low <= share && share <= high);
        }
        expectShare(held, 400, [0.95, 1], `${together} together`, 2);
      }
    });
  }
}

/** Answers of which a subject's are the same one with the given chance, else each of its own. */
function drawn(random: Stream, share: number, together: number): Sample {
  const yes = () => Number(random.uniform() < share);
  const subjects = Array.from({ length: together > 0 ? 20 : 40 }, (_, s) => {
    const [common, size] = [yes(), together > 0 ? 1 + random.below(5) : 1];
    return Array.from({ length: size }, () => ({
      subject: `s${s}`,
      answer: random.uniform() < together ? common : yes(),
    }));
  }).flat();
  return {
    ids: subjects.map((_, i) => `i${i}`),
    clusters: subjects.map(({ subject }, i) => (together > 0 ? subject : `i${i}`)),
    x: Float64Array.from(subjects, ({ answer }) => answer),
  };
}
