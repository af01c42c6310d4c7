import type { FigureDeclaration } from '../pipeline/experiment.ts';
import { agreementFigure } from './kinds/agreement-figure.ts';
import { curveFigure } from './kinds/curve-figure.ts';
import type { Builder, BuiltFigure, FigureSource } from './kinds/figure-source.ts';
import { barFigure, forestFigure } from './kinds/lane-figures.ts';
import { planeFigure } from './kinds/plane-figure.ts';
import { scatterFigure } from './kinds/scatter-figure.ts';
import { scoreCurveFigure } from './kinds/score-curve-figure.ts';
import { spectraFigure } from './kinds/spectra-figure.ts';
import { trainingFigure } from './kinds/training-figure.ts';

// Each takes the declarations of its own kind alone, which the schema told apart by `kind`.
const builders: Readonly<Record<string, Builder<never>>> = {
  'score-curve': scoreCurveFigure,
  bars: barFigure,
  forest: forestFigure,
  curve: curveFigure,
  scatter: scatterFigure,
  plane: planeFigure,
  agreement: agreementFigure,
  spectra: spectraFigure,
  training: trainingFigure,
};

/** A figure, and the level that it is limited to; empty where it shows all. */
export type PlacedFigure = BuiltFigure & { readonly level: string };

/**
 * The figures that a declaration means, by its `kind`: one, or with `each`, a factor, one for every level of
 * it. With `where` only the groups and cells of these levels count. None where nothing could be computed.
 */
export function figuresOf(figure: FigureDeclaration, source: FigureSource): readonly PlacedFigure[] {
  const { each, where } = figure;
  const limited = Object.entries(where ?? {}).reduce(
    (rest, [factor, levels]) => limitedTo(rest, factor, levels),
    source,
  );
  const build = (level: string, from: FigureSource): readonly PlacedFigure[] => {
    const built = builders[figure.kind]!(figure as never, from);
    return built ? [{ ...built, level }] : [];
  };
  if (each === undefined) return build('', limited);
  const levels = new Set(limited.cells.flatMap((cell) => cell.levels[each] ?? []));
  return [...levels].flatMap((level) => build(level, limitedTo(limited, each, [level])));
}

/** The source without the groups and cells that have another level; those without the factor stay. */
function limitedTo(source: FigureSource, factor: string, levels: readonly string[]): FigureSource {
  const fits = (own: Readonly<Record<string, string>>) =>
    own[factor] === undefined || levels.includes(own[factor]);
  return {
    ...source,
    cells: source.cells.filter((cell) => fits(cell.levels)),
    statistics: source.statistics.filter(({ group }) => fits(group)),
  };
}
