import type { Option } from '../../language/option.ts';
import type { Fields } from '../../numeric/fields.ts';
import type { Figures } from '../figures.ts';
import type { Severity } from '../finding.ts';
import type { Quantity } from '../operand.ts';

/** What a rule says of the figures it was given. */
export interface RuleOutcome {
  readonly severity: Severity;
  readonly printed: readonly Quantity[];
  readonly recomputed: readonly Quantity[];
  readonly derivation: string;
  readonly resolution: string;
}

/**
 * A rule of the catalogue: a relation that printed figures must satisfy when each is the rounding of a true value.
 *
 * `inconsistent` is reserved for figures that no true values can have produced; what is only improbable, or needs
 * an unstated procedure, is `suspicious`.
 */
export interface Rule {
  readonly name: string;
  readonly title: string;
  /** The relation, in one to three sentences. */
  readonly description: string;
  /** What a check gives in `with`. */
  readonly options: Readonly<Record<string, Option>>;
  /** Reads the check's options and judges; options it does not read are refused by the caller. */
  check(options: Fields, figures: Figures): RuleOutcome;
}
