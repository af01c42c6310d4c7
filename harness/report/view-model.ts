import type { ClaimOutcome } from '../claims/claim-outcome.ts';
import type { TolerancePower } from '../claims/tolerance-power.ts';
import type { CriterionResult, Outcome, Tier, Verdict } from '../claims/verdict.ts';
import type { Image } from '../numeric/image.ts';
import type { Headline } from './headline.ts';
import type { FoundFigure } from './key-figures.ts';

/** Everything a report shows, as plain data; the renderers add nothing but form. */
export interface ReportView {
  readonly title: string;
  readonly paper: { readonly title: string; readonly uri: string; readonly code: string };
  readonly profile: { readonly id: string; readonly title: string; readonly description: string };
  /** The verdicts in a sentence, with what limits them. */
  readonly headline: Headline;
  /** What must be known of the run besides. */
  readonly notes: readonly string[];
  /** The numbers that stand first. */
  readonly keyFigures: readonly FoundFigure[];
  /** What was found of each family of claims. */
  readonly families: readonly FamilyView[];
  /** How many claims and parts of claims have each outcome, per tier. */
  readonly counts: readonly {
    readonly tier: Tier;
    readonly outcomes: Readonly<Record<Outcome, { readonly claims: number; readonly parts: number }>>;
  }[];
  readonly claims: readonly ClaimView[];
  /** How far another profile foretold this one; absent where none is to. */
  readonly foretelling?: ForetellingView;
  readonly experiments: readonly ExperimentView[];
  readonly record: readonly RecordFindingView[];
  readonly golden: GoldenView;
  readonly provenance: ProvenanceView;
}

/** What was found of claims about one thing, generated from the verdicts and from the controls' intervals. */
export interface FamilyView {
  readonly title: string;
  readonly found: string;
  /** Where the paper is contradicted: what the controls point at. */
  readonly mechanisms: readonly string[];
}

export interface ClaimView {
  readonly id: string;
  readonly statement: string;
  /** In few words; absent where the statement has no more. */
  readonly headline?: string;
  readonly place: string;
  /** The printed values, as text; empty where none is recoverable. */
  readonly printed: string;
  /** One of them, or their range. */
  readonly inBrief: string;
  readonly experiment: string;
  /** Title of the family that it is in; empty where it is in none. */
  readonly family: string;
  /** What each tier says of the whole claim. */
  readonly tiers: readonly (ClaimOutcome & { readonly tier: Tier })[];
  /** The comparison that stands for the others on the claim's line; absent where nothing was compared. */
  readonly leading?: LeadingView;
  /** One per tier, and per part where the claim says several things. */
  readonly verdicts: readonly VerdictView[];
}

export interface LeadingView {
  readonly tier: Tier;
  readonly part: string;
  readonly criterion: CriterionResult;
  /** How many of the verdict's comparisons came out as it did, and how many there are. */
  readonly alike: number;
  readonly of: number;
}

export interface VerdictView extends Verdict {
  /** What the part of the claim says; empty where that is what the claim says. */
  readonly says: string;
  /** How many of its comparisons came out as it did. */
  readonly alike: number;
}

export interface ExperimentView {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  /** Ids of the claims that it bears on. */
  readonly claims: readonly string[];
  readonly tables: readonly TableView[];
  readonly figures: readonly FigureView[];
  readonly panels: readonly PanelView[];
  /** What was left out or failed. */
  readonly notes: readonly string[];
  readonly replay: string;
}

/** A table of text cells; numbers are formatted already. */
export interface TableView {
  readonly id: string;
  readonly caption: string;
  readonly columns: readonly { readonly title: string; readonly numeric: boolean }[];
  readonly rows: readonly (readonly string[])[];
  /** A column whose cells a page draws: of each row the values that its text stands for, the oldest first. */
  readonly drawn?: {
    readonly column: number;
    readonly series: readonly (readonly (number | undefined)[])[];
  };
}

/** Whether one profile foretold another, verdict by verdict. */
export interface ForetellingView {
  readonly title: string;
  readonly lead: readonly string[];
  readonly tables: readonly TableView[];
}

/** Sentences and tables that need no report around them, for a terminal or a page. */
export interface TablesView {
  readonly title: string;
  readonly lead: readonly string[];
  readonly tables: readonly TableView[];
  /** What is not shown, and why. */
  readonly leftOut: readonly string[];
}

/** A figure as a Vega-Lite specification with its data inline. */
export interface FigureView {
  readonly id: string;
  /** What it shows, above it; absent where it is the only one of its page. */
  readonly title?: string;
  /** States n, the number of subjects and what the bars are. */
  readonly caption: string;
  /** The figure in words, for those who cannot see it. */
  readonly alt: string;
  readonly spec: Readonly<Record<string, unknown>>;
}

/** A row of images of one sample. */
export interface PanelView {
  readonly id: string;
  readonly caption: string;
  readonly images: readonly PanelImage[];
  /** What the colours of its maps mean: scales, and kinds. */
  readonly scales?: readonly ColourScale[];
  readonly kinds?: readonly ColourKinds[];
}

/** Colours that stand for kinds. */
export interface ColourKinds {
  readonly title: string;
  readonly kinds: readonly { readonly label: string; readonly image: Image }[];
}

/** A bar of colours with the values at its ends. */
export interface ColourScale {
  /** RGB `[3, 1, W]`, from low to high. */
  readonly image: Image;
  readonly low: string;
  readonly high: string;
  readonly title: string;
}

export interface PanelImage {
  readonly label: string;
  /** Score or scale printed below the image. */
  readonly note: string;
  readonly alt: string;
  /** Grey or RGB in [0, 1], at its own size; shown with nearest-neighbour scaling. */
  readonly image: Image;
  /** Shown below it: where and how it differs from the HR image. */
  readonly maps?: readonly Omit<PanelImage, 'maps'>[];
}

export interface RecordFindingView {
  readonly id: string;
  /** The claim that the check decides; empty where it decides none. */
  readonly claim: string;
  /** Claims that it bears on without deciding them. */
  readonly related: readonly string[];
  readonly severity: string;
  /** What is said, in one sentence. */
  readonly statement: string;
  readonly place: string;
  readonly printed: string;
  readonly recomputed: string;
  readonly derivation: string;
  readonly resolution: string;
}

/** How a run stands against the golden values. */
export interface GoldenView {
  /** Values compared: those held to what this very run gave before, and those to what another seed, engine or training may give. */
  readonly compared: number;
  readonly repeated: number;
  readonly another: number;
  /** Values that arithmetic alone makes from a seed which was never run: nothing says what they may be. */
  readonly unsaid: number;
  /** Values that were not compared, since an asset has not been fetched. */
  readonly unfetched: number;
  /** The smallest changes that would have been told. */
  readonly power: readonly TolerancePower[];
  readonly deviations: readonly {
    readonly where: string;
    readonly expected: string;
    readonly got: string;
    readonly tolerance: string;
  }[];
  /** Verdicts that changed against the golden ones. */
  readonly changed: readonly {
    readonly claim: string;
    readonly part: string;
    readonly tier: Tier;
    readonly expected: Outcome;
    readonly got: Outcome;
    readonly worse: boolean;
  }[];
}

/** What a rerun may differ in lives here and nowhere else in the report. */
export interface ProvenanceView {
  /** Name and value, in the order shown: versions, seed, engine, commit, command. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  /** Source files with their SHA-256. */
  readonly data: readonly { readonly dataset: string; readonly path: string; readonly sha256: string }[];
  /** Where the time went, by stage kind. */
  readonly time: readonly {
    readonly stage: string;
    readonly runs: number;
    readonly cached: number;
    /** Over all workers. */
    readonly seconds: number;
    /** Work of the networks in the stages that were run, in 10^9 floating-point operations, where counted. */
    readonly gflop?: number;
  }[];
}
