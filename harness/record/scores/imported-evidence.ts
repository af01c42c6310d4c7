import { asks } from '../../claims/asks.ts';
import type { Check, Criterion } from '../../claims/claim.ts';
import type { Absent, Evidence } from '../../claims/evidence.ts';
import { matchesPattern } from '../../language/matches-pattern.ts';
import { InputError } from '../../numeric/input-error.ts';
import { type Cell, cellsOf } from '../../pipeline/cell.ts';
import { computeStatistics } from '../../pipeline/compute-statistics.ts';
import type { Experiment, StatisticDeclaration, Term } from '../../pipeline/experiment.ts';
import { groupsOf } from '../../pipeline/groups.ts';
import type { Row } from '../../pipeline/row.ts';
import { statisticUnits } from '../../pipeline/statistic-units.ts';
import { type Arm, fits } from './arm.ts';
import type { Imported, Levels } from './imported.ts';
import { needOf } from './lacking.ts';
import { scoreColumn } from './score-column.ts';

/** What imported scores say to a check. */
interface ImportedEvidence {
  readonly statistics: readonly Evidence[];
  readonly absent: readonly Absent[];
  /** Whether any arm has a score that the check asks for. */
  readonly bears: boolean;
}

/** What is asked: a statistic in one group. */
interface Asked {
  readonly statistic: StatisticDeclaration;
  readonly group: Levels;
}

/** A score that a statistic takes of a cell, and the arm that fills it. */
interface Source {
  readonly cell: Cell;
  readonly score: string;
  readonly arm?: Arm;
  readonly values?: Float64Array;
  /** Whether an arm has it, of whatever data set. */
  readonly elsewhere: boolean;
}

/**
 * The statistics that a check asks for, computed by its experiment's own declarations from the arms that fill its
 * cells; what no arm fills is absent, with what it needs.
 */
export function importedEvidence(
  check: Check,
  experiment: Experiment,
  arms: readonly Arm[],
  imported: Imported,
  seed: number,
): ImportedEvidence {
  const given = [...new Set(arms.map(({ dataset }) => dataset))];
  const cells = cellsOf(experiment, [...new Set([...given, ...Object.keys(imported.datasets)])]);
  const asked = unique(check.criteria.flatMap((criterion) => askedBy(criterion, experiment, cells, given)));
  const { assumed } = imported;
  const columnOf = (arm: Arm | undefined, score: string) =>
    arm && scoreColumn(score, experiment.scores, arm.set);
  const source = (cell: Cell, score: string): Source => {
    const fitting = arms.filter((arm) => fits(arm, cell.levels, assumed));
    const arm = fitting.find(({ dataset }) => dataset === cell.dataset);
    const values = columnOf(arm, score);
    const elsewhere = fitting.some((other) => columnOf(other, score));
    return { cell, score, elsewhere, ...(arm && { arm }), ...(values && { values }) };
  };
  const statistics: Evidence[] = [];
  const without: (Asked & { readonly reason?: string })[] = [];
  const sources = asked.map(({ statistic, group }) =>
    termsOf(statistic).map((term) => source(cellOf(cells, group, term)!, term.score)),
  );
  asked.forEach(({ statistic, group }, i) => {
    const whole = sources[i]!.every(({ values }) => values !== undefined);
    const found = whole ? computed(statistic, group, experiment, sources[i]!, seed) : undefined;
    if (found && 'evidence' in found) statistics.push(...found.evidence);
    else without.push({ statistic, group, ...found });
  });
  const need = needOf(
    sources.flat().filter(({ values }) => values === undefined),
    imported,
    given,
  );
  const absent = without.map(({ statistic, group, reason = need }) => ({
    statistic: statistic.id,
    group,
    reason,
  }));
  return { statistics, absent, bears: sources.flat().some(({ elsewhere }) => elsewhere) };
}

/** The groups that a criterion asks for: of the data sets that are given or that it names, else of all. */
function askedBy(
  criterion: Criterion,
  { statistics }: Experiment,
  cells: readonly Cell[],
  given: readonly string[],
): readonly Asked[] {
  const named = statistics.filter(({ id }) => matchesPattern(criterion.statistic, id));
  return named.flatMap((statistic) => {
    const whole = (group: Levels) =>
      termsOf(statistic).every((term) => cellOf(cells, group, term) !== undefined);
    const all = groupsOf(statistic, cells).filter(
      (group) => asks(criterion, statistic.id, group) && whole(group),
    );
    const near = all.filter(({ dataset }) => dataset === undefined || given.includes(dataset));
    const groups = 'dataset' in (criterion.where ?? {}) || near.length === 0 ? all : near;
    return groups.map((group) => ({ statistic, group }));
  });
}

function unique(asked: readonly Asked[]): readonly Asked[] {
  return [...new Map(asked.map((one) => [JSON.stringify([one.statistic.id, one.group]), one])).values()];
}

function termsOf({ x = [], y = [], points = [] }: StatisticDeclaration): readonly Term[] {
  const curve = points.flatMap(({ at, terms }) => [...(typeof at === 'number' ? [] : at), ...terms]);
  return [...x, ...y, ...curve];
}

function cellOf(cells: readonly Cell[], group: Levels, term: Term): Cell | undefined {
  const wanted = Object.entries({ ...group, ...term.cell });
  return cells.find(({ levels }) => wanted.every(([factor, level]) => levels[factor] === level));
}

function computed(
  statistic: StatisticDeclaration,
  group: Levels,
  { scores }: Experiment,
  sources: readonly Source[],
  seed: number,
): { readonly evidence: readonly Evidence[] } | { readonly reason: string } {
  const units = statisticUnits(statistic, scores, statistic.id);
  const cells = [...new Map(sources.map(({ cell }) => [cell.id, cell])).values()];
  try {
    const evidence = computeStatistics(
      [{ ...statistic, groups: [group], units }],
      cells,
      rowsOf(sources),
      seed,
      'decimal',
    );
    return { evidence };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { reason: `needs scores that ${statistic.id} can be computed of: ${error.message}` };
  }
}

/** The rows of the images of which no value was left out in any arm of their data set. */
function rowsOf(sources: readonly Source[]): readonly Row[] {
  const distinct = new Map(sources.map((source) => [JSON.stringify([source.cell.id, source.score]), source]));
  const rows = [...distinct.values()].flatMap(({ cell, score, arm, values }) =>
    arm!.set.ids.map((sample, i) => ({
      dataset: cell.dataset,
      row: { cell: cell.id, sample, subject: arm!.clusterOf(sample), score, value: values![i]! },
    })),
  );
  const name = ({ dataset, row }: (typeof rows)[number]) => JSON.stringify([dataset, row.sample]);
  const gaps = new Set(rows.filter(({ row }) => Number.isNaN(row.value)).map(name));
  return rows.filter((each) => !gaps.has(name(each))).map(({ row }) => row);
}
