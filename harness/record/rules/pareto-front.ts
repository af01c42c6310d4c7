import { InputError } from '../../numeric/input-error.ts';
import { evaluate, type Quantity } from '../operand.ts';
import type { Rule } from './rule.ts';

export const paretoFront: Rule = {
  name: 'pareto-front',
  title: 'A stated place on the Pareto front against the other methods',
  description:
    'A method stated to be on the Pareto front is not certainly beaten by another in every score at once.',
  options: {
    point: {
      type: 'string',
      minLength: 1,
      description: 'The table and row of the method that is stated to be on the front, as table1/ours.',
    },
    others: {
      type: 'array',
      minItems: 1,
      items: { type: 'string', minLength: 1 },
      description: 'The rows of the other methods.',
    },
    higher: {
      type: 'array',
      minItems: 0,
      items: { type: 'string', minLength: 1 },
      default: [],
      description: 'The columns in which more is better.',
    },
    lower: {
      type: 'array',
      minItems: 0,
      items: { type: 'string', minLength: 1 },
      default: [],
      description: 'The columns in which less is better.',
    },
  },
  check(options, figures) {
    const [point, ...others] = [options.raw('point'), ...list(options.raw('others'))].map(String);
    const scores = [
      ...list(options.raw('higher')).map((name) => ({ name: String(name), higher: true })),
      ...list(options.raw('lower')).map((name) => ({ name: String(name), higher: false })),
    ];
    if (scores.length < 2 || others.length === 0) {
      throw new InputError({
        where: options.at('others'),
        expected: 'other methods, and at least two scores in "higher" and "lower"',
        got: `${others.length} methods and ${scores.length} scores`,
        remedy: 'list them',
      });
    }
    const of = (method: string): Quantity[] =>
      scores.map(({ name }) => evaluate(`${method}/${name}`, figures));
    const own = of(point);
    const dominating = others
      .map((method) => ({ method, values: of(method) }))
      .filter(({ values }) =>
        values.every(({ interval }, i) =>
          scores[i].higher ? interval.low > own[i].interval.high : interval.high < own[i].interval.low,
        ),
      );
    const show = (values: readonly Quantity[]) =>
      values.map((value, i) => `${scores[i].name} ${value.text}`).join(', ');
    return {
      severity: dominating.length > 0 ? 'inconsistent' : 'consistent',
      printed: [...own, ...dominating.flatMap(({ values }) => values)],
      recomputed: [],
      derivation:
        dominating.length > 0
          ? `${point} (${show(own)}) is not on the front: better in every score, whatever the rounding, ${dominating.length === 1 ? 'is' : 'are'} ${dominating.map(({ method, values }) => `${method} (${show(values)})`).join('; ')}.`
          : `${point} has ${show(own)}, and none of ${others.join(', ')} is better in every one of them.`,
      resolution: 'The set of methods, data sets and scores that the front is meant over.',
    };
  },
};

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}
