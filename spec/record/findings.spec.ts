import { expect } from 'chai';
import { audit } from '../../harness/record/audit/audit.ts';
import type { CheckDeclaration } from '../../harness/record/check.ts';
import { printedLine } from '../../harness/record/predicted-sr.ts';
import type { LoneFigure, PrintedRecord } from '../../harness/record/record.ts';

const figure = (id: string, printed: string, more: Partial<LoneFigure> = {}): LoneFigure => ({
  id,
  place: `place of ${id}`,
  source: 'paper',
  kind: 'number',
  printed,
  ...more,
});

/** A record with one check that a total is the sum of two parts. */
function record(check: Partial<CheckDeclaration>, figures: readonly LoneFigure[]): PrintedRecord {
  return {
    title: 'study',
    document: { uri: 'paper.pdf', title: 'The paper', others: { v2: 'v2.md' } },
    tables: [],
    figures,
    checks: [
      { id: 'sum', rule: 'total', statement: 'sum', with: { printed: 't', of: ['a', 'b'] }, ...check },
    ],
  };
}

const parts = [figure('a', '1.0'), figure('b', '2.0')];
const placeOf = (check: Partial<CheckDeclaration>, ...figures: LoneFigure[]) =>
  audit(record(check, figures))[0]!.place;

describe('where a finding points', () => {
  it('is the first of its figures that has a line, else the first, whatever its source', () => {
    expect(placeOf({}, figure('t', '3.0'), ...parts)).to.deep.equal({
      uri: 'paper.pdf',
      label: 'place of t',
      source: 'paper',
    });
    expect(
      placeOf({}, figure('t', '3.0'), figure('a', '1.0'), figure('b', '2.0', { line: 7 })),
    ).to.deep.equal({
      uri: 'paper.pdf',
      label: 'place of b',
      source: 'paper',
      line: 7,
    });
    const elsewhere = figure('t', '3.0', { source: 'v2', line: 9, anchor: 'sum of' });
    expect(placeOf({}, elsewhere, ...parts)).to.deep.equal({
      uri: 'v2.md',
      label: 'place of t',
      source: 'v2',
      anchor: 'sum of',
    });
  });

  it('is where the check says that its statement stands, in the paper where it has a line', () => {
    const elsewhere = figure('t', '3.0', { source: 'v2', line: 9, anchor: 'sum of' });
    expect(placeOf({ place: 'Section 3' }, elsewhere, ...parts)).to.include({
      label: 'Section 3',
      uri: 'v2.md',
    });
    expect(placeOf({ line: 4, anchor: 'own' }, elsewhere, ...parts)).to.deep.equal({
      uri: 'paper.pdf',
      label: 'place of t',
      source: 'paper',
      line: 4,
      anchor: 'own',
    });
  });

  it('is the document as a whole where no figure is involved', () => {
    const exact = { with: { printed: 3, of: [1, 2] } };
    expect(placeOf(exact, ...parts)).to.deep.equal({ uri: 'paper.pdf', label: 'The paper', source: 'paper' });
  });
});

describe('a finding', () => {
  it('has what is printed with its source, the ends of what is recomputed, and nothing for an end that is open', () => {
    const [found] = audit(record({}, [figure('t', '3.0'), ...parts]));
    expect(found).to.deep.include({ related: [], severity: 'consistent' });
    expect(found!.printed).to.deep.equal([
      { label: 't', printed: '3.0', low: 2.95, high: 3.05, source: 'paper' },
    ]);
    expect(found!.recomputed).to.have.length(1);
    expect(found!.recomputed[0]).to.not.have.any.keys('printed', 'source');
    const [open] = audit(record({}, [figure('t', '> 2'), ...parts]));
    expect(open!.printed[0]).to.include({ low: 2, high: null });
  });

  it('is refused of two checks with one id, and of a rule that there is not', () => {
    const twice = record({}, [figure('t', '3.0'), ...parts]);
    expect(() => audit({ ...twice, checks: [...twice.checks, ...twice.checks] })).to.throw(
      'record check sum: expected every check once, got two with this id',
    );
    expect(() => audit(record({ rule: 'sums' }, parts))).to.throw(
      /^record check sum: expected a rule: among, .*got "sums"/,
    );
  });
});

describe('the line that screening predicts by', () => {
  const axes = { x: ['a', 'b', 'c', 'd'], y: ['b', 'a', 'd', 'c'] };
  const points = [...parts, figure('c', '3.0'), figure('d', '5.0')];
  const with_ = (screening?: string) => ({
    ...record({ id: 'line', rule: 'correlation', with: axes }, points),
    ...(screening !== undefined && { screening }),
  });

  it('is of the points of the check that the record names, with their range, beyond which it says so', () => {
    const line = printedLine(with_('line'))!;
    expect(line).to.deep.include({ n: 4, range: [1, 5] });
    expect(line.at([0.9, 1, 5, 5.1]).map(({ beyond }) => beyond)).to.deep.equal([true, false, false, true]);
    expect(printedLine(with_())).to.equal(undefined);
  });

  it('is refused of a check that there is not, or that is of another rule', () => {
    expect(() => printedLine(with_('none'))).to.throw(
      /expected the id of a check of the rule correlation \(line\), got "none"; correct/,
    );
    const other = { ...record({}, [figure('t', '3.0'), ...parts]), screening: 'sum' };
    expect(() => printedLine(other)).to.throw(
      /the rule correlation \(there is none\), got "sum", of the rule total; correct/,
    );
  });
});
