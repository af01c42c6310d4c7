import type { CheckDeclaration } from '../../check.ts';
import { groupBy } from '../group-by.ts';
import type { ReadTable } from '../reading.ts';
import { isDifferenceLine } from './difference-line.ts';
import { type Draft, type Series, seriesOf } from './draft.ts';

/** Values in bold are the best of their column or row, those underlined the best of the others. */
export function draftBest(table: ReadTable): Draft {
  const found = seriesOf(table).flatMap((series) =>
    scoped(series).map((figures) => draft(table.printed.id, { ...series, figures })),
  );
  return { checks: found.flatMap(({ checks }) => checks), notes: found.flatMap(({ notes }) => notes) };
}

function draft(table: string, { name, better, figures: all }: Series): Draft {
  const figures = all.filter(({ label }) => !isDifferenceLine(label));
  const bold = figures.filter(({ marks }) => marks.includes('bold'));
  const underlined = figures.filter(({ marks }) => marks.includes('underline') && !marks.includes('bold'));
  if (bold.length + underlined.length === 0 || figures.length < 2) return { checks: [], notes: [] };
  const where = [name, figures[0].scope].filter((text) => text !== '').join(', ');
  if (better === undefined)
    return {
      checks: [],
      notes: [`${table}, ${where}: bold or underlined, and which way is better is not known`],
    };
  if (bold.length === figures.length || bold.every((figure) => figure.bold)) {
    if (underlined.length === 0)
      return {
        checks: [],
        notes:
          bold.length === 0 ? [] : [`${table}, ${where}: bold sets off whole lines here, not the best value`],
      };
  }
  const others = figures.filter((figure) => !bold.includes(figure) && !underlined.includes(figure));
  const order = (
    winners: Series['figures'],
    rest: Series['figures'],
    mark: string,
    what: string,
  ): CheckDeclaration[] => {
    if (winners.length === 0 || rest.length === 0) return [];
    const [greater, lesser] = better === 'higher' ? [winners, rest] : [rest, winners];
    return [
      {
        id: `${winners[0].id}-${mark}`,
        rule: 'ordering',
        statement: `${winners.map(({ label, text }) => `${label} ${text}`).join(' and ')}, ${mark} in ${where}, ${winners.length > 1 ? 'are' : 'is'} the ${what}.`,
        presumes: `${mark} marks the ${what} and that ${better} is better`,
        with: { greater: greater.map(({ id }) => id), lesser: lesser.map(({ id }) => id) },
      },
    ];
  };
  return {
    checks: [
      ...order(
        bold,
        figures.filter((figure) => !bold.includes(figure)),
        'bold',
        'best value',
      ),
      ...order(underlined, others, 'underlined', bold.length > 0 ? 'second best value' : 'best value'),
    ],
    notes: [],
  };
}

/** A column whose rows stand in groups is compared within each, where the groups have several rows. */
function scoped({ figures }: Series): readonly Series['figures'][] {
  const groups = [...groupBy(figures, ({ scope }) => scope).values()];
  return groups.some(({ length }) => length > 1) ? groups : [figures];
}
