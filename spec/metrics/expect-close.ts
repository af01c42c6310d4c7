import { expect } from 'chai';
import type { Printed } from './oracle-inputs.ts';

/** Agreement asked of every metric with the oracles, absolute and for large values relative. */
const tolerance = 1e-9;

/** Fails unless the value is the printed one to 1e-9; infinities must match. */
export function expectClose(value: number, printed: Printed, what: string): void {
  const wanted = Number(printed);
  if (!Number.isFinite(wanted)) {
    expect(value, what).to.equal(wanted);
    return;
  }
  expect(value, what).to.be.closeTo(wanted, tolerance * Math.max(1, Math.abs(wanted)));
}
