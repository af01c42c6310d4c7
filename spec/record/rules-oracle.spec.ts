import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { audit } from '../../harness/record/audit/audit.ts';
import { recordOf, type Values } from '../laws/record-case.ts';

interface Judged {
  readonly values: Values;
  readonly with: Readonly<Record<string, unknown>>;
  readonly verdict: 'consistent' | 'suspicious' | 'inconsistent';
}

type Oracle = { covers: { rules: Readonly<Record<string, unknown>> } } & Readonly<
  Record<string, readonly Judged[]>
>;

const oracles = ['record-rules', 'record-summaries'].map(
  (name) =>
    JSON.parse(readFileSync(new URL(`../../golden/oracles/${name}.json`, import.meta.url), 'utf8')) as Oracle,
);

describe('rules of the audit against exact arithmetic', () => {
  for (const [rule, oracle] of oracles.flatMap((one) =>
    Object.keys(one.covers.rules).map((rule) => [rule, one] as const),
  )) {
    it(`${rule} judges printed figures as fractions, interval arithmetic, a linear program or SciPy do`, () => {
      const cases = oracle[rule]!;
      expect(new Set(cases.map(({ verdict }) => verdict)).size).to.be.at.least(2);
      for (const given of cases) {
        const [finding] = audit(recordOf(rule, given));
        expect(finding!.severity, JSON.stringify(given)).to.equal(given.verdict);
      }
    });
  }
});
