import { expect } from 'chai';
import fc from 'fast-check';
import { InputError } from '../../../harness/numeric/input-error.ts';
import type { Procedure, Sample } from '../../../harness/statistics/procedure.ts';
import { runs } from '../../runs.ts';
import { expectSame, optionsFor, run, samplesFor } from './sample.ts';

/** What holds for every procedure. */
export function everyProcedure(procedure: Procedure): void {
  const samples = samplesFor(procedure);

  it('does not depend on the order of the observations', () => {
    fc.assert(
      fc.property(samples, fc.infiniteStream(fc.nat()), (sample, keys) => {
        const order = sample.ids
          .map((_, i) => ({ i, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ i }) => i);
        const shuffled: Sample = {
          ids: order.map((i) => sample.ids[i]),
          clusters: order.map((i) => sample.clusters[i]),
          x: Float64Array.from(order, (i) => sample.x[i]),
          y: Float64Array.from(order, (i) => sample.y![i]),
        };
        // Which of equal leave-one-out results is named first is no statement about the data.
        const anonymous = (text: string) =>
          JSON.parse(text, (key, v) => (key === 'least' || key === 'most' ? '' : v));
        const of = (s: Sample) => anonymous(JSON.stringify(run(procedure, s)));
        expectSame(of(shuffled), of(sample));
      }),
      { numRuns: runs(25) },
    );
  });

  it('leaves its input as it is, and gives the same result again', () => {
    fc.assert(
      fc.property(samples, (sample) => {
        const before = JSON.stringify([[...sample.x], [...sample.y!], sample.ids]);
        expect(run(procedure, sample)).to.deep.equal(run(procedure, sample));
        expect(JSON.stringify([[...sample.x], [...sample.y!], sample.ids])).to.equal(before);
      }),
      { numRuns: runs(10) },
    );
  });

  it('counts clusters under the options for which it says so, and under no other', () => {
    const counted = fc.sample(samples, { numRuns: 25, seed: 7 }).map((sample) => {
      const [together, alone] = [sample, { ...sample, clusters: sample.ids }].map((each) => {
        const { clusters: _, ...numbers } = run(procedure, each);
        return JSON.stringify(numbers);
      });
      return together !== alone;
    });
    expect(counted.some(Boolean)).to.equal(procedure.clusters(optionsFor(procedure)));
  });

  it('answers in plain data without NaN', () => {
    fc.assert(
      fc.property(samples, (sample) => {
        JSON.stringify(run(procedure, sample), (key, entry: unknown) => {
          if (Number.isNaN(entry)) expect.fail(`NaN at ${key}`);
          return entry;
        });
      }),
      { numRuns: runs(25) },
    );
  });

  it('rejects an unknown option, NaN, columns of different lengths, and too few observations', () => {
    const [sample] = fc.sample(samples, { numRuns: 1, seed: 1 });
    const options = optionsFor(procedure);
    expect(() => procedure.resolve({ nonsense: 1 })).to.throw(InputError, /got "nonsense"/);
    const spoilt = { ...sample, x: sample.x.map((v, i) => (i === 2 ? Number.NaN : v)) };
    expect(() => procedure.compute(spoilt, options)).to.throw(InputError, /finite values, got NaN at id s02/);
    const uneven = { ...sample, y: sample.y!.slice(1) };
    expect(() => procedure.compute(uneven, options)).to.throw(InputError, /columns of one length/);
    const none = { ids: [], clusters: [], x: new Float64Array(0), y: new Float64Array(0) };
    expect(() => procedure.compute(none, options)).to.throw(InputError, /at least \d observations?, got 0/);
  });
}
