import type { CheckDeclaration } from '../../check.ts';
import type { LoneFigure } from '../../record.ts';
import type { ReportedResult, ReportedResults } from '../results.ts';
import { textFigure } from './text-figure.ts';

/** The level that most tests go by, where the text does not say another. */
const LEVEL = 0.05;

// As statcheck does where one-tailed tests are spoken of anywhere: then a one-sided p is no certain error.
const ONE_OR_TWO = 'the test is two-sided: the text has one-sided ones and does not say that this is one';

/** Test results of running text as figures, with the checks that each allows. */
export function draftReported({ results, lone, level = LEVEL, oneSided }: ReportedResults): {
  readonly figures: readonly LoneFigure[];
  readonly checks: readonly CheckDeclaration[];
  readonly notes: readonly string[];
} {
  const drafts = results.map((result, at) => draft(result, `result${at + 1}`, { level, oneSided }));
  const ps = lone.map((one, at) => textFigure(`p${at + 1}`, 'probability', one.p, one));
  const figures = [...drafts.flatMap((one) => one.figures), ...ps];
  const of = figures
    .filter(({ kind }) => kind === 'probability' || kind === 'correlation' || kind === 'determination')
    .map(({ id }) => id);
  const domain = {
    id: 'text-domain',
    rule: 'domain',
    statement: 'Every value in the text lies in the range of what it measures.',
    with: { of },
  };
  return {
    figures,
    checks: [...(of.length > 0 ? [domain] : []), ...drafts.flatMap(({ checks }) => checks)],
    notes: drafts.flatMap(({ notes }) => notes),
  };
}

function draft(
  result: ReportedResult,
  id: string,
  { level, oneSided }: { readonly level: number; readonly oneSided: boolean },
): { figures: LoneFigure[]; checks: CheckDeclaration[]; notes: string[] } {
  const { statistic, value, df, cases, p, eta, line, text, called } = result;
  const figure = (name: string, kind: LoneFigure['kind'], printed: string) =>
    textFigure(`${id}.${name}`, kind, printed, result);
  const degrees = df.map((one, at) =>
    figure(df.length > 1 ? `df${at + 1}` : 'df', one.includes('.') ? 'number' : 'count', one),
  );
  const sizes = cases.map((one, at) => figure(cases.length > 1 ? `n${at + 1}` : 'n', 'count', one));
  const whole = (statistic === 'U' || statistic === 'W') && /^\d+$/.test(value);
  const own = figure(statistic, statistic === 'r' ? 'correlation' : whole ? 'count' : 'number', value);
  const figures = [
    own,
    ...degrees,
    ...sizes,
    figure('p', 'probability', p),
    ...(eta === undefined ? [] : [figure('eta2', 'determination', eta)]),
  ];
  const options = checkOptions(result, id);
  const notes =
    options === undefined
      ? [`line ${line}: ${text}: ${statistic} needs the numbers of cases, and they are not beside it`]
      : [];
  const checks: CheckDeclaration[] = [
    ...(options === undefined
      ? []
      : [
          {
            id: `${id}-p`,
            rule: 'statistic-p',
            ...(oneSided &&
              options['sided'] !== undefined &&
              result.sided === undefined && { presumes: ONE_OR_TWO }),
            statement: text,
            with: { ...options, ...(level !== LEVEL && { level }) },
          },
        ]),
    ...(eta === undefined || statistic !== 'F'
      ? []
      : [
          {
            id: `${id}-eta2`,
            rule: 'same-quantity',
            statement: `Partial eta squared ${eta} is F df1 / (F df1 + df2).`,
            presumes: 'it is the partial one',
            with: { of: [`${id}.eta2`, etaOf(id)], setting: 'stated' },
          },
        ]),
    ...(called === undefined
      ? []
      : [
          {
            id: `${id}-called`,
            rule: 'bound',
            statement: `The result with p ${p} is called ${called}.`,
            presumes: `the level is ${level} and the word is of this result`,
            with: { of: [`${id}.p`], [called === 'significant' ? 'atMost' : 'atLeast']: level },
          },
        ]),
  ];
  return { figures, checks, notes };
}

function etaOf(id: string): object {
  const explained = { product: [`${id}.F`, `${id}.df1`] };
  return { ratio: [explained, { sum: [explained, `${id}.df2`] }] };
}

/** What the rule needs; undefined where the numbers of cases that it needs are not printed. */
function checkOptions(
  { statistic, df, cases, sided = 'two' }: ReportedResult,
  id: string,
): Readonly<Record<string, unknown>> | undefined {
  const base = { statistic, value: `${id}.${statistic}`, p: `${id}.p` };
  const alternatives = { sided };
  switch (statistic) {
    case 'F':
      return { ...base, df1: `${id}.df1`, df2: `${id}.df2` };
    case 'chi2':
    case 'H':
    case 'Q':
      return { ...base, statistic: statistic === 'Q' ? 'chi2' : statistic, df: `${id}.df` };
    case 't':
    case 'r':
      return { ...base, df: `${id}.${df.length > 1 ? 'df1' : 'df'}`, ...alternatives };
    case 'z':
      return { ...base, ...alternatives };
    case 'U':
      return cases.length === 2 ? { ...base, n1: `${id}.n1`, n2: `${id}.n2`, ...alternatives } : undefined;
    case 'W':
      return cases.length === 1 ? { ...base, n: `${id}.n`, ...alternatives } : undefined;
  }
}
