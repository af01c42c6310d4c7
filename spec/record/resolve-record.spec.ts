import { expect } from 'chai';
import { schemaFaults } from '../../harness/edges/files/schemas.ts';
import { audit } from '../../harness/record/audit/audit.ts';
import type { SourceDocument } from '../../harness/record/reading/document.ts';
import { recordOf } from '../../harness/record/reading/record-of.ts';
import type { PrintedRecord } from '../../harness/record/record.ts';
import { resolveRecord } from '../../harness/record/resolve-record.ts';

const head = {
  title: 'Two sets',
  document: { uri: 'https://example.org', title: 'Two sets' },
  tables: [
    {
      id: 't',
      title: 'Gains in {dB}',
      place: 'Table 1',
      source: 'paper',
      columns: [
        { name: 'a', kind: 'decibel' },
        { name: 'b', kind: 'decibel' },
        { name: 'gain', kind: 'decibel' },
      ],
      rows: [
        { key: ['x'], values: ['3.0', '1.0', '2.0'] },
        { key: ['y'], values: ['5.0', '1.0', '3.0'] },
      ],
    },
  ],
};
const lone = (id: string, printed: string) => ({
  id,
  place: 'Abstract',
  source: 'paper',
  kind: 'decibel',
  printed,
});
const gain = (set: string) => ({
  claim: 'K1',
  rule: 'difference',
  id: `gain-${set}`,
  statement: `the gain of ${set}`,
  with: { of: [`t/${set}/a`, `t/${set}/b`], printed: `t/${set}/gain` },
});
const range = {
  claim: 'K1',
  id: 'range',
  rule: 'extremes',
  statement: 'the range',
  with: { of: ['t/x/gain', 't/y/gain'], low: 'low', high: 'high' },
};
const whole = {
  ...head,
  figures: [lone('low', '2.0'), lone('high', '3.0')],
  checks: [gain('x'), gain('y'), range],
};

const brief = {
  ...head,
  names: { sets: ['x', 'y'], gains: ['t/x/gain', 't/y/gain'] },
  figures: [
    {
      place: 'Abstract',
      source: 'paper',
      kind: 'decibel',
      figures: [
        { id: 'low', printed: '2.0' },
        { id: 'high', printed: '3.0' },
      ],
    },
  ],
  checks: [
    {
      claim: 'K1',
      checks: [
        {
          for: { set: '{sets}' },
          id: 'gain-{set}',
          rule: 'difference',
          statement: 'the gain of {set}',
          with: { of: ['t/{set}/a', 't/{set}/b'], printed: 't/{set}/gain' },
        },
        {
          id: 'range',
          rule: 'extremes',
          statement: 'the range',
          with: { of: '{gains}', low: 'low', high: 'high' },
        },
      ],
    },
  ],
};

describe('a record with loops, blocks and names', () => {
  it('is the record that they stand for, and is judged as it', () => {
    const { value } = resolveRecord(brief, 'r');
    expect(value).to.deep.equal(whole);
    expect(resolveRecord(whole, 'r').value).to.deep.equal(whole);
    const severities = audit(value as PrintedRecord).map(({ id, severity }) => `${id} ${severity}`);
    expect(severities).to.deep.equal(['gain-x consistent', 'gain-y inconsistent', 'range consistent']);
  });

  it('fits its schema as it is written, for editors, and as it comes out', () => {
    expect(schemaFaults('record', brief, 'r')).to.deep.equal([]);
    const { value, placeOf } = resolveRecord(brief, 'r');
    expect(schemaFaults('record', value, 'r', placeOf)).to.deep.equal([]);
  });

  it('tells the place where a fault was written, and a name that stands for nothing', () => {
    const [block] = brief.checks;
    const broken = { ...brief, checks: [{ ...block, checks: [{ ...block!.checks[0], rule: 'magic' }] }] };
    const { value, placeOf } = resolveRecord(broken, 'r');
    const told = schemaFaults('record', value, 'r', placeOf).map(({ message }) => message);
    expect(told).to.have.length(1);
    expect(told[0]).to.match(/^r \/checks\/0\/checks\/0\/rule: expected one of .*, got "magic"/);
    const lost = { ...brief, names: { sets: ['x'] } };
    expect(() => resolveRecord(lost, 'r')).to.throw(/a name that stands for something .*, got \{gains\}/);
  });

  it('is not what words of a document in braces make of a drafted one', () => {
    const document: SourceDocument = {
      title: 'On {x}',
      tables: [],
      paragraphs: [{ text: 'It helped in {ours}, t(38) = 2.22, p = .033.', line: 1 }],
    };
    const { record } = recordOf(document, 'd');
    expect(record.checks.length).to.be.above(0);
    expect(resolveRecord(record, 'd').value).to.deep.equal(JSON.parse(JSON.stringify(record)));
  });
});
