import { metricNamed } from '../../metrics/catalogue.ts';
import { isDrawMetric } from '../../metrics/draw-metrics.ts';
import { knownNumber } from '../../metrics/known-number.ts';
import { isNetworkMetric } from '../../metrics/network-metrics.ts';
import { isSetMetric } from '../../metrics/set-metrics.ts';
import type { ScoreDeclaration } from '../../pipeline/experiment.ts';
import type { ScoreSet } from './score-set.ts';

/**
 * The column of somebody's scores that holds a score of an experiment: one of its own name, or one that the catalogue
 * knows as the same number of the metric, where the experiment takes the metric as it is described.
 */
export function scoreColumn(
  score: string,
  declared: readonly ScoreDeclaration[],
  { scores }: Pick<ScoreSet, 'scores'>,
): Float64Array | undefined {
  const own = scores.get(score);
  const [id, part = ''] = score.split('/') as [string, string?];
  const declaration = declared.find((candidate) => candidate.id === id);
  if (own || !declaration || !(declaration.id === declaration.metric || isPlain(declaration))) return own;
  for (const [name, values] of scores) {
    const known = knownNumber(name);
    if (known?.metric === declaration.metric && known.part === part) return values;
  }
  return undefined;
}

/** Whether it is of whole images against the HR image, by the metric's own convention. */
function isPlain({ metric, reference, of, masked, floor, convention }: ScoreDeclaration): boolean {
  if (reference !== 'true-hr' || of === 'latent' || masked || (floor ?? 'own') !== 'own') return false;
  if (isNetworkMetric(metric) || isDrawMetric(metric) || isSetMetric(metric))
    return Object.keys(convention).length === 0;
  const { resolve, convention: described } = metricNamed(metric);
  return (
    JSON.stringify(resolve(convention)) === JSON.stringify(resolve(described as Record<string, unknown>))
  );
}
