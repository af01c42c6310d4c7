import type { LoneFigure } from '../../record.ts';

/** Where something stands in running text. */
export interface TextPlace {
  readonly line: number;
  /** Its words. */
  readonly text: string;
}

/** A figure of running text. */
export function textFigure(
  id: string,
  kind: LoneFigure['kind'],
  printed: string,
  { line, text }: TextPlace,
): LoneFigure {
  return { id, place: 'Text', source: 'paper', kind, line, anchor: text, printed };
}
