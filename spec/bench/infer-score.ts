import { createImage } from '../../harness/numeric/image.ts';
import { inferables } from '../../harness/record/infer/score/catalogue.ts';
import { planReadings, readImagePair } from '../../harness/record/infer/score/readings.ts';
import { describedConvention, searchedConventions } from '../../harness/record/infer/score/search.ts';
import { draws } from '../metrics/oracle-inputs.ts';
import { plainFacts } from '../record/score-sets.ts';
import type { Bench } from './bench.ts';

const side = 512;
const reference = createImage(1, side, side, draws(1, side * side));
const noise = draws(2, side * side);
const image = { ...reference, data: reference.data.map((value, i) => 0.9 * value + 0.1 * noise[i]) };
const ends = { image: [0, 1], reference: [0, 1] } as const;

/**
 * The readings of one pair of 512 x 512 under every convention that `latent-sr infer` searches unasked: 120 pairs take
 * 120 times as long, over the number of cores.
 */
export const benches: readonly Bench[] = inferables.map((metric): Bench => {
  const facts = { ...plainFacts, steps: true, size: [side, side] as const };
  const described = describedConvention(metric, {}, facts);
  const space = { described, facts, departures: metric.departures, among: null };
  const conventions = searchedConventions(metric, space);
  const plan = planReadings(metric, conventions);
  return {
    name: `infer ${metric.name}, a pair of 512x512 under ${conventions.length} conventions`,
    run: async () => void (await readImagePair(metric, plan, { image, reference }, ends)),
  };
});
