import type { FigureSource } from './record.ts';

/** From the worst to the harmless. `suspicious`: possible, but not by the procedure or luck one would expect. */
export const severities = ['inconsistent', 'suspicious', 'not checkable', 'consistent'] as const;

/** How bad what a check found is. */
export type Severity = (typeof severities)[number];

/** A number with what is known of it, as data; an end that is null is infinite. */
export interface Stated {
  readonly label: string;
  /** The value as printed. */
  readonly printed?: string;
  readonly low: number | null;
  readonly high: number | null;
  readonly source?: FigureSource;
}

/** Where a statement or a figure stands. */
export interface Place {
  readonly uri: string;
  /** Section, table or figure, as the document names it. */
  readonly label: string;
  readonly source: FigureSource;
  /** Line of the document's text, counted from 1. */
  readonly line?: number;
  readonly anchor?: string;
}

/** What one check found. */
export interface Finding {
  readonly id: string;
  readonly rule: string;
  readonly claim?: string;
  readonly related: readonly string[];
  readonly severity: Severity;
  readonly statement: string;
  readonly place: Place;
  readonly printed: readonly Stated[];
  readonly recomputed: readonly Stated[];
  /** How the recomputed values follow from the printed ones, for a reader to repeat. */
  readonly derivation: string;
  /** What would settle it. */
  readonly resolution: string;
}
