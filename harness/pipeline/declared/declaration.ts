import type { FigureDeclaration, Level, PanelDeclaration, SeedLevel } from '../experiment.ts';

/** One value where a list of one is meant. */
export type OneOrMore<T> = T | readonly T[];

/** An experiment as a scientist writes it, its loops and names written out; `Experiment` is what it comes to. */
export interface DeclaredExperiment {
  readonly $schema?: string;
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly listed?: boolean;
  readonly samplesPerDataset?: number;
  readonly cells: OneOrMore<DeclaredBlock>;
  readonly scores: OneOrMore<string | DeclaredScore>;
  readonly statistics: OneOrMore<DeclaredStatistic>;
  readonly figures?: readonly DeclaredFigure[];
  readonly panels?: readonly DeclaredPanel[];
}

/** Absent: the profile's main data sets, their own degradation, and the method that the other factors speak of. */
export interface DeclaredBlock {
  readonly dataset?: OneOrMore<string>;
  readonly degradation?: OneOrMore<string | Level>;
  readonly method?: OneOrMore<string | Level>;
  readonly autoencoder?: OneOrMore<string>;
  readonly denoiser?: OneOrMore<string>;
  readonly sampler?: OneOrMore<string>;
  readonly seed?: OneOrMore<SeedLevel>;
}

/** Absent: the metric's name, the HR image, the metric's own convention. */
export interface DeclaredScore {
  readonly id?: string;
  readonly metric: string;
  readonly reference?: 'true-hr' | 'self';
  readonly of?: 'image' | 'latent';
  readonly floor?: string;
  readonly masked?: boolean;
  readonly unit?: string;
  readonly convention?: Readonly<Record<string, unknown>>;
}

/** Contrasts are texts of the language. Absent: a bootstrap over subjects, by data set. */
export interface DeclaredStatistic {
  readonly id: string;
  readonly title: string;
  /** What figures call it; its title where it is absent. */
  readonly label?: string;
  readonly by?: OneOrMore<string>;
  readonly where?: Levels;
  readonly procedure?: string;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly x?: string;
  readonly y?: string;
  readonly independent?: boolean;
  readonly points?: readonly DeclaredPoint[];
}

export interface DeclaredPoint {
  readonly id?: string;
  readonly cluster?: string;
  readonly at: number | string;
  readonly of: string;
}

/** Levels by factor. */
export type Levels = Readonly<Record<string, OneOrMore<string>>>;

/** A figure whose statistics may be named by patterns, and whose cells by the levels that contrasts name. */
export interface DeclaredFigure extends Omit<FigureDeclaration, 'where'> {
  readonly where?: Levels;
  readonly lanes?: OneOrMore<string>;
  readonly axis?: string | { readonly title: string; readonly unit?: string };
  readonly statistics?: OneOrMore<string | DeclaredListed>;
  readonly lines?: OneOrMore<DeclaredLine>;
  readonly points?: readonly DeclaredPlace[];
  readonly marks?: readonly { readonly label: string; readonly x: string; readonly y: string }[];
  readonly statistic?: string;
  readonly flip?: string;
}

/** A line of a figure: of places with statistics, or of a cell, named by its levels. */
interface DeclaredLine {
  readonly label: string;
  readonly cell?: string;
  readonly points?: readonly DeclaredPlace[];
}

/** A statistic at a place along a figure's axis. */
interface DeclaredPlace {
  readonly at: number | string;
  readonly level?: string;
  readonly statistic: string;
}

export interface DeclaredListed {
  readonly statistic: string;
  readonly label?: string;
  readonly value?: string;
  readonly interval?: string;
}

/** Absent: the median image by the first score. */
export interface DeclaredPanel extends Omit<PanelDeclaration, 'sample' | 'cells' | 'reconstructions'> {
  readonly sample?: string | { readonly rank: 'lowest' | 'median' | 'highest'; readonly score?: string };
  readonly cells: OneOrMore<string>;
  readonly reconstructions?: OneOrMore<string>;
}

/** Where in its file a part of a declaration stands, by the part's JSON pointer: `experiments/swap.json /cells/0`. */
export type PlaceOf = (pointer: string) => string;

/** The list that is meant. */
export function listOf<T>(given: OneOrMore<T>): readonly T[] {
  return Array.isArray(given) ? given : [given as T];
}
