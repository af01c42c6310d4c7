import { expect } from 'chai';
import { audit } from '../../harness/record/audit/audit.ts';
import { errorKinds, powerOf } from '../record/planted-errors.ts';
import { powerTable } from '../record/power-table.ts';
import { drawStudy, printStudy } from '../record/study.ts';
import { anyStudy } from '../record/study-options.ts';

describe('the audit over many studies', () => {
  it('calls none of 10,000 truthful ones inconsistent', () => {
    const wrong: string[] = [];
    for (let seed = 0; seed < 10000; seed++) {
      for (const finding of audit(printStudy(drawStudy(seed, anyStudy(seed))))) {
        if (finding.severity === 'inconsistent')
          wrong.push(`seed ${seed}, ${finding.id}: ${finding.derivation}`);
      }
    }
    expect(wrong).to.deep.equal([]);
  });

  it('catches planted errors at the stated rates', () => {
    process.stdout.write(`${powerTable(200, 1).join('\n')}\n`);
    for (const kind of errorKinds) {
      for (const size of kind.sizes) {
        expect(powerOf(kind, size, 200, 1).caught, `${kind.name}, ${size.label}`).to.be.at.least(
          size.atLeast - 0.05,
        );
      }
    }
  });
});
