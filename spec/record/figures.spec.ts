import { expect } from 'chai';
import { LostFigure, readFigures } from '../../harness/record/figures.ts';
import { evaluate, evaluateAll } from '../../harness/record/operand.ts';
import type { PrintedRecord } from '../../harness/record/record.ts';

const record: PrintedRecord = {
  title: 'case',
  document: { uri: 'https://example.org', title: 'case' },
  tables: [
    {
      id: 't',
      place: 'Table 1',
      title: 'Scores',
      source: 'paper',
      columns: [
        { name: 'psnr', kind: 'number', unit: 'dB' },
        { name: 'gone', kind: 'number', lost: 'the page is torn' },
        { name: 'p', kind: 'probability', source: 'release' },
      ],
      rows: [
        { key: ['ours', 'knee'], values: ['26.4', '0.01'], line: 7 },
        { key: ['ours', 'brain'], values: ['27.4', '0.02'] },
        { key: ['theirs', 'knee'], values: ['25.0', null], kinds: ['count', 'probability'] },
      ],
    },
  ],
  figures: [
    { id: 'n', place: 'Methods', source: 'other', kind: 'count', printed: '120' },
    {
      id: 'ci',
      place: 'Methods',
      source: 'other',
      kind: 'number',
      unit: 'dB',
      parts: { low: '1.0', high: '2.0' },
    },
  ],
  checks: [],
};

describe('the printed values of a record', () => {
  const figures = readFigures(record);

  it('stand by table, row and column, with unit, source and line where they have them', () => {
    const { interval: _, ...cell } = figures.one('t/ours/knee/psnr');
    expect(cell).to.deep.equal({
      id: 't/ours/knee/psnr',
      text: '26.4',
      kind: 'number',
      unit: 'dB',
      source: 'paper',
      place: 'Table 1',
      line: 7,
    });
    expect(figures.one('t/ours/knee/p')).to.include({ source: 'release', unit: '', kind: 'probability' });
    const exact = figures.one('t/theirs/knee/psnr');
    expect(exact).to.include({ kind: 'count', source: 'paper' }).and.not.have.property('line');
    expect(exact.interval).to.deep.equal({ low: 25, high: 25 });
    expect(figures.one('ci/high')).to.include({ text: '2.0', unit: 'dB', place: 'Methods' });
  });

  it('are asked for by a pattern of which each star is one part of the id', () => {
    const ids = (pattern: string) => figures.all(pattern).map(({ id }) => id);
    expect(ids('t/*/*/psnr')).to.have.length(3);
    expect(ids('t/*/knee/psnr')).to.deep.equal(['t/ours/knee/psnr', 't/theirs/knee/psnr']);
    expect(ids('ci/*')).to.deep.equal(['ci/low', 'ci/high']);
    expect(() => ids('ci')).to.throw('expected a figure such as ci/low, ci/high, got "ci"');
    expect(() => ids('x/*')).to.throw('record: expected a figure of this record, got "x/*"; add the figure');
    expect(() => ids('n/x')).to.throw('expected a figure such as n, got "n/x"');
    expect(() => ids('t/nobody')).to.throw('such as t/ours/knee/psnr, t/ours/knee/p, t/ours/brain/psnr, got');
  });

  it('that were lost are told by name and reason, also where a pattern means them', () => {
    for (const ask of [() => figures.one('t/ours/knee/gone'), () => figures.all('t/ours/knee/*')])
      expect(ask).to.throw(LostFigure, 'the page is torn').that.includes({ figure: 't/ours/knee/gone' });
    expect(() => figures.one('t/theirs/knee/p')).to.throw(LostFigure, 'this cell is empty');
  });

  it('are refused where an id stands twice, rows are ragged or a patch names none', () => {
    const [table] = record.tables;
    const [row] = table!.rows;
    const of = (changed: object) => () =>
      readFigures({ ...record, tables: [{ ...table!, rows: [{ ...row!, ...changed }] }] } as PrintedRecord);
    expect(of({ values: ['1.0'] })).to.throw('record t/ours/knee: expected 2 values, one for each column');
    expect(of({ kinds: ['count'] })).to.throw('record t/ours/knee: expected 2 values, one for each column');
    expect(() => readFigures({ ...record, figures: [...record.figures, record.figures[0]!] })).to.throw(
      'record n: expected every figure once, got two with this id',
    );
    const gone = {
      id: 't/ours/knee/gone',
      place: 'x',
      source: 'other',
      kind: 'number',
      printed: '1',
    } as const;
    expect(() => readFigures({ ...record, figures: [gone] })).to.throw('expected every figure once');
    expect(() => readFigures(record, { nobody: '1.0' })).to.throw('got "nobody"');
    expect(readFigures(record, { n: '7' }).one('n').interval).to.deep.equal({ low: 7, high: 7 });
  });

  it('are operands, alone and in sums, and nothing else is', () => {
    const words = 'an id, a number, or { "sum | difference';
    for (const odd of [null, {}, { sum: 'n' }, { sum: ['n'], product: ['n'] }, { mean: ['n'] }, true])
      expect(() => evaluate(odd, figures), JSON.stringify(odd)).to.throw(words);
    expect(() => evaluate({ sum: [] }, figures)).to.throw('expected some operands of sum, got 0');
    for (const operation of ['difference', 'ratio', 'percent'])
      for (const parts of [['n'], ['n', 'n', 'n']])
        expect(() => evaluate({ [operation]: parts }, figures)).to.throw(
          `expected 2 operands of ${operation}, got ${parts.length}`,
        );
    expect(() => evaluate('t/*/knee/psnr', figures)).to.throw(
      'expected one quantity, got 2 (t/ours/knee/psnr, t/theirs/knee/psnr)',
    );
    expect(evaluate({ product: [{ sum: ['n', 1] }, 2] }, figures)).to.deep.include({
      label: '(120 + 1) x 2',
      interval: { low: 242, high: 242 },
    });
    expect(evaluateAll(['n', 3], figures).map(({ label }) => label)).to.deep.equal(['n', '3']);
  });
});
