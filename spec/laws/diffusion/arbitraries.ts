import fc from 'fast-check';
import { type Prediction, resolvePrediction } from '../../../harness/diffusion/prediction.ts';
import type { samplerKinds } from '../../../harness/diffusion/samplers/catalogue.ts';
import type { Predict, Sampler } from '../../../harness/diffusion/samplers/sampler.ts';
import { createSchedule, resolveSchedule, type Schedule } from '../../../harness/diffusion/schedule.ts';
import { stream } from '../../../harness/numeric/stream.ts';

export type Kind = (typeof samplerKinds)[number]['kind'];

export const anySteps = fc.integer({ min: 1, max: 60 });

/** A schedule of T steps of either kind and order. */
export function scheduleOf(steps: fc.Arbitrary<number>): fc.Arbitrary<Schedule> {
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
  return fc.oneof(cosine, linear).map((setting) => createSchedule(resolveSchedule(setting, 'law')));
}

/** A schedule that runs as the release's does. */
export function flippedOf(steps: fc.Arbitrary<number>): fc.Arbitrary<Schedule> {
  return scheduleOf(steps).filter(({ order }) => order === 'noise-first');
}

export const anyPrediction: fc.Arbitrary<Prediction> = fc
  .constantFrom({ target: 'x0' }, { target: 'v' }, { target: 'eps' }, { target: 'eps', clip: null })
  .map((declared) => resolvePrediction(declared, 'law'));

/** A sampler of one kind with at most `most` steps, exactly `most` or fewer. */
export function samplerOf(kind: Kind, most: number): fc.Arbitrary<Sampler> {
  const steps = fc.integer({ min: 1, max: most });
  const startScale = fc.constantFrom(0.5, 1);
  const denominatorOffset = fc.constantFrom(0, 1e-4);
  const spacing = fc.constantFrom('linspace' as const, 'trailing' as const);
  const kinds: { readonly [K in Kind]: fc.Arbitrary<Sampler> } = {
    truncated: fc.record({ kind: fc.constant('truncated'), steps, startScale, denominatorOffset }),
    respaced: fc.record({ kind: fc.constant('respaced'), steps, spacing, startScale, denominatorOffset }),
    ancestral: fc.record({
      kind: fc.constant('ancestral'),
      steps,
      spacing,
      startScale,
      variance: fc.constantFrom('posterior' as const, 'beta' as const),
    }),
    'one-step': fc.record({ kind: fc.constant('one-step'), startScale }),
    'euler-flow': fc.record({ kind: fc.constant('euler-flow'), steps, startScale }),
  };
  return kinds[kind];
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
