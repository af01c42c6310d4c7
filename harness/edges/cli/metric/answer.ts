import { directionOfPart, directionWord } from '../../../metrics/direction.ts';
import type { Metric, Score } from '../../../metrics/metric.ts';
import { unitOfPart } from '../../../metrics/unit-of-part.ts';
import type { Answer } from '../answer.ts';

/** The answer of `latent-sr metric`: a score with its unit, its better side and the whole convention. */
export function metricAnswer(
  metric: Pick<Metric, 'name' | 'unit' | 'direction'>,
  score: Score,
  convention: object,
): Answer {
  const { name } = metric;
  return {
    document: {
      metric: name,
      value: representable(score),
      unit: unitsOf(metric, score),
      direction: directionsOf(metric, score),
      convention,
    },
    text: asText(metric, score, convention),
  };
}

/** The unit of a score, or of each of its numbers. */
export function unitsOf(metric: Pick<Metric, 'unit'>, score: Score): unknown {
  if (typeof metric.unit === 'string') return metric.unit;
  return Object.fromEntries(Object.keys(score).map((part) => [part, unitOfPart(metric, part)]));
}

/** The direction of a score, or of each of its numbers. */
export function directionsOf(metric: Pick<Metric, 'direction'>, score: Score): unknown {
  if (typeof metric.direction === 'string') return directionWord(metric.direction);
  return Object.fromEntries(
    Object.keys(score).map((part) => [part, directionWord(directionOfPart(metric, part)!)]),
  );
}

/** JSON has no infinities: they become the strings "Infinity" and "-Infinity". */
function representable(score: Score): unknown {
  if (typeof score === 'number') return Number.isFinite(score) ? score : String(score);
  if (Array.isArray(score)) return score.map((value) => representable(value));
  return Object.fromEntries(Object.entries(score).map(([key, value]) => [key, representable(value)]));
}

function asText(metric: Parameters<typeof metricAnswer>[0], score: Score, convention: object): string {
  const { name } = metric;
  const number = (value: unknown, part = '') => {
    const unit = unitOfPart(metric, part);
    return unit === '1' ? `${value}` : `${value} ${unit}`;
  };
  const sense = (part = '') => {
    const direction = directionWord(directionOfPart(metric, part) ?? 'none: unknown');
    return direction === 'none' ? '' : ` (${direction} is better)`;
  };
  const one = typeof metric.direction === 'string';
  const lines =
    typeof score === 'number'
      ? [`${name} ${number(score)}${sense()}`]
      : [
          `${name}${one ? sense() : ''}`,
          ...Object.entries(score).map(
            ([key, value]) => `  ${key} ${number(value, key)}${one ? '' : sense(key)}`,
          ),
        ];
  const terms = Object.entries(convention).map(([key, value]) => `${key} ${value}`);
  return [...lines, ...(terms.length > 0 ? [`convention: ${terms.join(', ')}`] : [])].join('\n');
}
