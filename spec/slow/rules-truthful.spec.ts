import { expect } from 'chai';
import { audit } from '../../harness/record/audit/audit.ts';
import { rules } from '../../harness/record/rules/catalogue.ts';
import { drawFrom, recordOf } from '../laws/record-case.ts';
import { ruleCases } from '../laws/record-cases.ts';

describe('every rule of the record', () => {
  for (const { name } of rules) {
    it(`${name} calls none of 1,000 sets of true figures inconsistent`, () => {
      for (let seed = 10_000; seed < 11_000; seed++) {
        const drawn = ruleCases.get(name)!.draw(drawFrom(seed, name));
        const [{ severity, derivation }] = audit(recordOf(name, drawn));
        expect(severity, derivation).to.not.equal('inconsistent');
      }
    });
  }
});
