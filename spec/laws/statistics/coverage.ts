import { type Stream, stream } from '../../../harness/numeric/stream.ts';
import type { Procedure, Sample } from '../../../harness/statistics/procedure.ts';
import { expectShare } from '../../by-chance.ts';
import { run } from './sample.ts';

/** A simulated truth: how to draw a sample of it, and what the intervals of a result should hold. */
export interface Truth {
  draw(random: Stream): Sample;
  /** For each interval of the result by name: its ends, and the value it is for (drawn anew where that varies). */
  intervals(
    result: ReturnType<typeof run>,
    random: Stream,
  ): Readonly<Record<string, readonly [interval: readonly [number, number], truth: number]>>;
  /** Options of the procedure. */
  readonly given?: Record<string, unknown>;
  /** What the intervals promise; 0.95 where absent. */
  readonly confidence?: number;
  /** How far a method may fall short, or go beyond, at this size besides the simulation's error. */
  readonly slack?: number;
  readonly runs?: number;
}

/** Intervals hold the truth as often as they promise, within what the simulation leaves open (`expectShare`). */
export function covers(procedure: Procedure, title: string, truth: Truth): void {
  const { confidence = 0.95, slack = 0, runs = 1000, given } = truth;
  it(`holds the truth in ${100 * confidence} of 100 samples: ${title}`, () => {
    const random = stream(23, 'coverage', procedure.name, title);
    const hits: Record<string, number> = {};
    for (let k = 0; k < runs; k++) {
      const result = run(procedure, truth.draw(random), { ...given, ...seedOf(procedure, k) });
      for (const [name, [[low, high], value]] of Object.entries(truth.intervals(result, random))) {
        hits[name] = (hits[name] ?? 0) + Number(low <= value && value <= high);
      }
    }
    const held = Object.entries(hits);
    for (const [name, count] of held)
      expectShare(count, runs, [confidence - slack, confidence + slack], name, held.length);
  });
}

function seedOf({ options }: Procedure, seed: number): { seed?: number } {
  return 'seed' in options ? { seed } : {};
}

/** What a drawn sample is like. */
export interface Shape {
  readonly n: number;
  /** Mean of x - y; both arms have a standard deviation of 1. */
  readonly shift?: number;
  /** Correlation of the arms. */
  readonly rho?: number;
  /** Observations of a subject, and the share of a difference's variance that they have in common. */
  readonly size?: number;
  readonly shared?: number;
}

/** A pair of normal arms. */
export function pairs(random: Stream, { n, shift = 0, rho = 0, size = 1, shared = 0 }: Shape): Sample {
  const ids = Array.from({ length: n }, (_, i) => `i${String(i).padStart(3, '0')}`);
  const subject = Array.from({ length: Math.ceil(n / size) }, () => random.normal());
  const own = () => Math.sqrt(1 - shared) * random.normal();
  const noise = ids.map((_, i) => Math.sqrt(shared) * subject[Math.floor(i / size)] + own());
  const y = Float64Array.from(ids, () => random.normal());
  return {
    ids,
    clusters: ids.map((_, i) => `c${Math.floor(i / size)}`),
    x: y.map((v, i) => shift + rho * v + Math.sqrt(1 - rho * rho) * noise[i]),
    y,
  };
}
