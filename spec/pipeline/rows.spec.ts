import { expect } from 'chai';
import fc from 'fast-check';
import { decodeRows, encodedRows, encodeRows, type Row } from '../../harness/pipeline/row.ts';
import { indexRows } from '../../harness/pipeline/series.ts';

describe('rows as lines', () => {
  it('come back as they were, whatever their number and names', () => {
    const row = fc.record({
      cell: fc.string({ unit: 'grapheme' }),
      sample: fc.string({ unit: 'grapheme' }),
      subject: fc.string(),
      score: fc.string(),
      value: fc.oneof(
        fc.double({ noNaN: true }).map((value) => value + 0),
        fc.constantFrom(Infinity, -Infinity),
      ),
    });
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        expect(decodeRows(encodeRows(rows))).to.deep.equal(rows);
      }),
    );
  });

  it('are cut into parts at lines alone: many come back, of names of several bytes and lines longer than a part', () => {
    const rows = Array.from({ length: 30_001 }, (_, i): Row => {
      const sample = i === 20_000 ? 'é'.repeat(2 ** 21) : `größe-${i}-⅓`;
      return { cell: 'a', sample, subject: `s${i % 7}`, score: 'psnr', value: i / 3 };
    });
    const artifact = encodeRows(rows);
    const back = decodeRows(artifact);
    expect(back.length).to.equal(rows.length);
    expect(
      back.every(({ sample, value }, i) => sample === rows[i]!.sample && value === rows[i]!.value),
    ).to.equal(true);
    expect(Buffer.concat([...encodedRows(rows)]).equals(artifact['rows.jsonl']!)).to.equal(true);
  });

  it('are written in parts of ten thousand, so that no text holds them all, and none as one empty line', () => {
    const row: Row = { cell: 'a', sample: 'b', subject: 'c', score: 'psnr', value: 1 };
    const lines = (count: number) =>
      [...encodedRows(Array.from({ length: count }, () => row))].map(
        (part) => part.filter((byte) => byte === 10).length,
      );
    expect(lines(25_000)).to.deep.equal([10_000, 10_000, 5_000]);
    expect(lines(20_000)).to.deep.equal([10_000, 10_000]);
    const text = (value: number) => new TextDecoder().decode([...encodedRows([{ ...row, value }])][0]!);
    expect(text(1.5)).to.equal('{"cell":"a","sample":"b","subject":"c","score":"psnr","value":1.5}\n');
    expect(text(Number.NEGATIVE_INFINITY)).to.include('"value":"-Infinity"');
    expect([...encodedRows([])].map((part) => [...part])).to.deep.equal([[10]]);
  });

  it('of a sample that has one score twice in a cell are refused; cells and scores have their own', () => {
    const row: Row = { cell: 'a', sample: 'b', subject: 'c', score: 'psnr', value: 1 };
    const others = [row, { ...row, cell: 'b' }, { ...row, score: 'ssim' }, { ...row, sample: 'd' }];
    expect([...indexRows(others)('a', 'psnr')].map(([id]) => id)).to.deep.equal(['b', 'd']);
    expect(() => indexRows([...others, { ...row, value: 2 }])).to.throw(
      'rows of a: expected one psnr per sample, got two of b; give every sample an id of its own',
    );
    expect(() => indexRows(others)('b', 'mae')).to.throw(
      'rows of b: expected a score among psnr, ssim, got "mae"',
    );
  });

  it('name the line whose value is no number, counted from 1, and are none where there is no file', () => {
    const line = (value: unknown) =>
      JSON.stringify({ cell: 'a', sample: 'b', subject: 'c', score: 'd', value });
    const artifact = { 'rows.jsonl': new TextEncoder().encode(`${line(1)}\n${line('?')}\n`) };
    expect(() => decodeRows(artifact)).to.throw(
      'rows.jsonl line 2: expected a number as value, got ?; compute the row again',
    );
    expect(decodeRows({})).to.deep.equal([]);
  });
});
