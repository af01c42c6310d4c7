import { audit } from '../../harness/record/audit/audit.ts';
import type { Finding } from '../../harness/record/finding.ts';
import { rules } from '../../harness/record/rules/catalogue.ts';
import { everyLawFails, madeOf } from '../laws/controls.ts';
import { type Audited, everyRule } from '../laws/record/every-rule.ts';

/** Wrong rules and audits, made of right ones. */
const liars: Readonly<Record<string, (right: Audited) => Audited>> = {
  'calls everything inconsistent': saying((finding) => ({ ...finding, severity: 'inconsistent' })),
  'calls everything consistent': saying((finding) => ({ ...finding, severity: 'consistent' })),
  'never refuses': (right) => ({
    ...right,
    audit: (...given) => {
      try {
        return audit(...given);
      } catch {
        return [];
      }
    },
  }),
  'documents nothing': ({ rule, ...right }) => ({ ...right, rule: { ...rule, options: {} } }),
};

function saying(by: (finding: Finding) => Finding): (right: Audited) => Audited {
  return (right) => ({ ...right, audit: (...given) => audit(...given).map(by) });
}

describe('every law of the rules of the record fails on a wrong one', () => {
  for (const rule of rules) {
    const right = { rule, audit };
    describe(rule.name, () => everyLawFails<Audited>(everyRule, right, madeOf<Audited>(right, liars)));
  }
});
