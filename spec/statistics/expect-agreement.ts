import { expect } from 'chai';
import type { Printed } from './oracle-inputs.ts';

/** Agreement asked of every statistic with the oracles, relative. */
export const TOLERANCE = 1e-9;

/**
 * Fails unless the values are the printed ones to `tolerance`, relative; a printed null is skipped.
 * @param floor the size below which the tolerance is absolute, where an oracle has lost relative accuracy
 */
export function expectAgreement(
  values: readonly number[],
  printed: readonly Printed[],
  what: string,
  { tolerance = TOLERANCE, floor = 0 } = {},
): void {
  printed.forEach((wanted, i) => {
    if (wanted === null) return;
    const size = Math.max(Math.abs(wanted), floor);
    const miss = Math.abs(values[i] - wanted);
    if (!(miss <= tolerance * size)) expect.fail(`${what}, value ${i}: expected ${wanted}, got ${values[i]}`);
  });
}
