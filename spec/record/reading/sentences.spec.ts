import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { audit } from '../../../harness/record/audit/audit.ts';
import { recordOf } from '../../../harness/record/reading/record-of.ts';
import { reportedResults } from '../../../harness/record/reading/results.ts';

interface Judged {
  readonly text: string;
  readonly p: readonly [number, number];
  readonly error: boolean;
  readonly decision?: boolean;
}

const oracle = JSON.parse(
  readFileSync(new URL('../../../golden/oracles/record-sentences.json', import.meta.url), 'utf8'),
) as { readonly sentences: readonly Judged[] };

const read = (text: string) => recordOf({ title: '', tables: [], paragraphs: [{ text, line: 1 }] }, 'text');
const findings = (text: string) => audit(read(text).record);
const figure = (text: string, id: string) =>
  read(text).record.figures.find((each) => each.id === id)?.printed;

describe('a test result in a sentence', () => {
  it("is an error where statcheck's published procedure with SciPy's tails calls it one", () => {
    for (const { text, p, error } of oracle.sentences) {
      const found = findings(text).find(({ rule }) => rule === 'statistic-p');
      expect(found, text).to.not.equal(undefined);
      expect(found!.severity !== 'consistent', `${text} ${found!.derivation}`).to.equal(error);
      for (const [at, end] of [found!.recomputed[0].low!, found!.recomputed.at(-1)!.high!].entries()) {
        if (!/[UW] ?=/.test(text)) expect(end, text).to.be.closeTo(p[at], 1e-9 * p[at]);
      }
    }
  });

  it('changes the decision where it does so by that procedure', () => {
    const told = oracle.sentences.filter(({ decision }) => decision !== undefined);
    expect(new Set(told.map(({ decision }) => decision)).size).to.equal(2);
    for (const { text, decision } of told) {
      const { derivation } = findings(text).find(({ rule }) => rule === 'statistic-p')!;
      expect(derivation.includes('the decision changes'), `${text} ${derivation}`).to.equal(decision);
    }
  });

  it('has its degrees of freedom in brackets of either form or as an index, and as many as it needs', () => {
    for (const t of ['t(18)', 't[18]', 't_{18}', 't(df = 18)'])
      expect(
        findings(`${t} = 2.95, p = .0085.`).map(({ rule, severity }) => [rule, severity]),
        t,
      ).to.deep.equal([
        ['domain', 'consistent'],
        ['statistic-p', 'consistent'],
      ]);
    const unread = (text: string) => reportedResults([{ text, line: 1 }]).unread.map(({ reason }) => reason);
    expect(unread('t = 2.95, p = .0085.')).to.deep.equal(['t without its degrees of freedom']);
    expect(unread('F(40) = 7.5, p = .009.')).to.deep.equal(['F with 1 degrees of freedom, where it has 2']);
    expect(unread('t(18) = 2.95 and no more.')).to.deep.equal(['no p stands beside this statistic']);
    expect(unread('rs(28) = .40, p = .03.')).to.deep.equal(['no rule for the statistic rs']);
  });

  it('is read with the power of ten that follows its number, however a document raises it', () => {
    const t = 't(119) = 17.2, p';
    for (const p of [
      '5.6 × 10⁻³⁴',
      '5.6 × 10^−34^',
      '5.6·10^{-34}',
      '5.6 x 10-34',
      '5.6 × 10 −34',
      '5.6e-34',
      '5.6E-34',
      '5,6 ⋅ 10^{−34}',
    ])
      expect(
        findings(`${t} = ${p}.`).map(({ severity }) => severity),
        p,
      ).to.deep.equal(['consistent', 'consistent']);
    for (const p of ['10⁻²⁰', '10^{-20}', '10^−20^', '10−20', '10^-20', '1e-20'])
      expect(figure(`${t} < ${p}.`, 'result1.p'), p).to.equal('< 1e-20');
    expect(findings(`${t} < 10⁻⁴⁰.`).find(({ rule }) => rule === 'statistic-p')!.severity).to.equal(
      'inconsistent',
    );
    expect(figure('U = 108, n1 = 21, n2 = 6, p = .009.', 'result1.U')).to.equal('108');
  });

  it('is read with a comma or a raised point before decimals', () => {
    const printed = (text: string) => ['result1.t', 'result1.p'].map((id) => figure(text, id));
    expect(printed('t(119) = 2,17, p = 0,032')).to.deep.equal(['2.17', '0.032']);
    expect(printed('t(119) = 2·17, p < 0·05')).to.deep.equal(['2.17', '< 0.05']);
    expect(printed('t(1,234) = 1,002.5, p < .001')).to.deep.equal(['1,002.5', '< .001']);
  });

  it('is left unread where what follows its number makes it another one', () => {
    const { record } = read('t(119) = 2.10, p = 3.8%');
    expect(record.figures).to.deep.equal([]);
    expect(record.notUnderstood!.map(({ text }) => text)).to.deep.equal(['t(119) = 2.10']);
  });
});
