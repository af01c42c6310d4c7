import { leastShare } from '../statistics/least-share.ts';

/** Claims of synthetic papers whose truth is known, counted by what they are and what the judge said of them. */
export interface KnownClaims {
  readonly asks: string;
  readonly comparator: string;
  /** Whether subjects have several images each. */
  readonly subjects: 'alone' | 'repeated';
  /** Whether the procedure takes images of one subject for independent ones. */
  readonly takesImagesAsIndependent: boolean;
  readonly judged: Readonly<Record<Truth, Readonly<Record<Said, number>>>>;
  /** Claims whose bound lies so far from the truth that the images there are would nearly always decide. */
  readonly decidable: { readonly claims: number; readonly inconclusive: number };
}

type Truth = 'true' | 'border' | 'false';
type Said = 'reproduced' | 'inconclusive' | 'not reproduced';

/** How often something happened, with its exact 95 % interval. */
export interface Rate {
  readonly count: number;
  readonly of: number;
  readonly ci95: readonly [low: number, high: number];
}

/** How often the judge errs with a comparator. */
export interface JudgeErrors {
  readonly comparator: string;
  /** Whether the procedures take images as independent that are not. */
  readonly misled: boolean;
  readonly claims: number;
  /** Called reproduced though false, or though the bound is the truth itself. */
  readonly falselyReproduced: Rate;
  /** Called not reproduced though true, or though the bound is the truth itself. */
  readonly falselyNotReproduced: Rate;
  /** Left open though the images that were there would nearly always decide. */
  readonly leftOpen: Rate;
}

/** The errors by comparator, apart where procedures take images of one subject as independent and subjects have several. */
export function judgeErrors(claims: readonly KnownClaims[]): readonly JudgeErrors[] {
  const comparators = [...new Set(claims.map(({ comparator }) => comparator))];
  return [false, true].flatMap((misled) =>
    comparators.flatMap((comparator) => {
      const rows = claims.filter(
        (row) =>
          row.comparator === comparator &&
          (row.takesImagesAsIndependent && row.subjects === 'repeated') === misled,
      );
      return rows.length === 0 ? [] : [errorsOf(comparator, misled, rows)];
    }),
  );
}

function errorsOf(comparator: string, misled: boolean, rows: readonly KnownClaims[]): JudgeErrors {
  const total = (of: (row: KnownClaims) => number) => rows.reduce((sum, row) => sum + of(row), 0);
  const all = (truths: readonly Truth[]) =>
    total(({ judged }) =>
      truths.flatMap((truth) => Object.values(judged[truth])).reduce((sum, count) => sum + count, 0),
    );
  const share = (truths: readonly Truth[], said: Said) =>
    rate(
      total(({ judged }) => truths.reduce((sum, truth) => sum + judged[truth][said], 0)),
      all(truths),
    );
  return {
    comparator,
    misled,
    claims: all(['true', 'border', 'false']),
    falselyReproduced: share(['false', 'border'], 'reproduced'),
    falselyNotReproduced: share(['true', 'border'], 'not reproduced'),
    leftOpen: rate(
      total(({ decidable }) => decidable.inconclusive),
      total(({ decidable }) => decidable.claims),
    ),
  };
}

function rate(count: number, of: number): Rate {
  return { count, of, ci95: of === 0 ? [0, 1] : [leastShare(count, of), 1 - leastShare(of - count, of)] };
}
