import { resolveMethod } from '../baselines/catalogue.ts';
import { resolveDegradation } from '../degrade/catalogue.ts';
import { declaredOptions, type Options } from '../language/option.ts';
import { metricNamed } from '../metrics/catalogue.ts';
import { isDrawMetric, resolveIntervals } from '../metrics/draw-metrics.ts';
import { isNetworkMetric, networkMetricAsset } from '../metrics/network-metrics.ts';
import { isSetMetric, resolveObserver } from '../metrics/set-metrics.ts';
import { fields } from '../numeric/fields.ts';
import { guarding } from '../numeric/guarded.ts';
import { InputError } from '../numeric/input-error.ts';
import { procedureNamed } from '../statistics/catalogue.ts';
import type { PlaceOf } from './declared/declaration.ts';
import {
  type CellBlock,
  type Experiment,
  givenMetric,
  type Level,
  type ScoreDeclaration,
  type StatisticDeclaration,
} from './experiment.ts';
import { groupingLevel } from './grouping-level.ts';
import { optionsOf } from './plan/data.ts';
import { resolveScoreColumns } from './score-columns.ts';
import { statisticUnits } from './statistic-units.ts';
import { type TrainedMethod, trainedMethods } from './trained-methods.ts';

/**
 * Checks what a schema cannot: that every metric, procedure, degradation and method exists and takes the
 * options it is given, that statistics combine scores of one unit, that methods have the factors they need, and
 * that no id stands twice.
 * @param placeOf where a part of the declaration stands, by its JSON pointer, for the message
 * @throws InputError with the file and the JSON pointer.
 */
export function checkExperiment(experiment: Experiment, placeOf: PlaceOf): void {
  const [fault] = faultsOfExperiment(experiment, placeOf);
  if (fault) throw fault;
}

/** Everything that {@link checkExperiment} finds. */
export function faultsOfExperiment(experiment: Experiment, placeOf: PlaceOf): readonly InputError[] {
  const { cells, scores, statistics, figures, panels } = experiment;
  const faults: InputError[] = [];
  const guarded = guarding(faults);
  const check = (one: () => unknown) => guarded(one, undefined);
  cells.forEach((block, i) => {
    check(() => checkBlock(block, `/cells/${i}`, placeOf));
  });
  scores.forEach((score, i) => {
    check(() =>
      at(placeOf(`/scores/${i}`), (where) => {
        if (score.metric === givenMetric) return assertBare(score, where);
        if (score.unit !== undefined) throw notGiven(score, where);
        if (isDrawMetric(score.metric)) {
          assertTaken(score, where);
          return resolveIntervals(score.convention);
        }
        if (isSetMetric(score.metric)) {
          assertTaken(score, where);
          return resolveObserver(score.convention);
        }
        if (!isNetworkMetric(score.metric))
          return metricNamed(score.metric, [givenMetric]).resolve(score.convention);
        assertTaken(score, where);
        return networkMetricAsset(score);
      }),
    );
  });
  // A statistic of a score that is not known has no unit.
  const known = faults.length === 0;
  statistics.forEach((statistic, i) => {
    check(() => {
      assertGrouped(statistic, placeOf(`/statistics/${i}`));
      if (known) at(placeOf(`/statistics/${i}`), (where) => statisticUnits(statistic, scores, where));
    });
  });
  for (const [name, list] of Object.entries({ scores, statistics, figures, panels })) {
    check(() => assertDistinctIds(list, `/${name}`, placeOf));
  }
  return faults;
}

/** Groups of subjects are what the procedure `subgroups` has for y, and no other has. */
function assertGrouped({ by, procedure, x, y }: StatisticDeclaration, where: string): void {
  if (!by.includes(groupingLevel)) return;
  const fits = procedureNamed(procedure).kind === 'subgroups';
  if (fits && x && !y) return;
  throw new InputError({
    where,
    expected: `the procedure subgroups of x alone, by ${groupingLevel}`,
    got: fits ? 'y, or points' : procedure,
    remedy: fits
      ? 'remove them: the groups are y'
      : `take ${groupingLevel} out of "by", or correct the procedure`,
  });
}

/** What stages of network metrics, of draws and of sets do not look at must not be asked of them. */
function assertTaken({ metric, reference, of, floor, masked }: ScoreDeclaration, where: string): void {
  const asked = {
    masked,
    floor,
    'of: latent': of === 'latent',
    'reference: self': metric !== 'lpips' && reference === 'self',
  };
  const [name] = Object.entries(asked).find(([, given]) => given !== undefined && given !== false) ?? [];
  if (name === undefined) return;
  throw new InputError({
    where,
    expected: `a score of ${metric} without ${name}`,
    got: name,
    remedy: 'remove it: this metric is of whole images against HR images',
  });
}

/** A score that stands in a table is of what it is of: nothing more can be asked. */
function assertBare({ of, floor, masked, reference, convention }: ScoreDeclaration, where: string): void {
  const asked = { of, floor, masked, 'reference: self': reference === 'self', ...convention };
  const name = Object.entries(asked).find(([, given]) => given !== undefined && given !== false)?.[0];
  if (name === undefined) return;
  throw new InputError({
    where,
    expected: 'a given score with an id and a unit alone',
    got: name,
    remedy: 'remove it: the score is taken as it stands in the table',
  });
}

function notGiven({ metric }: ScoreDeclaration, where: string): InputError {
  return new InputError({
    where: `${where}/unit`,
    expected: `no unit: ${metric} has its own`,
    got: 'one',
    remedy: `remove it, or declare the metric ${givenMetric}`,
  });
}

function checkBlock(block: CellBlock, pointer: string, placeOf: PlaceOf): void {
  block.degradation.forEach((level, i) => {
    if (level.kind === 'task' || level.kind === 'own') return;
    at(placeOf(`${pointer}/degradation/${i}`), (place) => resolveDegradation(optionsOf(level), place));
  });
  block.method.forEach((level, i) => {
    const needs = Object.hasOwn(trainedMethods, level.kind)
      ? trainedMethods[level.kind as TrainedMethod].needs
      : [];
    for (const factor of needs) {
      if (block[factor]) continue;
      throw new InputError({
        where: placeOf(`${pointer}/${factor}`),
        expected: `levels for the method ${level.id}`,
        got: 'none',
        remedy: `add ${factor}, or move the method to a block of its own`,
      });
    }
    const check =
      level.kind === 'scores'
        ? resolveScoreColumns
        : Object.hasOwn(trainedMethods, level.kind)
          ? checkTrained
          : resolveMethod;
    at(placeOf(`${pointer}/method/${i}`), (place) => check(optionsOf(level), place));
  });
  for (const [factor, levels] of Object.entries(block))
    assertDistinctIds(levels, `${pointer}/${factor}`, placeOf);
}

function checkTrained(options: Omit<Level, 'id'>, where: string): void {
  const declared = fields(options, where);
  const kind = declared.oneOf('kind', Object.keys(trainedMethods) as TrainedMethod[]);
  declaredOptions(trainedMethods[kind].options as Options<object>, declared);
  declared.end();
}

function assertDistinctIds(
  list: readonly (string | { readonly id: string })[],
  pointer: string,
  placeOf: PlaceOf,
): void {
  const ids = list.map((entry) => (typeof entry === 'string' ? entry : entry.id));
  const repeated = ids.findIndex((id, i) => ids.indexOf(id) !== i);
  if (repeated < 0) return;
  throw new InputError({
    where: placeOf(`${pointer}/${repeated}`),
    expected: 'an id that stands once',
    got: JSON.stringify(ids[repeated]),
    remedy: 'give every entry an id of its own',
  });
}

function at(where: string, check: (where: string) => unknown): void {
  try {
    check(where);
  } catch (error) {
    if (!(error instanceof InputError) || error.fault.where.startsWith(where)) throw error;
    throw new InputError({ ...error.fault, where: `${where}: ${error.fault.where}` });
  }
}
