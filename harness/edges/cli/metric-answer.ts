import type { Metric, Score } from '../../metrics/metric.ts';
import type { Answer } from './answer.ts';

/** The answer of `latent-sr metric`: a score with its unit, its better side and the whole convention. */
export function metricAnswer(
  metric: Pick<Metric, 'name' | 'unit' | 'direction'>,
  score: Score,
  convention: object,
): Answer {
  const { name, unit, direction } = metric;
  return {
    document: { metric: name, value: representable(score), unit, direction, convention },
    text: asText(metric, score, convention),
  };
}

/** JSON has no infinities: they become the strings "Infinity" and "-Infinity". */
function representable(score: Score): unknown {
  if (typeof score === 'number') return Number.isFinite(score) ? score : String(score);
  if (Array.isArray(score)) return score.map((value) => representable(value));
  return Object.fromEntries(Object.entries(score).map(([key, value]) => [key, representable(value)]));
}

function asText(
  { name, unit, direction }: Parameters<typeof metricAnswer>[0],
  score: Score,
  convention: object,
): string {
  const suffix = unit === '1' ? '' : ` ${unit}`;
  const sense = direction === 'none' ? '' : ` (${direction} is better)`;
  const lines =
    typeof score === 'number'
      ? [`${name} ${score}${suffix}${sense}`]
      : [`${name}${sense}`, ...Object.entries(score).map(([key, value]) => `  ${key} ${value}${suffix}`)];
  const terms = Object.entries(convention).map(([key, value]) => `${key} ${value}`);
  return [...lines, ...(terms.length > 0 ? [`convention: ${terms.join(', ')}`] : [])].join('\n');
}
