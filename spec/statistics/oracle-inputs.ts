import { readFileSync } from 'node:fs';

/** A number as an oracle printed it; null where the program gave none. */
export type Printed = number | null;

/** Reads `golden/oracles/<name>.json`. */
export function oracles<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../../golden/oracles/${name}.json`, import.meta.url), 'utf8')) as T;
}

/** Park and Miller's generator, as in golden/oracles/statistics_inputs.py. */
export function lcg(k: number) {
  const modulus = 2147483647;
  let state = (104729 * (k + 1)) % modulus;
  const u = () => {
    state = (16807 * state) % modulus;
    return state / modulus;
  };
  for (let i = 0; i < 3; i++) u();
  const bell = () => {
    const [a, b] = [u(), u()];
    return a + b + u() - 1.5;
  };
  return { u, bell, below: (n: number) => Math.floor(u() * n) };
}

/** Kinds in turn: untied, ties with zeros, tiny n, all of one sign, continuous with zeros. */
export function differences(k: number): Float64Array {
  const g = lcg(k);
  const fill = (n: number, draw: () => number) => Float64Array.from({ length: n }, draw);
  switch (k % 5) {
    case 0: {
      const n = 5 + g.below(60);
      const shift = g.u() - 0.5;
      return fill(n, () => g.bell() + shift);
    }
    case 1:
      return fill(8 + g.below(40), () => g.below(9) - 3);
    case 2:
      return fill(1 + g.below(6), () => g.below(7) - 2);
    case 3:
      return fill(10 + g.below(990), () => g.bell() + 1.25);
    default:
      return fill(6 + g.below(30), () => (g.u() < 0.2 ? 0 : g.bell() + 0.2));
  }
}

/** Two correlated columns; every fourth case on a coarse grid. */
export function arms(k: number): readonly [Float64Array, Float64Array] {
  const g = lcg(10_000 + k);
  const n = 4 + g.below(40);
  const slope = 2 * g.u() - 0.5;
  const shift = g.u();
  const x = Float64Array.from({ length: n }, () => g.bell());
  const y = x.map((value) => slope * value + 0.7 * g.bell() + shift);
  const coarse = (value: number) => Math.floor(4 * value + 100) - 100;
  return k % 4 === 3 ? [x.map(coarse), y.map(coarse)] : [x, y];
}

/** Clusters of n observations, of unequal sizes. */
export function clusters(k: number, n: number): string[] {
  const g = lcg(20_000 + k);
  const groups = 2 + g.below(7);
  return Array.from({ length: n }, (_, i) => String(i < groups ? i : g.below(groups)));
}

/** Two counts with their trials. */
export function rates(k: number): readonly [a: number, n1: number, b: number, n2: number] {
  const g = lcg(30_000 + k);
  const [n1, n2] = [5 + g.below(5000), 5 + g.below(5000)];
  const base = g.u();
  const a = g.below(Math.floor(n1 * base) + 2);
  return [a, n1, g.below(Math.floor(n2 * base) + 2), n2];
}
