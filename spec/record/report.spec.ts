import { expect } from 'chai';
import { audit } from '../../harness/record/audit/audit.ts';
import { faultsOfRecord } from '../../harness/record/audit/faults.ts';
import { auditMarkdown, auditText, countSeverities } from '../../harness/record/audit/report.ts';
import type { Finding } from '../../harness/record/finding.ts';
import { recordOf } from '../laws/record-case.ts';

const plain: Finding = {
  id: 'a',
  rule: 'total',
  related: [],
  severity: 'consistent',
  statement: 'The parts make 3.',
  place: { uri: 'https://example.org', label: 'Table 1', source: 'paper' },
  printed: [{ label: 't', printed: '3.0', low: 2.95, high: 3.05 }],
  recomputed: [{ label: '1.0 + 2.0', low: null, high: null }],
  derivation: 'They overlap.',
  resolution: 'The parts.',
};
const wrong: Finding = {
  ...plain,
  id: 'b',
  severity: 'inconsistent',
  claim: 'C01',
  related: ['C02', 'C03'],
  place: { ...plain.place, line: 12 },
  printed: [],
};
const lost: Finding = { ...plain, id: 'c', severity: 'not checkable', claim: 'C04', recomputed: [] };
const odd: Finding = { ...plain, id: 'd', severity: 'suspicious', related: ['C05'] };

describe('findings as text', () => {
  it('are counted by severity', () => {
    expect(countSeverities([plain, wrong, plain, lost])).to.deep.equal({
      inconsistent: 1,
      suspicious: 0,
      'not checkable': 1,
      consistent: 2,
    });
    expect(countSeverities([odd])).to.deep.equal({
      inconsistent: 0,
      suspicious: 1,
      'not checkable': 0,
      consistent: 0,
    });
  });

  it('stand from the worst to the harmless, each with its place, what it bears on and what would settle it', () => {
    expect(auditText('Paper', [plain, wrong, lost, odd], [plain, wrong, lost, odd])).to.equal(
      [
        'Paper: 4 checks: 1 inconsistent, 1 suspicious, 1 not checkable, 1 consistent',
        'INCONSISTENT  b (decides C01; bears on C02, C03)\n  The parts make 3.\n  at Table 1 (paper), line 12 of the text\n  They overlap.\n  To settle it: The parts.',
        'SUSPICIOUS  d (bears on C05)\n  The parts make 3.\n  at Table 1 (paper)\n  They overlap.\n  To settle it: The parts.',
        'NOT CHECKABLE  c (decides C04)\n  The parts make 3.\n  at Table 1 (paper)\n  They overlap.\n  To settle it: The parts.',
        'CONSISTENT  a\n  The parts make 3.\n  at Table 1 (paper)\n  They overlap.',
      ].join('\n\n'),
    );
    expect(auditText('Paper', [wrong], [])).to.equal(
      'Paper: 1 check: 1 inconsistent, 0 suspicious, 0 not checkable, 0 consistent',
    );
  });

  it('are a Markdown section with a heading for each severity that is there', () => {
    expect(auditMarkdown('P_1', [plain, wrong], [plain, wrong])).to.equal(
      [
        '# P\\_1',
        '2 checks: 1 inconsistent, 0 suspicious, 0 not checkable, 1 consistent.',
        '## Inconsistent',
        '### The parts make 3.\n\n- Check: `b` (decides C01; bears on C02, C03), Table 1 (paper), line 12 of the text\n- Recomputed: 1.0 + 2.0 \\[-inf, inf\\]\n- Derivation: They overlap.\n- To settle it: The parts.',
        '## Consistent',
        '### The parts make 3.\n\n- Check: `a`, Table 1 (paper)\n- Printed: t 3.0 \\[2.95, 3.05\\]\n- Recomputed: 1.0 + 2.0 \\[-inf, inf\\]\n- Derivation: They overlap.\n- To settle it: The parts.',
      ].join('\n\n'),
    );
  });
});

describe('a finding', () => {
  const finding = (options: object, declared: object = {}) => {
    const record = recordOf('bound', {
      values: { a: '1.0', t: '< 5' },
      with: { of: ['a'], atMost: 't', ...options },
    });
    return audit({ ...record, checks: [{ ...record.checks[0]!, ...declared }] })[0]!;
  };

  it('carries the claim that it decides and those it bears on, where its check names them', () => {
    expect(finding({}, { claim: 'C01', related: ['C02'] })).to.deep.include({
      claim: 'C01',
      related: ['C02'],
    });
    expect(finding({})).to.deep.include({ related: [] });
    expect(finding({})).to.not.have.property('claim');
  });

  it('states values with open ends, and the source of those that are one printed figure', () => {
    const { printed, recomputed } = finding({ of: ['a', { sum: ['a', 1] }] });
    expect(printed).to.deep.equal([{ label: 't', printed: '< 5', low: null, high: 5, source: 'other' }]);
    expect(recomputed[0]).to.include({ label: 'a', printed: '1.0', source: 'other' });
    expect(recomputed[1]).to.include({ label: '1.0 + 1' }).and.not.have.any.keys('printed', 'source');
  });
});

describe('the faults of a record', () => {
  const record = recordOf('total', {
    values: { a: '1.0', b: '2.0', t: '3.0' },
    with: { of: ['a', 'b'], printed: 't' },
  });
  const [check] = record.checks;

  it('are all told at once, each at its check', () => {
    expect(faultsOfRecord(record, 'paper.json')).to.deep.equal([]);
    const faulty = {
      ...record,
      checks: [
        check!,
        check!,
        { ...check!, id: 'x', with: { of: ['a', 'nobody'], printed: 't' } },
        { ...check!, id: 'y', with: { of: ['a', 'b'], printed: 't', colour: 1 } },
      ],
    };
    expect(faultsOfRecord(faulty, 'paper.json').map(({ message }) => message)).to.deep.equal([
      'paper.json /checks (record check case): expected every check once, got two with this id; give one of them another id',
      'paper.json /checks (record check x: record): expected a figure of this record, got "nobody"; add the figure to the record, or correct the id',
      'paper.json /checks (record check y /colour): expected no keys but printed, of, got "colour"; remove it or correct its spelling',
    ]);
  });

  it('are those of its figures where these cannot be read', () => {
    const [first, ...rest] = record.figures;
    const unread = { ...record, figures: [{ ...first!, printed: 'many' }, ...rest] };
    expect(faultsOfRecord(unread, 'paper.json').map(({ message }) => message)).to.have.length(1);
  });
});
