import { metrics } from '../../harness/metrics/catalogue.ts';
import type { Metric, Score, Scored } from '../../harness/metrics/metric.ts';
import { everyLawFails, madeOf } from '../laws/controls.ts';
import { everyMetric } from '../laws/metrics/every.ts';
import { packs } from '../laws/metrics/packs.ts';

type Compute = Metric['compute'];

/** Wrong metrics, made of a right one. */
const liars: Readonly<Record<string, (right: Metric) => Metric>> = {
  'adds a little to every number': saying((score) => changed(score, (value) => 1.02 * value + 0.03)),
  'turns every sign': saying((score) => changed(score, (value) => -value)),
  'halves every number': saying((score) => changed(score, (value) => value / 2)),
  'squares every number': saying((score) => changed(score, (value) => value * value)),
  'knows no number': saying((score) => changed(score, () => Number.NaN)),
  'leans on one pixel': saying((score, { image }) => changed(score, (value) => value + image.data[1]! / 8)),
  'heeds how many values there are': saying((score, { image }) =>
    changed(score, (value) => value + image.data.length / 64),
  ),
  'takes the reference for the image': seeing((scored) => ({ ...scored, image: scored.reference })),
  'takes the image for the reference': seeing((scored) => ({ ...scored, reference: scored.image })),
  'never refuses': (right) =>
    computing(right, (scored, convention) => {
      try {
        return right.compute(scored, convention);
      } catch {
        return 0;
      }
    }),
  'says of every scene what it said of the first': (right) => {
    let first: Score | undefined;
    return computing(right, (scored, convention) => (first ??= right.compute(scored, convention)));
  },
  'changes what it is given': (right) =>
    computing(right, (scored, convention) => {
      const score = right.compute(scored, convention);
      scored.image.data[0]! += 1e-3;
      return score;
    }),
  'takes any option': (right) => ({ ...right, resolve: (options) => ({ ...right.convention, ...options }) }),
  'has no unit': (right) => ({ ...right, unit: {} }),
};

function computing(right: Metric, compute: Compute): Metric {
  return { ...right, compute };
}

function saying(by: (score: Score, scored: Scored) => Score): (right: Metric) => Metric {
  return (right) => computing(right, (scored, convention) => by(right.compute(scored, convention), scored));
}

function seeing(by: (scored: Scored) => Scored): (right: Metric) => Metric {
  return (right) => computing(right, (scored, convention) => right.compute(by(scored), convention));
}

function changed(score: Score, by: (value: number) => number): Score {
  if (typeof score === 'number') return by(score);
  if (Array.isArray(score)) return score.map(by);
  return Object.fromEntries(Object.entries(score).map(([part, value]) => [part, by(value)]));
}

describe('every law of metrics fails on a wrong metric', () => {
  for (const kind of Object.keys(packs) as (keyof typeof packs)[]) {
    const laws = (each: Metric) => {
      everyMetric(each);
      packs[kind](each);
    };
    const right = metrics.find((each) => each.kind === kind)!;
    describe(kind, () => everyLawFails(laws, right, madeOf(right, liars)));
  }
});
