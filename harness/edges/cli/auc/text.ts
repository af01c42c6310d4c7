import type { Estimate } from '../../../statistics/estimate.ts';
import type { Areas } from '../../../statistics/ranking/roc.ts';
import { aligned } from '../aligned.ts';
import type { TableAccount } from '../stat/table-sample.ts';
import { accountText } from '../stat/text.ts';

/** The answer of `auc` for people. */
export function aucText(
  { positives, negatives, subjects, areas, pairs }: Areas,
  {
    level,
    truth,
    account,
  }: { readonly level: number; readonly truth: string; readonly account: TableAccount },
): string {
  const percent = Number((100 * level).toFixed(6));
  const cases = positives + negatives;
  const clustered = subjects < cases;
  return [
    `Areas under ROC curves by ${truth}: ${positives} positive and ${negatives} negative cases${clustered ? ` of ${subjects} subjects` : ''}, ${account.file}`,
    ...aligned([
      ['score', `area [${percent} %]`, 'standard error'],
      ...areas.map(({ name, standardError, ...area }) => [name, interval(area), digits(standardError)]),
    ]),
    ...(pairs.length === 0
      ? []
      : [
          '',
          ...aligned([
            ['pair', `difference [${percent} %]`, 'z', 'p (asymptotic)', 'Holm'],
            ...pairs.map(({ first, second, difference, z, p, holm }) => [
              `${first} - ${second}`,
              interval(difference),
              ...[z, p, holm].map((value) => (value === null ? 'no variance' : digits(value))),
            ]),
          ]),
        ]),
    `  covariances: ${clustered ? "Obuchowski's, by subjects" : "DeLong's, every case by itself"}`,
    ...accountText(account),
  ].join('\n');
}

/** A value with its interval, in four digits. */
export function interval({ value, ci95: [low, high] }: Estimate): string {
  return `${digits(value)} [${digits(low)}, ${digits(high)}]`;
}

/** Four digits. */
export function digits(value: number): string {
  return String(Number(value.toPrecision(4)));
}
