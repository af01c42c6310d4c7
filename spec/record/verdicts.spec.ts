import { expect } from 'chai';
import { audit } from '../../harness/record/audit/audit.ts';
import { auditMarkdown } from '../../harness/record/audit/report.ts';
import type { Finding, Severity, Stated } from '../../harness/record/finding.ts';
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

describe('the record-tier verdicts of findings', () => {
  const place = { uri: 'paper', label: 'Table 1', source: 'text' } as unknown as Finding['place'];
  const finding = (
    id: string,
    severity: Severity,
    recomputed: readonly Stated[] = [],
    claim = 'C1',
  ): Finding => ({
    id,
    rule: 'r',
    claim,
    related: [],
    severity,
    statement: `statement ${id}`,
    place,
    printed: [
      { label: 'printed', printed: '2.50', low: 2.495, high: 2.505 },
      { label: 'unprinted', low: 1, high: 1 },
    ],
    recomputed,
    derivation: `derived ${id}`,
    resolution: '',
  });
  const stated = (low: number | null, high: number | null) => ({ label: 'value', low, high });
  const only = (findings: readonly Finding[]) => {
    const verdicts = recordVerdicts(findings, 'replay');
    expect(verdicts).to.have.length(1);
    return verdicts[0]!;
  };

  it('are one for each claim; what decides none has none', () => {
    const { claim: _, ...free } = finding('c', 'inconsistent');
    const verdicts = recordVerdicts(
      [finding('a', 'consistent'), finding('b', 'consistent', [], 'C2'), finding('d', 'consistent'), free],
      'replay',
    );
    expect(verdicts.map(({ claim, criteria }) => [claim, criteria.length])).to.deep.equal([
      ['C1', 2],
      ['C2', 1],
    ]);
  });

  it('observe the middle of the one recomputed interval, and nothing where there are two or an end is infinite', () => {
    const of = (...recomputed: readonly Stated[]) =>
      only([finding('a', 'consistent', recomputed)]).criteria[0]!.observed;
    expect(of(stated(2, 3))).to.deep.equal({ value: 2.5, interval: [2, 3] });
    expect(of(stated(2, null))).to.equal(undefined);
    expect(of(stated(null, 2))).to.equal(undefined);
    expect(of(stated(2, 3), stated(2, 3))).to.equal(undefined);
    expect(of()).to.equal(undefined);
  });

  it('name what decided: the first of the worst, how many more, and the printed figures', () => {
    const fine = finding('a', 'consistent');
    const bad = only([
      fine,
      finding('b', 'inconsistent'),
      finding('c', 'suspicious'),
      finding('d', 'inconsistent'),
    ]);
    expect([bad.reason, bad.experiment]).to.deep.equal(['derived b (and 1 more)', 'audit record: b']);
    const open = only([fine, finding('b', 'not checkable'), finding('c', 'suspicious')]);
    expect([open.reason, open.experiment]).to.deep.equal(['derived c (and 1 more)', 'audit record: c']);
    const alone = only([fine, finding('b', 'suspicious')]);
    expect(alone.reason).to.equal('derived b');
    const good = only([fine, finding('b', 'consistent')]);
    expect([good.reason, good.experiment]).to.deep.equal([
      '2 of 2 checks of the printed figures agree',
      'audit record: a',
    ]);
    expect(good.criteria[0]!.expected).to.equal('2.50, unprinted');
  });
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
      C37: 'reproduced',
      C38: 'reproduced',
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
