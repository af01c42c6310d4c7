import type { Word } from '../language/word.ts';
import type { FigureDeclaration } from '../pipeline/experiment.ts';
import { agreementFigure } from './kinds/agreement-figure.ts';
import { curveFigure } from './kinds/curve-figure.ts';
import type { Builder, BuiltFigure, FigureSource } from './kinds/figure-source.ts';
import { barFigure, forestFigure } from './kinds/lane-figures.ts';
import { planeFigure } from './kinds/plane-figure.ts';
import { scatterFigure } from './kinds/scatter-figure.ts';
import { scoreCurveFigure } from './kinds/score-curve-figure.ts';
import { spectraFigure } from './kinds/spectra-figure.ts';
import { subgroupFigure } from './kinds/subgroup-figure.ts';
import { trainingFigure } from './kinds/training-figure.ts';

/** Every kind of figure. Each builds from the declarations of its own kind alone, which the schema told apart. */
export const figureKinds: Readonly<Record<string, Word & { readonly build: Builder<never> }>> = {
  'score-curve': {
    title: 'Score along a factor',
    description:
      'A score at every level of a factor: the mean with its interval from statistics, single images behind.',
    build: scoreCurveFigure,
  },
  bars: {
    title: 'Bars',
    description:
      'Lying bars from zero with intervals, one for each statistic and group; marks in dB, whose zero is nothing.',
    build: barFigure,
  },
  forest: {
    title: 'Forest plot',
    description: 'Differences with their intervals against a rule at zero, and a margin of equivalence.',
    build: forestFigure,
  },
  curve: {
    title: 'Statistics along an axis',
    description: 'A line of statistics with intervals for each declared line and group.',
    build: curveFigure,
  },
  scatter: {
    title: 'Scatter with line',
    description: 'The points of a correlation with the least-squares line and its band.',
    build: scatterFigure,
  },
  plane: {
    title: 'Two statistics against each other',
    description:
      'A mark for each method in a plane of two statistics, such as distortion against perception.',
    build: planeFigure,
  },
  agreement: {
    title: 'Bland-Altman plot',
    description: 'The images behind a statistic of the procedure `bland-altman`, with its bias and limits.',
    build: agreementFigure,
  },
  spectra: {
    title: 'Mean curves',
    description:
      'The mean over images of a score with many numbers, such as a radial spectrum: a line for each kind of cell.',
    build: spectraFigure,
  },
  subgroups: {
    title: 'Scores by subject group',
    description:
      'The mean of each group of subjects with its interval, of statistics of the procedure `subgroups`, and the greatest difference in words.',
    build: subgroupFigure,
  },
  training: {
    title: 'Courses of training',
    description: 'The losses of the networks that an experiment used, over the steps of their training.',
    build: trainingFigure,
  },
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
    const { build: draw } = figureKinds[figure.kind]!;
    const built = draw(figure as never, from);
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
