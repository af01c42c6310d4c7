import { InputError } from '../../numeric/input-error.ts';
import type { Cell } from '../cell.ts';
import type { Profile, ScoreDeclaration } from '../experiment.ts';
import { resolveScoreColumns } from '../score-columns.ts';
import { Missing, type PlanContext, plannedStage } from './context.ts';
import { optionsOf } from './data.ts';
import type { PlannedScores } from './scores.ts';

/** Whether a cell's scores come from a table in place of images. */
export function isFromTable({ method }: Cell): boolean {
  return method.kind === 'scores';
}

/**
 * Somebody's scores are no measurement of this run, and what is measured here is nobody else's: the two make evidence of
 * different tiers.
 * @throws Missing where the profile's tier is not that of the cell's scores.
 */
export function assertTier(cell: Cell, { id, tier }: Profile): void {
  if (isFromTable(cell) === (tier === 'imported')) return;
  const needed = isFromTable(cell) ? 'the tier imported' : 'another tier than imported';
  throw new Missing(`needs a profile of ${needed}, which ${id} is not: method ${cell.method.id}`);
}

/**
 * The stage that reads a cell's scores from a table.
 * @param id of the data set, a table of scores
 * @throws Missing where the table is not there
 */
export function tableScores(
  context: PlanContext,
  cell: Cell,
  id: string,
  scores: readonly ScoreDeclaration[],
  limit: number | null,
): PlannedScores {
  if (context.batch !== undefined) throw new Missing('needs images: a table of scores is read as a whole');
  const found = context.dataset(id);
  if ('missing' in found) throw new Missing(found.missing);
  const { declaration, files } = found.params as { declaration: { kind: string }; files: unknown };
  if (declaration.kind !== 'scores') throw notTable(id, declaration.kind, cell);
  const { where, columns } = resolveScoreColumns(optionsOf(cell.method), `method ${cell.method.id}`);
  const taken = scores.map(({ id: score }) => ({ score, column: columns[score] ?? score }));
  const stage = plannedStage(context, 'scores', {
    label: `scores of ${cell.id} from ${id}`,
    params: { declaration, files, limit, cell: cell.id, where, columns: taken },
    inputs: {},
    location: found.location,
    work: taken.length,
  });
  return {
    stages: [stage],
    samples: found.samples,
    behind: new Map(scores.map(({ id: score }) => [score, [stage]])),
    lacking: new Map(),
  };
}

function notTable(id: string, kind: string, { method }: Cell): InputError {
  return new InputError({
    where: `data set ${id}`,
    expected: `a table of scores, for the method ${method.id}`,
    got: `a set of the kind ${kind}`,
    remedy: 'correct the role of the data set, or the method',
  });
}
