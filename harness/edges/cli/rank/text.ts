import { cataloguedUnit } from '../../../metrics/catalogued-unit.ts';
import { withUnit } from '../../../report/format-number.ts';
import type { MethodPair, Ranking } from '../../../statistics/ranking/rank-methods.ts';
import { aligned } from '../aligned.ts';
import type { MethodAccount } from './methods-of-files.ts';

/** The answer of `rank` for people. */
export function rankText(score: string, ranking: Ranking, accounts: readonly MethodAccount[]): string {
  const { images, blocks, better, alpha, methods, friedman, criticalDifference, together, pairs } = ranking;
  const ranked =
    blocks.of === 'subjects'
      ? `${images} images, ranked within ${blocks.n} subjects (means of their images)`
      : `${images} images`;
  const { F, chi2, df, kendallW } = friedman;
  return [
    `${methods.length} methods by ${score} (${better} is better): ${ranked}`,
    ...aligned([
      ['method', 'mean rank', 'mean', 'sd', 'best in'],
      ...methods.map(({ name, meanRank, mean, sd, best }) => [
        name,
        digits(meanRank),
        unit(mean, score),
        digits(sd),
        `${best} of ${blocks.n}`,
      ]),
    ]),
    '',
    `  Friedman: chi2(${df}) ${digits(chi2)}, p ${digits(friedman.p)} (asymptotic); F(${F.df.join(', ')}) ${digits(F.F)}, p ${digits(F.p)} (Iman-Davenport); Kendall's W ${digits(kendallW)}`,
    `  critical difference of mean ranks at ${alpha} (Nemenyi): ${digits(criticalDifference)}`,
    ...together.map((names) => `  not told apart by it: ${names.join(', ')}`),
    '',
    ...aligned([
      [
        'pair',
        'mean difference [95 %]',
        'better/equal/worse',
        `signed rank (${pairs[0]!.signedRank.method})`,
        'Holm',
        'Nemenyi (asymptotic)',
        'Conover (asymptotic)',
        'Holm',
      ],
      ...pairs.map((pair) => cells(pair, score)),
    ]),
    ...left(accounts),
  ].join('\n');
}

function cells({ first, second, difference, ...pair }: MethodPair, score: string): readonly string[] {
  const { better, equal, worse, signedRank, nemenyi, conover } = pair;
  const [low, high] = difference.ci95.map(digits);
  return [
    `${first} - ${second}`,
    `${unit(difference.value, score)} [${low}, ${high}]`,
    `${better}/${equal}/${worse}`,
    ...[signedRank.p, signedRank.holm, nemenyi.p, conover.p, conover.holm].map(digits),
  ];
}

function left(accounts: readonly MethodAccount[]): readonly string[] {
  return accounts.flatMap(({ method, leftOut }) => {
    if (leftOut.length === 0) return [];
    const shown = leftOut.slice(0, 5).map(({ place, why }) => `    ${place}: ${why}`);
    const more = leftOut.length > 5 ? [`    ${leftOut.length - 5} more, in --json`] : [];
    return [`  ${method}, left out:`, ...shown, ...more];
  });
}

function unit(value: number, score: string): string {
  const known = cataloguedUnit(score);
  return known ? withUnit(digits(value), known) : digits(value);
}

function digits(value: number): string {
  return String(Number(value.toPrecision(4)));
}
