import { expect } from 'chai';
import { stream } from '../../../harness/numeric/stream.ts';
import { procedureNamed } from '../../../harness/statistics/catalogue.ts';
import type { Procedure, Sample } from '../../../harness/statistics/procedure.ts';
import { expectShare } from '../../by-chance.ts';
import { law } from './law.ts';
import { expectSame, mapped, mirrored, run, swapped } from './sample.ts';

/** The laws of an interval that may be looked at again and again. */
export function sequence(procedure: Procedure): void {
  law('is mirrored when the arms are swapped, and moves and stretches with them', (sample) => {
    const { mean, ci95 } = run(procedure, sample);
    expectSame(run(procedure, swapped(sample))['ci95'], mirrored(ci95));
    expectSame(run(procedure, { ...sample, x: sample.x.map((v) => v + 5) })['mean'], mean + 5);
    const scaled = mapped(sample, (v) => 4 * v - 3);
    expectSame(
      run(procedure, scaled)['ci95'],
      ci95.map((end: number) => 4 * end),
    );
  });
  law('is wider than the interval for one look', (sample) => {
    const [low, high] = run(procedure, sample)['ci95'];
    const once = run(procedureNamed('t-test'), sample)['ci95'];
    // Of eight values or more; of fewer Student's t is wider than what holds for many.
    if (sample.x.length >= 12) expect(high - low).to.be.above(once[1] - once[0]);
  });
  it('holds the truth at every look in 95 of 100 studies, which the interval for one look does not', () => {
    const random = stream(43, 'sequence');
    const studies = 400;
    const [from, to] = [30, 400];
    const held = { sequence: 0, once: 0 };
    for (let k = 0; k < studies; k++) {
      const x = Float64Array.from({ length: to }, random.normal);
      let [sequenceHeld, onceHeld] = [true, true];
      for (let n = from; n <= to; n += 5) {
        const sample = firstOf(x, n);
        sequenceHeld &&= holdsZero(run(procedure, sample)['ci95']);
        onceHeld &&= holdsZero(run(procedureNamed('t-test'), sample)['ci95']);
      }
      held.sequence += Number(sequenceHeld);
      held.once += Number(onceHeld);
    }
    expectShare(held.sequence, studies, [0.95, 1], 'the sequence');
    // The control: the interval for one look is refused.
    expect(() => expectShare(held.once, studies, [0.95, 1], 'one look')).to.throw('promised a share');
  });
}

function firstOf(x: Float64Array, n: number): Sample {
  const ids = Array.from({ length: n }, (_, i) => String(i));
  return { ids, clusters: ids, x: x.subarray(0, n) };
}

function holdsZero([low, high]: readonly [number, number]): boolean {
  return low <= 0 && high >= 0;
}
