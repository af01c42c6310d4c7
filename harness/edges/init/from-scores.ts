import { basename, extname } from 'node:path';
import { layoutOf } from '../../pipeline/score-layout.ts';
import { isSubjects } from '../../record/scores/set-of-table.ts';
import { idColumn } from '../../record/scores/table-columns.ts';
import { readScores } from '../files/scores/read-scores.ts';
import type { StartingPoint } from './starting-point.ts';

/**
 * A workspace whose evidence is a table of per-image scores, which is copied into it: its first method against each
 * other one, in every score that all have.
 * @throws InputError where the table cannot be read, or does not tell two methods apart
 */
export async function fromScores(path: string): Promise<StartingPoint> {
  const table = await readScores(path);
  const subjects = table.columns.find(isSubjects);
  const columns = table.columns.filter((column) => !isSubjects(column));
  const { sample, scores, methods, left } = layoutOf({ ...table, columns });
  const [[first, second], [score]] = [methods, scores];
  const images = new Set(table.rows.map(({ cells }) => cells[sample])).size;
  if (images === table.rows.length) idColumn(table, sample);
  const lower = score.better === 'lower';
  const rest = methods.length === 2 ? second.id : 'each other method';
  const file = `scores${extname(path).toLowerCase()}`;
  return {
    kind: 'scores',
    parts: ['common', 'scores'],
    values: {
      tier: 'imported',
      role: 'table',
      setTitle: `Scores of ${images} images, ${basename(path)}`,
      description: `The scores in ${file}, as somebody took them.`,
      evidence: `The scores stand in \`${file}\`; methods name the columns, or the rows, that are theirs.`,
      file: `./${file}`,
      sample,
      subjects: subjects ?? null,
      units: subjects === undefined ? 'images' : 'subjects',
      experimentTitle: `${first.id} and ${methods.length === 2 ? second.id : `${methods.length - 1} other methods`}`,
      question: `In which scores is ${first.id} better than ${rest}?`,
      statement: `${first.id} has a ${lower ? 'lower' : 'higher'} ${score.id} than ${rest}.`,
      methods: methods.map(({ id, ...place }) => ({ id, kind: 'scores', ...place })),
      scores: scores.map(({ better: _, ...one }) => ({ metric: 'given', ...one })),
      first: first.id,
      others: methods.slice(1).map(({ id }) => ({ id })),
      ofScores: scores.map(({ id }) => ({ id })),
      score: score.id,
      gap: `${score.id}-over-${methods.length === 2 ? second.id : '*'}`,
      label: `${score.id}, ${first.id} less ${methods.length === 2 ? second.id : 'each other'}`,
      side: lower ? 'below' : 'above',
      counterexample: Object.fromEntries(methods.map(({ id }) => [id, (id === first.id) === lower ? 1 : 0])),
    },
    copies: new Map([[file, path]]),
    notes: [
      `methods: ${methods.map(({ id }) => id).join(', ')}; scores: ${scores.map(({ id }) => id).join(', ')}`,
      subjects === undefined
        ? 'every image counts as a subject of its own; name a column of subjects as "subjects" in experiments/datasets/table.json where images repeat them'
        : `subjects: column ${subjects}`,
      ...(left.length === 0 ? [] : [`left out, not there for every method: ${left.join(', ')}`]),
    ],
  };
}
