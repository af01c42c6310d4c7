import { expect } from 'chai';
import type { Procedure } from '../../../harness/statistics/procedure.ts';
import { law } from './law.ts';
import { expectSame, mirrored, run, samples, swapped } from './sample.ts';

/** What holds for ratios of means. */
export function ratioLaws(procedure: Procedure): void {
  const defined = samples.filter(({ x, y }) => [x, y!].every((column) => average(column) !== 0));
  law(
    'follows a scale of either column, and is turned over when the columns are exchanged',
    (sample) => {
      const { value, ci95 } = run(procedure, sample);
      const stretched = run(procedure, { ...sample, x: sample.x.map((v) => 4 * v) });
      expectSame(stretched['value'], 4 * value);
      if (ci95[1] < 1e299) expectSame(stretched['ci95'][1], 4 * ci95[1]);
      expectSame(run(procedure, { ...sample, y: sample.y!.map((v) => 2 * v) })['value'], value / 2);
      expectSame(run(procedure, swapped(sample))['value'] * value, 1);
    },
    defined,
  );
  law('is 1 without spread for a column over itself', (sample) => {
    const positive = sample.x.map((v) => v + 100);
    const { value, ci95 } = run(procedure, { ...sample, x: positive, y: positive });
    expectSame([value, ci95], [1, [1, 1]]);
  });
  law('has shares of a sum that add up to 1', (sample) => {
    const whole = sample.x.map((v, i) => v + sample.y![i] + 100);
    const share = (part: Float64Array) => run(procedure, { ...sample, x: part, y: whole })['value'];
    expectSame(share(sample.x) + share(sample.y!.map((v) => v + 100)), 1);
  });
}

/** What holds for intervals from bootstrap replicates. */
export function replicateLaws(procedure: Procedure): void {
  law('is mirrored when the columns are swapped, and moves with a shift of one', (sample) => {
    const [one, other] = [run(procedure, sample), run(procedure, swapped(sample))];
    expectSame([other['value'], other['ci95']], [-one['value'], mirrored(one['ci95'])]);
    const moved = run(procedure, { ...sample, x: sample.x.map((v) => v + 5) });
    expectSame(
      [moved['value'], moved['ci95']],
      [one['value'] + 5, one['ci95'].map((end: number) => end + 5)],
    );
  });
  law('leaves at most a replicate in forty outside on either side', (sample) => {
    const { n, ci95 } = run(procedure, sample);
    const d = sample.x.map((v, i) => v - sample.y![i]);
    expect(d.filter((v) => v < ci95[0]).length).to.be.at.most(Math.ceil(n / 40));
    expect(d.filter((v) => v > ci95[1]).length).to.be.at.most(Math.ceil(n / 40));
  });
}

function average(values: Float64Array): number {
  return values.reduce((total, v) => total + v, 0) / values.length;
}
