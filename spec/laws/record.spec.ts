import { audit } from '../../harness/record/audit/audit.ts';
import { rules } from '../../harness/record/rules/catalogue.ts';
import { everyRule } from './record/every-rule.ts';

for (const rule of rules) {
  describe(`the rule ${rule.name}`, () => everyRule({ rule, audit }));
}
