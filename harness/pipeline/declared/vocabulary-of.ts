import type { Vocabulary } from '../../language/contrast/vocabulary.ts';
import { type CellBlock, type Factor, factors, type ScoreDeclaration } from '../experiment.ts';

/** What contrasts may name; data sets that the profile chooses have to be named as such (`dataset=faces`). */
export function vocabularyOf(cells: readonly CellBlock[], scores: readonly ScoreDeclaration[]): Vocabulary {
  const idsOf = (block: CellBlock, factor: Factor) =>
    (block[factor] ?? []).map((level) => (typeof level === 'string' ? level : level.id));
  const levels = factors.map((factor) => {
    const ids = new Set(cells.flatMap((block) => idsOf(block, factor)));
    return [factor, [...ids].filter((id) => id !== '*')] as const;
  });
  return {
    scores: scores.map(({ id }) => id),
    levels: Object.fromEntries(levels),
    open: cells.some(({ dataset }) => dataset.includes('*')) ? ['dataset'] : [],
  };
}
