import type { Check } from '../../harness/claims/claim.ts';
import { matchesPattern } from '../../harness/language/matches-pattern.ts';
import { cellsOf } from '../../harness/pipeline/cell.ts';
import type { Experiment } from '../../harness/pipeline/experiment.ts';
import type { Row } from '../../harness/pipeline/row.ts';
import { experimentOf } from './planted.ts';
import { agreeingRows } from './world.ts';

/** The experiments that the world of `agreeingRows` has scores for. */
export const inhabited = [
  'vae-swap',
  'perception-distortion',
  'ceiling',
  'subbands',
  'spectrum',
  'hallucination',
  'diff-maps',
  'bland-altman',
  'region',
  'latent-similarity',
];

/** Rows in which a check holds: every score that it asks for, as the paper says. */
export function worldOf(check: Check): readonly Row[] {
  const experiment = experimentOf(check);
  return agreeingRows(cellsOf(experiment, ['knee', 'brain', 'chest']), scoresAsked(check, experiment));
}

function scoresAsked({ criteria }: Check, { statistics }: Experiment): readonly string[] {
  const asked = statistics.filter(({ id }) =>
    criteria.some(({ statistic }) => matchesPattern(statistic, id)),
  );
  const terms = asked.flatMap(({ x = [], y = [], points = [] }) => [
    ...x,
    ...y,
    ...points.flatMap((point) => [...(typeof point.at === 'number' ? [] : point.at), ...point.terms]),
  ]);
  return [...new Set(terms.map(({ score }) => score))];
}
