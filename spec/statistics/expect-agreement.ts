import { expect } from 'chai';
import type { Printed } from './oracle-inputs.ts';

/** Agreement asked of every statistic with the oracles, relative. */
const TOLERANCE = 1e-9;

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

/** Runs a check on every case that an oracle has an answer to. @throws where those are fewer than 200 */
export function eachOf<T>(cases: readonly (T | null)[], check: (printed: T, k: number) => void): void {
  expect(cases.filter((printed) => printed !== null).length).to.be.at.least(200);
  cases.forEach((printed, k) => {
    if (printed !== null) check(printed, k);
  });
}
