import { parseLevels } from '../../language/contrast/levels.ts';
import type { Vocabulary } from '../../language/contrast/vocabulary.ts';
import type { PanelDeclaration } from '../experiment.ts';
import { type DeclaredPanel, listOf, type PlaceOf } from './declaration.ts';

/** A panel with its cells as levels by factor; of the median image by the first score where it does not say which. */
export function resolvePanel(
  declared: DeclaredPanel,
  pointer: string,
  vocabulary: Vocabulary,
  placeOf: PlaceOf,
): PanelDeclaration {
  const { sample = { rank: 'median' }, cells, reconstructions, ...rest } = declared;
  const score = vocabulary.scores[0]!;
  return {
    ...rest,
    sample: typeof sample === 'string' ? sample : { score, ...sample },
    cells: listOf(cells).map((text, i) =>
      parseLevels({ text, where: placeOf(`${pointer}/cells/${i}`) }, vocabulary),
    ),
    ...(reconstructions !== undefined && { reconstructions: listOf(reconstructions) }),
  };
}
