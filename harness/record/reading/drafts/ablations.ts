import type { CheckDeclaration } from '../../check.ts';
import type { ReadTable } from '../reading.ts';

const OWN = /\b(?:ours|proposed|full(?: model| method)?)\b/i;

/** The result of the full method in another table stands among those of a table of ablations. */
export function draftAblations(tables: readonly ReadTable[]): readonly CheckDeclaration[] {
  const of = (table: ReadTable) =>
    table.figures.filter(({ role, measure }) => role === 'value' && measure?.better);
  return tables
    .filter(({ printed }) => /\bablat/i.test(printed.title))
    .flatMap((ablation) => {
      const names = new Set(of(ablation).map(({ measure }) => measure!.name));
      return [...names].flatMap((name): CheckDeclaration[] => {
        const found = of(ablation).filter(({ measure }) => measure!.name === name);
        const mains = tables
          .filter((table) => table !== ablation && !/\bablat/i.test(table.printed.title))
          .flatMap((table) =>
            of(table).filter(({ row, measure }) => measure!.name === name && OWN.test(table.rows[row].label)),
          );
        const [main] = mains;
        if (mains.length !== 1 || found.length < 2 || found.some(({ kind }) => kind !== main.kind)) return [];
        return [
          {
            id: `${ablation.printed.id}-holds-${name}`,
            rule: 'among',
            statement: `${main.text}, the main result, is one of the rows of ${ablation.printed.place}.`,
            with: { main: main.id, of: found.map(({ id }) => id), setting: 'presumed' },
          },
        ];
      });
    });
}
