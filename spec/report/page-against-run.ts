import type { Outcome, Verdict } from '../../harness/claims/verdict.ts';
import type { KeyFigure } from '../../harness/report/family.ts';
import type { RunDocument } from '../../harness/study/run-document.ts';

/**
 * Where a page says something else than the run's data: the comparisons of every claim with what they require and
 * observe and how they came out, and the key figures. It reads the page as a reader does.
 */
export function conflictsOf(
  html: string,
  run: RunDocument,
  figures: readonly KeyFigure[],
): readonly string[] {
  return [...claimConflicts(html, run.verdicts), ...figureConflicts(html, run, figures)];
}

function claimConflicts(html: string, verdicts: readonly Verdict[]): readonly string[] {
  return html
    .split(/<li id="claim-/)
    .slice(1)
    .flatMap((claim) => {
      const id = /class="id">(.*?)</.exec(claim)![1];
      const own = verdicts.filter((verdict) => verdict.claim === id);
      const shown = [
        ...claim.matchAll(/<caption class="unseen">Comparisons of (.*?)<\/caption>.*?<\/table>/gs),
      ];
      const compared = own.filter(({ criteria }) => criteria.length > 0);
      const lost =
        shown.length === compared.length ? [] : [`${id}: ${shown.length} of ${compared.length} tables`];
      return [
        ...lost,
        ...shown.flatMap(([table, name]) => {
          const verdict = compared.find(
            ({ tier, part }) => name === [id, tier, part].filter(Boolean).join(', '),
          );
          return verdict === undefined ? [`${name}: no verdict`] : tableConflicts(table, verdict, name);
        }),
        ...chipConflicts(claim, own, id),
      ];
    });
}

function tableConflicts(table: string, { criteria }: Verdict, name: string): readonly string[] {
  const rows = [...table.matchAll(/<tr>(?:<th scope="row"[^>]*>(?:(?!<\/th>).)*<\/th>)?<td.*?<\/tr>/gs)].map(
    ([row]) => row,
  );
  if (rows.length !== criteria.length) return [`${name}: ${rows.length} of ${criteria.length} comparisons`];
  return rows.flatMap((row, i) => {
    const { expected, observed, outcome, group, unit } = criteria[i];
    const [, ownGroup, required, value, , mark] = row.split('<td').map(textOf);
    const right =
      ownGroup === group &&
      required === expected &&
      mark.includes(outcome) &&
      (observed === undefined
        ? value === 'not measured'
        : sameNumbers(value.replace(unit === '1' ? '' : ` ${unit}`, ''), observed));
    return right ? [] : [`${name}, comparison ${i + 1}: ${row}`];
  });
}

function chipConflicts(claim: string, own: readonly Verdict[], id: string): readonly string[] {
  const worst: readonly Outcome[] = [
    'inconsistent',
    'not reproduced',
    'inconclusive',
    'reproduced',
    'untestable',
  ];
  return [...claim.matchAll(/title="(\w+): ([a-z ]+)/g)].flatMap(([, tier, said]) => {
    const outcomes = own.filter((verdict) => verdict.tier === tier).map(({ outcome }) => outcome);
    const right = worst.find((outcome) => outcomes.includes(outcome)) ?? 'untestable';
    return said === right ? [] : [`${id}: ${tier} is ${right}, not ${said}`];
  });
}

function figureConflicts(
  html: string,
  { experiments }: RunDocument,
  figures: readonly KeyFigure[],
): readonly string[] {
  const tables = [...html.matchAll(/<table>\s*<caption>(.*?)<\/caption>(.*?)<\/table>/gs)];
  return figures.flatMap(({ title, of }) => {
    const table = tables.find(([, caption]) => textOf(caption) === title)?.[2] ?? '';
    const found = of.map(({ experiment, statistic }) =>
      (experiments.find(({ id }) => id === experiment)?.statistics ?? []).filter(
        ({ id }) => id === statistic,
      ),
    );
    const rows = [...table.matchAll(/<tr><th scope="row">(.*?)<\/th>(.*?)<\/tr>/gs)];
    if (rows.length !== found[0].length) return [`${title}: ${rows.length} of ${found[0].length} data sets`];
    return rows.flatMap(([row, set, cells]) => {
      const right = cells
        .split('</td>')
        .slice(0, -1)
        .every((cell, i) => {
          const { result } = found[i].find(({ group }) => group['dataset'] === set)!;
          const value = (result['mean'] ?? result['value']) as number;
          return sameNumbers(textOf(cell), { value, interval: result['ci95'] as readonly [number, number] });
        });
      return right ? [] : [`${title}: ${row}`];
    });
  });
}

function textOf(html: string): string {
  const text = html.replace(/^[^<]*?>/, '').replace(/<[^>]*>/g, '');
  return text
    .replace(/&#x27;/g, "'")
    .replace(/&#x3D;/g, '=')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .trim();
}

/** Whether a text has a value and the ends of its interval, as far as their digits go. */
function sameNumbers(
  text: string,
  { value, interval = [] }: { readonly value: number; readonly interval?: readonly number[] },
): boolean {
  const said = text.replaceAll('−', '-').match(/-?\d+(?:\.\d+)?(?:e-?\d+)?/g) ?? [];
  const meant = [value, ...interval];
  return meant.every((number, i) => {
    const decimals = said[i]?.split(/[.e]/)[1]?.length ?? 0;
    const half = said[i]?.includes('e') ? Math.abs(number) * 1e-3 : 0.5000001 * 10 ** -decimals;
    return Math.abs(Number(said[i]) - number) <= half;
  });
}
