import { expect } from 'chai';
import fc from 'fast-check';
import { audit } from '../../harness/record/audit/audit.ts';
import { runs } from '../runs.ts';
import { errorKinds, powerOf } from './planted-errors.ts';
import { drawStudy, printStudy } from './study.ts';
import { anyStudy } from './study-options.ts';

describe('the audit of a truthful study', () => {
  it('finds nothing inconsistent, whatever the data and their rounding', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const findings = audit(printStudy(drawStudy(seed, anyStudy(seed))));
        const wrong = findings.filter(({ severity }) => severity === 'inconsistent');
        expect(wrong.map(({ id, derivation }) => `${id}: ${derivation}`)).to.deep.equal([]);
      }),
      { numRuns: runs(1000) },
    );
  });
});

describe('the audit of a study with one planted error', () => {
  for (const kind of errorKinds) {
    const size = kind.sizes.at(-1)!;
    it(`catches ${kind.name} at ${size.label} in at least ${100 * size.atLeast} % of studies`, () => {
      expect(powerOf(kind, size, 40, 7).caught).to.be.at.least(size.atLeast);
    });
  }
});
