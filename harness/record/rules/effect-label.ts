import { InputError } from '../../numeric/input-error.ts';
import { effectLabel } from '../../statistics/effect-bands.ts';
import { asPrinted, evaluateAll } from '../operand.ts';
import { operands } from './options.ts';
import type { Rule } from './rule.ts';

export const effectLabels: Rule = {
  name: 'effect-label',
  title: 'The words for effect sizes against the published scales',
  description:
    "The words for effect sizes follow one of the published scales of d: Cohen's (1988) or Sawilowsky's (2009).",
  options: {
    of: operands('The effect sizes.'),
    labels: {
      type: 'array',
      minItems: 1,
      items: { type: 'string', minLength: 1 },
      description: 'The word printed for each of them.',
    },
  },
  check(options, figures) {
    const values = evaluateAll(options.raw('of'), figures);
    const labels = options.raw('labels');
    if (!Array.isArray(labels) || labels.length !== values.length) {
      throw new InputError({
        where: options.at('labels'),
        expected: `a list of ${values.length} words, one for each value`,
        got: JSON.stringify(labels),
        remedy: 'list the words as printed',
      });
    }
    const words = labels.map((label) => String(label).toLowerCase());
    const scales = [sawilowsky, cohen].map((scale) =>
      values.map(({ interval }) => [scale(interval.low), scale(interval.high)]),
    );
    const follows = scales.some((scale) => scale.every((possible, i) => possible.includes(words[i])));
    const shown = (scale: readonly (readonly string[])[]) => scale.map(([low]) => low).join(', ');
    return {
      severity: follows ? 'consistent' : 'suspicious',
      printed: values,
      recomputed: [],
      derivation: `${values.map((value, i) => `${asPrinted(value)} is called ${words[i]}`).join(', ')}. Sawilowsky's scale says ${shown(scales[0])}, Cohen's ${shown(scales[1])}: the words follow ${follows ? 'one of them' : 'neither'}.`,
      resolution: 'The scale that the words are taken from.',
    };
  },
};

function sawilowsky(d: number): string {
  return effectLabel(d);
}

function cohen(d: number): string {
  return effectLabel(Math.min(Math.abs(d), 1));
}
