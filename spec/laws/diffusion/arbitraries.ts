import fc from 'fast-check';
import { type Prediction, resolvePrediction } from '../../../harness/diffusion/prediction.ts';
import { type Sampler, samplerKinds } from '../../../harness/diffusion/samplers/catalogue.ts';
import type { Predict } from '../../../harness/diffusion/samplers/sampler.ts';
import { createSchedule, resolveSchedule, type Schedule } from '../../../harness/diffusion/schedule.ts';
import type { Option } from '../../../harness/language/option.ts';
import { stream } from '../../../harness/numeric/stream.ts';

export type Kind = (typeof samplerKinds)[number]['kind'];

export const anySteps = fc.integer({ min: 1, max: 60 });

/** A schedule of T steps of either kind and order. */
export function scheduleOf(steps: fc.Arbitrary<number>, make = createSchedule): fc.Arbitrary<Schedule> {
  const cosine = fc.record({
    kind: fc.constant('cosine'),
    steps,
    offset: fc.double({ min: 0.001, max: 0.1, noNaN: true }),
    order: fc.constantFrom('noise-first', 'clean-first'),
  });
  const linear = fc.record({
    kind: fc.constant('linear'),
    steps,
    firstBeta: fc.double({ min: 1e-4, max: 0.01, noNaN: true }),
    lastBeta: fc.double({ min: 0.01, max: 0.2, noNaN: true }),
  });
  return fc.oneof(cosine, linear).map((setting) => make(resolveSchedule(setting, 'law')));
}

/** A schedule that runs as the release's does. */
export function flippedOf(steps: fc.Arbitrary<number>): fc.Arbitrary<Schedule> {
  return scheduleOf(steps).filter(({ order }) => order === 'noise-first');
}

export const anyPrediction: fc.Arbitrary<Prediction> = fc
  .constantFrom({ target: 'x0' }, { target: 'v' }, { target: 'eps' }, { target: 'eps', clip: null })
  .map((declared) => resolvePrediction(declared, 'law'));

/** A sampler of one kind with at most `most` steps; its other options as their declarations and examples say. */
export function samplerOf(kind: Kind, most: number): fc.Arbitrary<Sampler> {
  const { options } = samplerKinds.find((known) => known.kind === kind)!;
  const drawn = Object.entries<Option>(options).map(([key, option]) => {
    if (key === 'steps') return [key, fc.integer({ min: 1, max: most })];
    return [
      key,
      fc.constantFrom(...('enum' in option ? option.enum : (option.examples ?? [option.default]))),
    ];
  });
  return fc.record({ kind: fc.constant(kind), ...Object.fromEntries(drawn) }) as fc.Arbitrary<Sampler>;
}

/** Normal values, the same for the same seed. */
export function normals(seed: number, length: number): Float32Array {
  const source = stream(seed, 'law');
  return Float32Array.from({ length }, () => source.normal());
}

/** A network without any meaning that knows the time and treats every value alone. */
export const anyNetwork: Predict = (z, time) => z.map((x) => Math.sin(2 * x + time) + 0.3 * x);

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
