import seedrandom from 'seedrandom';

/** A seeded source of random numbers. Draws are its only state. */
export interface Stream {
  /** Uniform on [0, 1), 53 random bits. */
  uniform(): number;
  /** Uniform integer on 0 .. n - 1. */
  below(n: number): number;
  /** Standard normal (Marsaglia's polar method). */
  normal(): number;
}

/**
 * The stream of random numbers with this name: the same seed and parts give the same numbers, any other
 * name gives independent ones. Parts are joined unambiguously, so `('a', 'bc')` is not `('ab', 'c')`.
 * @param seed the run's seed
 * @param parts what the draws are for: stage, purpose, sample id
 */
export function stream(seed: number, ...parts: readonly (string | number)[]): Stream {
  const generator = seedrandom(JSON.stringify([seed, ...parts]));
  let spare: number | undefined;
  const uniform = () => generator();
  return {
    uniform,
    below: (n) => Math.floor(generator() * n),
    normal() {
      if (spare !== undefined) {
        const value = spare;
        spare = undefined;
        return value;
      }
      for (;;) {
        const u = 2 * generator() - 1;
        const v = 2 * generator() - 1;
        const s = u * u + v * v;
        if (s > 0 && s < 1) {
          const factor = Math.sqrt((-2 * Math.log(s)) / s);
          spare = v * factor;
          return u * factor;
        }
      }
    },
  };
}
