import { checkExperiment } from '../check-experiment.ts';
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
  const { $schema: _, cells, scores, statistics, figures = [], panels = [], ...rest } = declared;
  const placeOf = (pointer: string) => given(partThatStands(declared, pointer));
  const blocks = listOf(cells).map((block, i) => resolveBlock(block, `/cells/${i}`, placeOf));
  const taken = listOf(scores).map(resolveScore);
  const vocabulary = vocabularyOf(blocks, taken);
  const computed = listOf(statistics);
  const experiment: Experiment = {
    ...rest,
    cells: blocks,
    scores: taken,
    statistics: computed.map((each, i) => resolveStatistic(each, `/statistics/${i}`, vocabulary, placeOf)),
    figures: figures.map((each, i) => resolveFigure(each, `/figures/${i}`, computed, vocabulary, placeOf)),
    panels: panels.map((each, i) => resolvePanel(each, `/panels/${i}`, vocabulary, placeOf)),
  };
  checkExperiment(experiment, placeOf);
  return experiment;
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
