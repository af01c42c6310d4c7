import type { DeclaredFigure } from '../pipeline/declared/declaration.ts';
import { figureStatistics } from '../pipeline/declared/figure-statistics.ts';
import type { FigureDeclaration } from '../pipeline/experiment.ts';

type Levels = Readonly<Record<string, string>>;

/** What a figure draws: groups of statistics by their id, and the rows of cells by their levels. */
export interface FigureReads {
  statistic(id: string, group: Levels): boolean;
  cell(levels: Levels): boolean;
}

/** What a figure draws of what could be computed. */
export function figureReads(figure: FigureDeclaration): FigureReads {
  const { where = {} } = figure;
  const drawn = figure as unknown as Omit<DeclaredFigure, 'statistics' | 'lines'> & {
    readonly statistics?: readonly { readonly statistic: string }[];
    readonly lines?: readonly { readonly cell?: Levels }[];
  };
  const { statistics = [], lines = [] } = drawn;
  const named = new Set([
    ...statistics.map(({ statistic }) => statistic),
    ...figureStatistics(drawn as unknown as DeclaredFigure).map(([, id]) => id),
  ]);
  const shown = (own: Levels) =>
    Object.entries(where).every(
      ([factor, levels]) => own[factor] === undefined || levels.includes(own[factor]!),
    );
  return {
    statistic: (id, group) => named.has(id) && shown(group),
    cell: (levels) =>
      shown(levels) &&
      lines.some(
        ({ cell }) => cell && Object.entries(cell).every(([factor, level]) => levels[factor] === level),
      ),
  };
}
