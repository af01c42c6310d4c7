import { basename, extname } from 'node:path';
import { layoutOf } from '../../pipeline/score-layout.ts';
import { idColumn } from '../../record/scores/table-columns.ts';
import { readScores } from '../files/scores/read-scores.ts';
import type { StartingPoint } from './starting-point.ts';

/**
 * A workspace whose evidence is a table of per-image scores, which is copied into it.
 * @throws InputError where the table cannot be read, or does not tell two methods apart
 */
export async function fromScores(path: string): Promise<StartingPoint> {
  const table = await readScores(path);
  const { sample, score, better, methods } = layoutOf(table);
  const [first, second] = methods;
  const images = new Set(table.rows.map(({ cells }) => cells[sample])).size;
  if (images === table.rows.length) idColumn(table, sample);
  const lower = better === 'lower';
  const file = `scores${extname(path).toLowerCase()}`;
  const gap = `${score.id}, ${first.id} less ${second.id}`;
  const level = ({ id, ...place }: (typeof methods)[number]) => ({ id, kind: 'scores', ...place });
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
      experimentTitle: `${first.id} and ${second.id}`,
      question: `Which of ${first.id} and ${second.id} has the ${lower ? 'lower' : 'higher'} ${score.id}?`,
      statement: `${first.id} has a ${lower ? 'lower' : 'higher'} ${score.id} than ${second.id}.`,
      first: level(first),
      second: level(second),
      score: { metric: 'given', ...score },
      contrast: `${score.id}[${first.id}] - ${score.id}[${second.id}]`,
      gap,
      side: lower ? 'below' : 'above',
      counterexample: { [first.id]: lower ? 1 : 0, [second.id]: lower ? 0 : 1 },
    },
    copies: new Map([[file, path]]),
  };
}
