import type { OverReaders, ReaderAreas } from '../../../statistics/ranking/multi-reader.ts';
import { aligned } from '../aligned.ts';
import type { TableAccount } from '../stat/table-sample.ts';
import { accountText } from '../stat/text.ts';
import { digits, interval } from './text.ts';

/** The answer of `auc --reader` for people. */
export function readersText(
  { positives, negatives, areas, pairs }: ReaderAreas,
  {
    level,
    truth,
    readers,
    account,
  }: {
    readonly level: number;
    readonly truth: string;
    readonly readers: readonly string[];
    readonly account: TableAccount;
  },
): string {
  const percent = Number((100 * level).toFixed(6));
  const mean = ({ standardError, df, ...own }: OverReaders) => [
    interval(own),
    digits(standardError),
    Number.isFinite(df) ? digits(df) : 'many',
  ];
  return [
    `Areas under ROC curves by ${truth}: means over ${readers.length} readers of ${positives} positive and ${negatives} negative cases, ${account.file}`,
    ...aligned([
      ['modality', `area [${percent} %]`, 'standard error', 'df', ...readers],
      ...areas.map((area) => [area.name, ...mean(area), ...area.byReader.map(digits)]),
    ]),
    ...(pairs.length === 0
      ? []
      : [
          '',
          ...aligned([
            ['pair', `difference [${percent} %]`, 'standard error', 'df', 't', 'p', 'Holm'],
            ...pairs.map(({ first, second, difference, t, p, holm }) => [
              `${first} - ${second}`,
              ...mean(difference),
              ...[t, p, holm].map((value) => (value === null ? 'no variance' : digits(value))),
            ]),
          ]),
        ]),
    "  variances: of readers and cases together, unbiased (Gallas 2006); degrees of freedom: Hillis' (2007)",
    ...accountText(account),
  ].join('\n');
}
