import { expect } from 'chai';
import { InputError } from '../../harness/numeric/input-error.ts';
import { procedureNamed, procedures } from '../../harness/statistics/catalogue.ts';
import type { Sample } from '../../harness/statistics/procedure.ts';
import { optionsFor } from '../laws/statistics/sample.ts';

/** The fewest observations of which each procedure has a number: a mean has one of 1, a spread of 2, a line of 3. */
const fewest: Readonly<Record<string, number>> = {
  adjustment: 1,
  'bayes-factor': 2,
  'bland-altman': 3,
  bootstrap: 2,
  clustered: 2,
  compare: 3,
  correlation: 3,
  'effect-size': 2,
  equivalence: 2,
  flip: 2,
  front: 2,
  icc: 3,
  'linear-fit': 3,
  'mann-whitney': 4,
  mcnemar: 2,
  'mixed-model': 3,
  permutation: 1,
  power: 3,
  proportions: 2,
  ratio: 2,
  replicates: 2,
  screening: 2,
  sequential: 2,
  share: 1,
  subgroups: 4,
  summary: 2,
  't-test': 2,
  'two-groups': 4,
  wilcoxon: 1,
};

const values = [0.31, 0.9, 0.17, 0.55, 0.72, 0.4, 0.11, 0.66];
const others = [0.5, 0.1, 0.4, 0.2, 0.9, 0.3, 0.35, 0.8];
const answers = values.map((_, i) => i % 2);
const places = values.map((_, i) => i);

/** The first observations of columns that a procedure takes. */
function sampleOf(name: string, n: number): Sample {
  const ids = Array.from({ length: n }, (_, i) => `i${i}`);
  const { columns } = procedureNamed(name);
  const grouped = ['mann-whitney', 'two-groups', 'subgroups', 'mcnemar'].includes(name);
  const x = ['mcnemar', 'share'].includes(name) ? answers : name === 'flip' ? places : values;
  const y = columns !== 'one' && Float64Array.from((grouped ? answers : others).slice(0, n));
  return { ids, clusters: ids, x: Float64Array.from(x.slice(0, n)), ...(y && { y }) };
}

function computed(name: string, sample: Sample, given: Record<string, unknown> = {}): () => object {
  const procedure = procedureNamed(name);
  return () => procedure.compute(sample, optionsFor(procedure, given));
}

describe('the fewest observations of a procedure', () => {
  it('are told of each', () => {
    expect(Object.keys(fewest)).to.have.members(procedures.map(({ name }) => name));
  });

  for (const [name, least] of Object.entries(fewest))
    it(`${name}: ${least}`, () => {
      expect(computed(name, sampleOf(name, least))).to.not.throw();
      expect(computed(name, sampleOf(name, least - 1))).to.throw(InputError);
    });

  for (const [name, given] of [
    ['clustered', {}],
    ['mixed-model', {}],
    ['bootstrap', { scheme: 'cluster' }],
    ['permutation', { unit: 'cluster' }],
  ] as const)
    it(`${name} by subjects: two of them`, () => {
      const of = (subjects: number) => {
        const sample = sampleOf(name, 8);
        const clusters = sample.ids.map((_, i) => `s${i % subjects}`);
        return computed(name, { ...sample, clusters }, given);
      };
      expect(of(2)).to.not.throw();
      expect(of(1)).to.throw(InputError, /at least 2 (clusters|subjects), got 1;/);
    });
});
