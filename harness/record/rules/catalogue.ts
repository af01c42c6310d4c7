import { InputError } from '../../numeric/input-error.ts';
import { bound } from './bound.ts';
import { correlation } from './correlation.ts';
import { correlationIdentities } from './correlation-identities.ts';
import { difference } from './difference.ts';
import { domain } from './domain.ts';
import { extremes } from './extremes.ts';
import { monotone } from './monotone.ts';
import { ordering } from './ordering.ts';
import { ratio } from './ratio.ts';
import type { Rule } from './rule.ts';
import { sameQuantity } from './same-quantity.ts';
import { spread } from './spread.ts';
import { total } from './total.ts';

/** Every rule. */
export const rules: readonly Rule[] = [
  bound,
  correlation,
  correlationIdentities,
  difference,
  domain,
  extremes,
  monotone,
  ordering,
  ratio,
  sameQuantity,
  spread,
  total,
];

/**
 * The rule with this name.
 * @throws InputError when there is none.
 */
export function ruleNamed(name: string, where: string): Rule {
  const rule = rules.find((one) => one.name === name);
  if (rule) return rule;
  throw new InputError({
    where,
    expected: `a rule: ${rules.map((one) => one.name).join(', ')}`,
    got: JSON.stringify(name),
    remedy: 'correct the name of the rule',
  });
}
