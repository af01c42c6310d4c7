import type { CheckDeclaration } from '../../check.ts';
import type { TestStatistic } from '../../statistic-tail.ts';
import type { ReadFigure, ReadTable } from '../reading.ts';
import type { Draft } from './draft.ts';
import { type MeasureSet, measureSets } from './measure-sets.ts';

/** Statistics with their p, and the mean squares and F of an analysis of variance. */
export function draftTests(table: ReadTable): Draft {
  const sets = measureSets(table);
  const residuals = new Map(
    sets.filter(({ label }) => /^(?:error|residuals?|within)/i.test(label)).map((set) => [set.scope, set]),
  );
  const drafts = sets.map((set) => {
    const residual = residuals.get(set.scope);
    return ofSet(set, residual === set ? undefined : residual);
  });
  return { checks: drafts.flatMap(({ checks }) => checks), notes: drafts.flatMap(({ notes }) => notes) };
}

const statistics: Readonly<Record<string, TestStatistic>> = {
  t: 't',
  f: 'F',
  z: 'z',
  chi2: 'chi2',
  h: 'H',
  correlation: 'r',
};

function ofSet({ by, label }: MeasureSet, residual: MeasureSet | undefined): Draft {
  const [p, df, ss, ms, f] = ['p', 'df', 'ss', 'ms', 'f'].map((name) => by.get(name));
  const [meanError, dfError] = [residual?.by.get('ms'), residual?.by.get('df')];
  const checks: CheckDeclaration[] = [];
  if (ms && ss && df) {
    const statement = `The mean square of ${label}, ${ms.text}, is ${ss.text} over ${df.text}.`;
    checks.push({
      id: `${ms.id}-quotient`,
      rule: 'ratio',
      statement,
      with: { printed: ms.id, of: [ss.id, df.id] },
    });
  }
  if (f && ms && meanError) {
    const statement = `F of ${label}, ${f.text}, is its mean square over that of the error.`;
    const presumes = 'the error of the table is that of this effect';
    checks.push({
      id: `${f.id}-quotient`,
      rule: 'ratio',
      statement,
      presumes,
      with: { printed: f.id, of: [ms.id, meanError.id] },
    });
  }
  const found = Object.entries(statistics).flatMap(([name, statistic]) => {
    const value = by.get(name);
    return value === undefined ? [] : [{ statistic, value }];
  });
  if (p === undefined || found.length !== 1) return { checks, notes: [] };
  const [{ statistic, value }] = found;
  const degrees = degreesOf(statistic, df, dfError);
  if (degrees === undefined) {
    return {
      checks,
      notes: [`${value.id}: ${statistic} with its p, and its degrees of freedom are not printed`],
    };
  }
  const sided = ['t', 'z', 'r'].includes(statistic);
  checks.push({
    id: `${p.id}-of-${statistic}`,
    rule: 'statistic-p',
    statement: `The p of ${label}, ${p.text}, is that of ${statistic} ${value.text}.`,
    ...(sided && { presumes: 'the test is two-sided' }),
    with: { statistic, value: value.id, p: p.id, ...degrees, ...(sided && { sided: 'two' }) },
  });
  return { checks, notes: [] };
}

function degreesOf(
  statistic: TestStatistic,
  df: ReadFigure | undefined,
  dfError: ReadFigure | undefined,
): Readonly<Record<string, string>> | undefined {
  if (statistic === 'z') return {};
  if (statistic === 'F') return df && dfError && { df1: df.id, df2: dfError.id };
  return df && { df: df.id };
}
