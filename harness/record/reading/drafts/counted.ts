import type { CheckDeclaration } from '../../check.ts';
import type { LoneFigure } from '../../record.ts';
import type { CountedShare } from '../counted-shares.ts';
import { textFigure } from './text-figure.ts';

/** Counts of running text as figures, and of each the check of its per cent. */
export function draftCounted(shares: readonly CountedShare[]): {
  readonly figures: readonly LoneFigure[];
  readonly checks: readonly CheckDeclaration[];
} {
  const drafts = shares.map((share, at) => {
    const { count, of, percent } = share;
    const id = `count${at + 1}`;
    const figure = (name: string, kind: LoneFigure['kind'], printed: string) =>
      textFigure(`${id}.${name}`, kind, printed, share);
    return {
      figures: [figure('k', 'count', count), figure('n', 'count', of), figure('share', 'percent', percent)],
      check: {
        id: `${id}-share`,
        rule: 'ratio',
        statement: `${count} of ${of} is ${percent} %.`,
        with: { of: [`${id}.k`, `${id}.n`], as: 'percent', printed: `${id}.share` },
      },
    };
  });
  return { figures: drafts.flatMap(({ figures }) => figures), checks: drafts.map(({ check }) => check) };
}
