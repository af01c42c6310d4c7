import { expect } from 'chai';
import fc from 'fast-check';
import { readTies } from '../../../harness/statistics/decimal-ties.ts';
import type { Procedure, Sample } from '../../../harness/statistics/procedure.ts';
import { runs } from '../../runs.ts';
import { binarySamples, optionsFor, rateSamples, samplesFor } from './sample.ts';
import { factorsOf, unitFaults } from './units.ts';

/** Options besides the presets under which equal differences count. */
const readings: Readonly<Record<string, Readonly<Record<string, string | number>>>> = {
  equivalence: { quantity: 'median' },
  permutation: { unit: 'cluster' },
  flip: { margin: 5 },
};

/** What printed decimals say does not depend on their unit, as doubles' own differences make it. */
export function decimalTieLaws(procedure: Procedure): void {
  for (const given of [{}, ...(readings[procedure.name] ? [readings[procedure.name]] : [])]) {
    const options = optionsFor(procedure, given);
    const told = Object.values(given!).join(', ') || 'presets';
    const samples = decimalSamples(procedure);
    const ofDecimals: Procedure = {
      ...procedure,
      compute: (sample, setting) => readTies(procedure, sample, setting, 'decimal').result,
    };
    const inTenths = factorsOf(procedure, options, [1 / 10, 1 / 100]);
    const faults = (read: Procedure, sample: Sample) => unitFaults(read, sample, options, inTenths, 1e-9);

    it(`reads decimals as it reads whole numbers, by units of ten (${told})`, () => {
      fc.assert(
        fc.property(samples, (sample) => {
          expect(faults(ofDecimals, sample)).to.deep.equal([]);
        }),
        { numRuns: runs(25) },
      );
    });

    it(`loses that where doubles are subtracted, if and only if ties count (${told})`, () => {
      const lost = fc
        .sample(samples, { numRuns: 120, seed: 7 })
        .some((sample) => faults(procedure, sample).length > 0);
      expect(lost).to.equal(procedure.ties(options));
    });
  }
}

/** Whole numbers of few values, so that differences tie; sweeps have several at a place. */
function decimalSamples(procedure: Procedure): fc.Arbitrary<Sample> {
  const samples = samplesFor(procedure);
  if (samples === rateSamples || samples === binarySamples) return samples;
  const sweep = procedure.kind === 'sweep';
  const groups = ['groups', 'ranks', 'subgroups'].includes(procedure.kind);
  const whole = (column: Float64Array, from: number, count: number) =>
    column.map((v) => from + ((((64 * v) % count) + count) % count));
  return samples
    .map((sample) => ({
      ...sample,
      x: sweep ? sample.x.map((_, i) => (i % 3) - 1) : whole(sample.x, 240, 12),
      y: groups ? sample.y! : sweep ? whole(sample.y!, 4, 3) : whole(sample.y!, 240, 12),
    }))
    .filter(({ x, y }) => new Set(x.map((v, i) => v - y[i]!)).size > 3);
}
