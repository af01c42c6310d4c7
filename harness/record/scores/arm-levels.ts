import { InputError } from '../../numeric/input-error.ts';
import { type Experiment, type Factor, factors } from '../../pipeline/experiment.ts';
import type { Levels } from './imported.ts';

/**
 * Checks that experiments have cells with levels that an arm is given.
 * @throws InputError naming the factors, or the levels of the factor, that they know.
 */
export function assertLevels(levels: Levels, experiments: readonly Experiment[], where: string): void {
  for (const [factor, level] of Object.entries(levels)) {
    if (!factors.includes(factor as Factor))
      throw unknown(where, `a factor among ${factors.join(', ')}`, factor);
    const known = new Set(
      experiments.flatMap(({ cells }) => cells.flatMap((block) => levelsOf(block[factor as Factor]))),
    );
    // Anybody's data set may be one of their own.
    if (factor !== 'dataset' && !known.has(level))
      throw unknown(where, `a ${factor} among ${[...known].join(', ')}`, level);
  }
}

function levelsOf(declared: readonly (string | { readonly id: string })[] | undefined): readonly string[] {
  return (declared ?? []).map((level) => (typeof level === 'string' ? level : level.id));
}

function unknown(where: string, expected: string, got: string): InputError {
  return new InputError({ where, expected, got: JSON.stringify(got), remedy: 'correct the level' });
}
