import { expect } from 'chai';
import { createImage, type Image } from '../../harness/numeric/image.ts';
import { calibratedIntervals, type DrawnSample } from '../../harness/pipeline/calibrated-intervals.ts';
import { encodeStack } from '../../harness/pipeline/image-stack.ts';
import { decodeRows } from '../../harness/pipeline/row.ts';
import { measureIntervalsStage } from '../../harness/pipeline/stages/measure-intervals.ts';
import { expectClose } from '../metrics/expect-close.ts';
import { draws as drawn, oracle } from '../metrics/oracle-inputs.ts';
import { noContext } from './stage-context.ts';

interface IntervalCase {
  readonly seed: number;
  readonly samples: number;
  readonly draws: number;
  readonly side: number;
  readonly amount: number;
  readonly alpha: number;
  readonly share: number;
  readonly calibrating: number;
  /** Sample, held, covered, width, factor, outside. */
  readonly scores: readonly (readonly [number, number, number, number, number, number | null])[];
}

const cases = oracle<IntervalCase>('intervals');

describe('calibrated intervals', () => {
  it("are NumPy's, from its quantiles", () => {
    for (const given of cases) {
      const subjects = new Set(Array.from({ length: given.calibrating }, (_, i) => `s${i}`));
      const found = calibratedIntervals('spec', samplesOf(given), subjects, given);
      expect(found.size).to.equal(given.scores.length);
      for (const [sample, ...wanted] of given.scores) {
        const { held, covered, width, factor, outside } = found.get(`${sample}`)!;
        [held, covered, width, factor].forEach((value, i) => {
          expectClose(value, wanted[i]!, `case ${given.seed}, sample ${sample}, ${i}`);
        });
        if (wanted[4] === null) expect(outside).to.equal(undefined);
        else expectClose(outside!, wanted[4]!, `case ${given.seed}, sample ${sample}, outside`);
      }
    }
  });

  it('hold what needs the very factor: where all images are alike, all of each', () => {
    const [one] = samplesOf(cases[0]!);
    const alike = Array.from({ length: 20 }, (_, i) => ({ ...one!, id: `${i}`, subject: `s${i}` }));
    const found = calibratedIntervals(
      'spec',
      alike,
      new Set(alike.slice(0, 10).map(({ subject }) => subject)),
      {
        share: 1,
        alpha: 0.2,
      },
    );
    expect(found.size).to.equal(10);
    for (const { held, covered, outside } of found.values()) {
      expect([held, covered]).to.deep.equal([1, 1]);
      expect(outside ?? 0).to.equal(0);
    }
  });

  it('are of half of the subjects, all images of one on the same side, the same half in every cell', () => {
    const samples = samplesOf({ ...cases[0]!, samples: 44 });
    const rowsOf = (cell: string, dataset: string) => decodeRows(measured(cell, dataset, samples));
    const rows = rowsOf('one', 'd');
    const tested = new Set(rows.map(({ subject }) => subject));
    expect(tested.size).to.equal(11);
    for (const subject of tested) {
      const own = samples.filter((sample) => sample.subject === subject).map(({ id }) => id);
      expect(new Set(rows.filter((row) => row.subject === subject).map(({ sample }) => sample))).to.eql(
        new Set(own),
      );
    }
    expect(rowsOf('other', 'd').map(({ cell: _, ...row }) => row)).to.eql(
      rows.map(({ cell: _, ...row }) => row),
    );
    expect(new Set(rowsOf('one', 'e').map(({ subject }) => subject))).to.not.eql(tested);
    expect(new Set(rows.map(({ score }) => score))).to.include.members([
      'i/held',
      'i/covered',
      'i/width',
      'i/factor',
    ]);
  });
});

function measured(cell: string, dataset: string, samples: readonly DrawnSample[]) {
  const stack = (of: (sample: DrawnSample) => Image) =>
    encodeStack(samples.map((sample) => ({ id: sample.id, subject: sample.subject, image: of(sample) })));
  const inputs = {
    images: stack(({ draws }) => draws[0]!),
    'draw 1': stack(({ draws }) => draws[1]!),
    reference: stack(({ reference }) => reference),
    floor: stack(({ floor }) => floor),
  };
  const params = {
    cell,
    dataset,
    seed: 1,
    score: { id: 'i', convention: { draws: 2, share: 0.9, alpha: 0.1 } },
  };
  return measureIntervalsStage.run(params, inputs, '', noContext) as Record<string, Uint8Array>;
}

/** The samples of a case, as golden/oracles/intervals.py makes them. */
function samplesOf({ seed, samples, draws, side, amount }: IntervalCase): DrawnSample[] {
  const n = side * side;
  const u = drawn(seed, samples * (draws + 2) * n);
  return Array.from({ length: samples }, (_, i) => {
    const part = (j: number) => u.slice((i * (draws + 2) + j) * n, (i * (draws + 2) + j + 1) * n);
    const reference = part(draws);
    const about = (values: Float64Array, scale: number) =>
      createImage(
        1,
        side,
        side,
        reference.map((value, k) => value + scale * (values[k]! - 0.5) * amount),
      );
    return {
      id: `${i}`,
      subject: `s${Math.floor(i / 2)}`,
      draws: Array.from({ length: draws }, (_, j) => about(part(j), 1)),
      reference: createImage(1, side, side, reference),
      floor: about(part(draws + 1), 0.2),
    };
  });
}
