import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { audit } from '../../../harness/record/audit/audit.ts';
import { recordOf } from '../../../harness/record/reading/record-of.ts';

interface Judged {
  readonly text: string;
  readonly p: readonly [number, number];
  readonly error: boolean;
  readonly decision?: boolean;
}

const oracle = JSON.parse(
  readFileSync(new URL('../../../golden/oracles/record-sentences.json', import.meta.url), 'utf8'),
) as { readonly sentences: readonly Judged[] };

function findings(text: string) {
  const { record } = recordOf({ title: '', tables: [], paragraphs: [{ text, line: 1 }] }, 'text');
  return audit(record);
}

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
});
