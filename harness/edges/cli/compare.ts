import { InvalidArgumentError } from 'commander';
import { type Answer, answering } from './answer.ts';
import type { Register } from './program.ts';

interface Flags {
  readonly all?: boolean;
  readonly html?: string;
  readonly rate: number;
}

/** `latent-sr compare RUN RUN`: what differs between two runs, in verdicts, in scores of the same images, in statistics. */
export const registerCompare: Register = (program) => {
  program
    .command('compare')
    .description('show what differs between two finished runs, the largest changes first')
    .argument('<from>', 'folder of a run')
    .argument('<to>', 'folder of another')
    .option('--all', 'every change, not the ten largest of each kind')
    .option('--html <file>', 'also write it as a page')
    .option('--rate <q>', 'share of false ones that is put up with among flagged differences', rateOf, 0.05)
    .option('--json', 'print one JSON document')
    .action(answering(compare));
};

const MOST = 10;
/** A page has room for more. */
const MOST_ON_PAGE = 50;

async function compare(from: string, to: string, { all, html, rate }: Flags): Promise<Answer> {
  const [{ readRun, readRunRows }, { compareScoredRuns }, { comparisonView }, { tablesText }] =
    await Promise.all([
      import('../files/runs.ts'),
      import('../../study/compare/comparison.ts'),
      import('../../study/compare/view.ts'),
      import('./tables-text.ts'),
    ]);
  const scored = (folder: string) => ({ ...readRun(folder), rows: readRunRows(folder) });
  const comparison = compareScoredRuns(scored(from), scored(to), rate);
  const viewOf = (most: number) => comparisonView(comparison, [from, to], all ? Infinity : most);
  if (html !== undefined) {
    const { writeTablesPage } = await import('./write-tables-page.ts');
    await writeTablesPage(viewOf(MOST_ON_PAGE), html);
  }
  return { document: { runs: [from, to], ...comparison }, text: tablesText(viewOf(MOST)) };
}

function rateOf(text: string): number {
  const rate = Number(text);
  if (rate > 0 && rate < 1) return rate;
  throw new InvalidArgumentError('expected a number between 0 and 1');
}
