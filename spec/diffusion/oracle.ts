import { readFileSync } from 'node:fs';
import { createSchedule, resolveSchedule, type Schedule } from '../../harness/diffusion/schedule.ts';

/** A committed oracle's JSON. */
export function oracle<Rows>(topic: string): Rows {
  return JSON.parse(
    readFileSync(new URL(`../../golden/oracles/${topic}.json`, import.meta.url), 'utf8'),
  ) as Rows;
}

/** The generator of golden/oracles/diffusion_inputs.py. */
export function oracleValues(seed: number, n: number): Float64Array {
  let s = seed;
  return Float64Array.from({ length: n }, () => {
    s = (Math.imul(s, 1664525) + 1013904223) >>> 0;
    return 4 * ((s >>> 8) / 2 ** 24) - 2;
  });
}

/** The toy network of golden/oracles/diffusion_inputs.py. */
export function toyNetwork(times: number): (z: Float32Array, time: number) => Float32Array {
  return (z, time) => {
    const c = oracleValues(77, z.length);
    return z.map((x, i) => (c[i] + 0.5 * x) / (1 + 0.25 * x * x) + (0.125 * time) / times);
  };
}

export function scheduleOf(kind: string, steps: number, rest: object = {}): Schedule {
  return createSchedule(resolveSchedule({ kind, steps, ...rest }, 'oracle'));
}

/** The largest absolute difference; infinite where the lengths differ or a value is not a number. */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Infinity;
  let most = 0;
  for (let i = 0; i < a.length; i++) {
    const away = Math.abs(a[i]! - b[i]!);
    most = Number.isNaN(away) ? Infinity : Math.max(most, away);
  }
  return most;
}
