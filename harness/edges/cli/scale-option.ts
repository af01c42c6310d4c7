import type { Command } from 'commander';
import { parseScaleRule, scaleRulesMeant } from '../../datasets/scale-text.ts';
import type { ScaleRule } from '../../datasets/scaling-rule.ts';
import { InputError } from '../../numeric/input-error.ts';

/** What a command that takes images was told of their scale. */
export interface ScaleFlag {
  readonly scale?: string;
}

/**
 * Adds `--scale`, the same for all commands that take images.
 * @param fallback what happens without it
 */
export function withScale(command: Command, fallback: string): Command {
  return command.option(
    '--scale <rule>',
    `how values become [0, 1]: ${scaleRulesMeant}; default: ${fallback}`,
  );
}

/** The rule that was asked for, or undefined. @throws InputError on another text. */
export function scaleAsked({ scale }: ScaleFlag): ScaleRule | undefined {
  if (scale === undefined) return undefined;
  const rule = parseScaleRule(scale);
  if (rule) return rule;
  throw new InputError({
    where: '--scale',
    expected: scaleRulesMeant,
    got: JSON.stringify(scale),
    remedy: 'correct the rule',
  });
}
