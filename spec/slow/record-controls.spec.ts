import type { Option } from '../../harness/language/option.ts';
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
  'documents wider ranges and other defaults': ({ rule, ...right }) => ({
    ...right,
    rule: {
      ...rule,
      options: Object.fromEntries(Object.entries(rule.options).map(([key, option]) => [key, other(option)])),
    },
  }),
  'documents nothing': ({ rule, ...right }) => ({ ...right, rule: { ...rule, options: {} } }),
};

function other(option: Option): Option {
  const words = 'enum' in option ? option.enum : [];
  const preset = (value: unknown) =>
    typeof value === 'number' ? value / 2 : (words.find((word) => word !== value) ?? ['none']);
  const wider = Object.fromEntries(
    (['minimum', 'exclusiveMinimum', 'maximum'] as const).flatMap((end) => {
      const at = end in option ? (option as { readonly [key in typeof end]?: number })[end] : undefined;
      return at === undefined ? [] : [[end, end === 'maximum' ? at + 1 : at - 1]];
    }),
  );
  return { ...option, ...wider, ...('default' in option && { default: preset(option.default) }) } as Option;
}

function saying(by: (finding: Finding) => Finding): (right: Audited) => Audited {
  return (right) => ({ ...right, audit: (...given) => audit(...given).map(by) });
}

describe('every law of the rules of the record fails on a wrong one', () => {
  for (const rule of rules) {
    const right = { rule, audit };
    describe(rule.name, () => everyLawFails<Audited>(everyRule, right, madeOf<Audited>(right, liars)));
  }
});
