import { cataloguedUnit } from '../metrics/catalogued-unit.ts';
import { InputError } from '../numeric/input-error.ts';
import type { ResultUnits, Unit } from '../numeric/unit.ts';
import { procedureNamed } from '../statistics/catalogue.ts';
import { type ColumnRules, unitsBy } from '../statistics/units.ts';
import { givenMetric, type ScoreDeclaration, type StatisticDeclaration, type Term } from './experiment.ts';
import { groupingLevel } from './grouping-level.ts';

/** The units of the columns that a statistic is computed from. */
export interface ColumnUnits {
  readonly x: Unit;
  readonly y: Unit;
}

/**
 * The unit of every number of a statistic's result: what its procedure makes of those of its scores.
 * @throws InputError for scores of several units in one column, or of units that the procedure cannot take.
 */
export function statisticUnits(
  statistic: StatisticDeclaration,
  scores: readonly ScoreDeclaration[],
  where: string,
): ResultUnits {
  const procedure = procedureNamed(statistic.procedure);
  const options = procedure.resolve(statistic.options);
  const columns = columnUnits(statistic, scores, where);
  assertTaken(procedure.takes(options), columns, `${where}: procedure ${procedure.name}`);
  return unitsBy(procedure.units(options), columns);
}

/** The units of its columns; places that are given are plain numbers, and a column that is not there is as x. */
export function columnUnits(
  { by, x = [], y, independent, points }: StatisticDeclaration,
  scores: readonly ScoreDeclaration[],
  where: string,
): ColumnUnits {
  const unitOf = (terms: readonly Term[]) =>
    oneOf(new Map(terms.map(({ score }) => [score, scoreUnit(score, scores, where)])), where);
  if (points) {
    const given = points.flatMap(({ at }) => (typeof at === 'number' ? [] : at));
    return { x: given.length > 0 ? unitOf(given) : '1', y: unitOf(points.flatMap(({ terms }) => terms)) };
  }
  // Two groups in one column, and beside it the mark of the group.
  if (independent) return { x: unitOf([...x, ...(y ?? [])]), y: '1' };
  const own = unitOf(x);
  // Beside the scores stands the number of each subject's group.
  if (by.includes(groupingLevel)) return { x: own, y: '1' };
  return { x: own, y: y ? unitOf(y) : own };
}

/**
 * The unit of a score of an experiment.
 * @param score its id, with the part after `/` where it has several numbers
 */
export function scoreUnit(score: string, scores: readonly ScoreDeclaration[], where: string): Unit {
  const [id, part = ''] = score.split('/') as [string, string?];
  const declared = scores.find((candidate) => candidate.id === id);
  if (!declared) {
    throw new InputError({
      where,
      expected: `a score among ${scores.map((known) => known.id).join(', ') || '(none)'}`,
      got: JSON.stringify(score),
      remedy: 'add it to the scores of the experiment or correct its name',
    });
  }
  const unit =
    declared.metric === givenMetric ? (declared.unit ?? '1') : cataloguedUnit(declared.metric, part);
  if (unit) return unit;
  throw new InputError({
    where,
    expected: `a number of the metric ${declared.metric}`,
    got: JSON.stringify(score),
    remedy: 'correct the part after the slash',
  });
}

function oneOf(units: ReadonlyMap<string, Unit>, where: string): Unit {
  const [first, ...rest] = units;
  const other = rest.find(([, unit]) => unit !== first![1]);
  if (!other) return first![1];
  throw new InputError({
    where,
    expected: 'terms of one unit',
    got: `${named(...first!)} and ${named(...other)}`,
    remedy: 'combine scores of one unit only',
  });
}

function assertTaken(takes: ColumnRules, { x, y }: ColumnUnits, where: string): void {
  const wanted = { x: takes.x === '1' ? '1' : x, y: { '1': '1', x, y }[takes.y] };
  const [column, unit] = x === wanted.x ? (['y', y] as const) : (['x', x] as const);
  if (unit === wanted[column]) return;
  throw new InputError({
    where,
    expected: wanted[column] === '1' ? `plain numbers as ${column}` : `${column} in ${wanted[column]}, as x`,
    got: unit === '1' ? 'plain numbers' : unit,
    remedy: 'give scores that it can take, or take another procedure',
  });
}

function named(score: string, unit: Unit): string {
  return unit === '1' ? `${score} (a plain number)` : `${score} in ${unit}`;
}
