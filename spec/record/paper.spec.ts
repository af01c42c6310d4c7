import { expect } from 'chai';
import { audit } from '../../harness/record/audit/audit.ts';
import type { CheckDeclaration } from '../../harness/record/check.ts';
import { paperRecord } from './paper-record.ts';

const record = paperRecord();
const checks = record.checks;
const found = new Map(audit(record).map((finding) => [finding.id, finding]));
const faulty = ['inconsistent', 'suspicious'];

function severityOf(check: CheckDeclaration, patch: Readonly<Record<string, string>>): string {
  return audit({ ...record, checks: [check] }, patch)[0].severity;
}

describe('the checks of the paper record', () => {
  for (const check of checks) {
    if (found.get(check.id)!.severity === 'not checkable') continue;
    it(`${check.id} finds fault with its planted counterexample`, () => {
      expect(check.counterexample, 'a counterexample').to.not.equal(undefined);
      expect(faulty).to.include(severityOf(check, check.counterexample!));
    });
  }

  for (const check of checks) {
    if (!faulty.includes(found.get(check.id)!.severity)) continue;
    it(`${check.id}, which finds fault with the record, finds none once its figures are repaired`, () => {
      expect(check.repair, 'a repair').to.not.equal(undefined);
      expect(severityOf(check, check.repair!)).to.equal('consistent');
    });
  }

  it('give every checkable finding a derivation, a resolution and a place', () => {
    for (const finding of found.values()) {
      expect(finding.derivation, finding.id).to.match(/\.$/);
      expect(finding.resolution, finding.id).to.match(/\.$/);
      expect(finding.place.uri, finding.id).to.match(/^https:/);
    }
  });
});
