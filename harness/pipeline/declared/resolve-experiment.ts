import { guarding } from '../../numeric/guarded.ts';
import type { InputError } from '../../numeric/input-error.ts';
import { faultsOfExperiment } from '../check-experiment.ts';
import type { Experiment } from '../experiment.ts';
import { type DeclaredExperiment, listOf, type PlaceOf } from './declaration.ts';
import { resolveBlock } from './resolve-cells.ts';
import { resolveFigure } from './resolve-figure.ts';
import { resolvePanel } from './resolve-panel.ts';
import { resolveScore } from './resolve-score.ts';
import { resolveStatistic } from './resolve-statistic.ts';
import { vocabularyOf } from './vocabulary-of.ts';

/**
 * What a declaration comes to: its contrasts as terms, and everything that it leaves out.
 * @param given where a part of the declaration stands, for messages
 * @throws InputError with the file, the JSON pointer and, in a contrast, the column.
 */
export function resolveExperiment(declared: DeclaredExperiment, given: PlaceOf): Experiment {
  const { experiment, faults } = resolved(declared, given);
  if (faults.length > 0) throw faults[0];
  return experiment;
}

/** Everything that {@link resolveExperiment} finds wrong. */
export function faultsOfDeclared(declared: DeclaredExperiment, given: PlaceOf): readonly InputError[] {
  return resolved(declared, given).faults;
}

/** With faults the experiment is not whole. */
function resolved(
  declared: DeclaredExperiment,
  given: PlaceOf,
): { readonly experiment: Experiment; readonly faults: readonly InputError[] } {
  const { $schema: _, cells, scores, statistics, figures = [], panels = [], ...rest } = declared;
  const placeOf = (pointer: string) => given(partThatStands(declared, pointer));
  const faults: InputError[] = [];
  const guarded = guarding(faults);
  const each = <From, To>(list: readonly From[], resolve: (one: From, i: number) => To): readonly To[] =>
    list.flatMap((one, i) => guarded<readonly To[]>(() => [resolve(one, i)], []));

  const blocks = each(listOf(cells), (block, i) => resolveBlock(block, `/cells/${i}`, placeOf));
  const taken = each(listOf(scores), resolveScore);
  const head = { ...rest, cells: blocks, scores: taken };
  // Without the levels and scores there are, every contrast would be wrong.
  if (faults.length > 0) return { experiment: { ...head, statistics: [], figures: [], panels: [] }, faults };
  const vocabulary = vocabularyOf(blocks, taken);
  const computed = listOf(statistics);
  const experiment: Experiment = {
    ...head,
    statistics: each(computed, (one, i) => resolveStatistic(one, `/statistics/${i}`, vocabulary, placeOf)),
    figures: each(figures, (one, i) => resolveFigure(one, `/figures/${i}`, computed, vocabulary, placeOf)),
    panels: each(panels, (one, i) => resolvePanel(one, `/panels/${i}`, vocabulary, placeOf)),
  };
  // Places count from the lists as they were declared, which those without a faulty entry are not.
  const whole = faults.length === 0 ? experiment : { ...experiment, statistics: [], figures: [], panels: [] };
  return { experiment, faults: [...faults, ...faultsOfExperiment(whole, placeOf)] };
}

/** Of a pointer into what is resolved, as much as was declared: lists may be a single value, parts may be left out. */
function partThatStands(declared: unknown, pointer: string): string {
  let value = declared;
  let standing = '';
  for (const key of pointer.split('/').slice(1)) {
    if (typeof value === 'object' && value !== null && Object.hasOwn(value, key)) {
      value = (value as Record<string, unknown>)[key];
      standing += `/${key}`;
    } else if (key !== '0' || Array.isArray(value)) break;
  }
  return standing;
}
