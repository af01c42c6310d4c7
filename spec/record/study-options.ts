import { stream } from '../../harness/numeric/stream.ts';
import type { StudyOptions } from './study.ts';

/** Any study that a paper could report: small and large, strong and null, of every shape. */
export function anyStudy(seed: number): StudyOptions {
  const random = stream(seed, 'options');
  const sets = 2 + random.below(3);
  return {
    n: Array.from({ length: sets }, () => 12 + random.below(70)),
    effect: 3 * random.uniform() - 0.5,
    correlation: 0.95 * random.uniform(),
    shape: (['normal', 'skewed', 'heavy'] as const)[random.below(3)],
    resamples: random.uniform() < 0.5 ? 200 + random.below(400) : 0,
  };
}
