import { expect } from 'chai';
import { audit } from '../../harness/record/audit/audit.ts';
import { auditMarkdown } from '../../harness/record/audit/report.ts';
import type { Severity } from '../../harness/record/finding.ts';
import { outcomeOf } from '../../harness/record/record-outcome.ts';
import { recordVerdicts } from '../../harness/record/verdicts.ts';
import { paperRecord } from './paper-record.ts';

describe('a record-tier verdict', () => {
  const cases: [found: Severity[], outcome: string][] = [
    [['consistent', 'consistent'], 'reproduced'],
    [['consistent', 'suspicious'], 'inconclusive'],
    [['suspicious', 'inconsistent', 'consistent'], 'inconsistent'],
    [['inconsistent', 'not checkable'], 'inconsistent'],
    [['not checkable', 'not checkable'], 'untestable'],
    [['consistent', 'not checkable'], 'inconclusive'],
  ];
  for (const [found, outcome] of cases) {
    it(`is ${outcome} where findings are ${found.join(', ')}`, () => {
      expect(outcomeOf(found)).to.equal(outcome);
    });
  }
});

describe("the audit of the paper's record", () => {
  const findings = audit(paperRecord());
  const idsOf = (severity: Severity) =>
    findings.filter((finding) => finding.severity === severity).map(({ id }) => id);

  it('finds these figures inconsistent, each shown by hand in its derivation', () => {
    expect(idsOf('inconsistent')).to.deep.equal([
      'ceiling-release-brats',
      'cosine-cxr-lowest-t50',
      'cosine-cxr-lowest-t100',
      'cosine-cxr-lowest-t250',
      'cosine-cxr-lowest-t1000',
      't16-lpips-brats',
      't16-label',
      'domain-drives-mrnet',
      'domain-drives-brats',
      'domain-drives-cxr',
      'domain-capacity-brats',
      'domain-capacity-cxr',
      'p-mrnet',
      'p-brats',
      'interval-mrnet',
      'interval-brats',
      'interval-cxr',
      'pareto-brats',
    ]);
  });

  it('decides the claims so in the record tier', () => {
    const outcomes = recordVerdicts(findings, 'replay').map(({ claim, outcome }) => [claim, outcome]);
    expect(Object.fromEntries(outcomes)).to.deep.equal({
      C01: 'reproduced',
      C02: 'inconsistent',
      C03: 'inconsistent',
      C04: 'reproduced',
      C05: 'inconsistent',
      C06: 'reproduced',
      C07: 'reproduced',
      C08: 'reproduced',
      C09: 'inconclusive',
      C10: 'untestable',
      C11: 'untestable',
      C12: 'inconclusive',
      C13: 'untestable',
      C14: 'untestable',
      C15: 'untestable',
      C16: 'reproduced',
      C17: 'untestable',
      C18: 'untestable',
      C19: 'reproduced',
      C20: 'inconclusive',
      C21: 'inconclusive',
      C22: 'inconsistent',
      C23: 'reproduced',
      C24: 'untestable',
      C25: 'untestable',
      C26: 'reproduced',
      C27: 'inconsistent',
      C28: 'inconsistent',
      C29: 'reproduced',
      C33: 'reproduced',
    });
  });

  it('is written as Markdown in which text of a record stays text', () => {
    const record = paperRecord();
    const [check] = record.checks;
    const hostile = { ...check, statement: '<script> [link](x) | # *bold*' };
    const [finding] = audit({ ...record, checks: [hostile] });
    const text = auditMarkdown('A record', [finding], [finding]);
    expect(text).to.include('\\<script\\> \\[link\\](x) \\| \\# \\*bold\\*');
  });
});
