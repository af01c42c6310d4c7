import type { Option } from '../../language/option.ts';

/** Marks an option that may be left out and then means nothing. */
export const optional = true;

/** An option that is one quantity: a figure, a number, or arithmetic on such. */
export function operand(description: string, leftOut = false): Option {
  return { operands: 'one', description, ...(leftOut && { optional: true }) };
}

/** An option that is several quantities. */
export function operands(description: string, leftOut = false): Option {
  return { operands: 'several', description, ...(leftOut && { optional: true }) };
}

/** An option that is one of some words. */
export function choice(words: readonly string[], description: string, preset?: string): Option {
  return { enum: words, description, ...(preset !== undefined && { default: preset }) };
}
