import { type Answer, answering } from './answer.ts';
import type { Register } from './program.ts';

/** `latent-sr compare RUN RUN`: what differs between two runs, in verdicts and in statistics. */
export const registerCompare: Register = (program) => {
  program
    .command('compare')
    .description('show what differs between two finished runs')
    .argument('<from>', 'folder of a run')
    .argument('<to>', 'folder of another')
    .option('--json', 'print one JSON document')
    .action(answering(compare));
};

async function compare(from: string, to: string): Promise<Answer> {
  const [{ readRun }, { compareRuns }] = await Promise.all([
    import('../files/runs.ts'),
    import('../../study/compare.ts'),
  ]);
  const { verdicts, statistics } = compareRuns(readRun(from), readRun(to));
  const lines = [
    ...verdicts.map(
      ({ claim, part, tier, from: a, to: b }) =>
        `${claim}${part && ` (${part})`}, ${tier}: ${a ?? '(none)'} -> ${b ?? '(none)'}`,
    ),
    ...statistics.map(
      ({ where, from: a, to: b, difference }) =>
        `${where}: ${a ?? '(none)'} -> ${b ?? '(none)'}${difference === null ? '' : ` (${difference > 0 ? '+' : ''}${difference})`}`,
    ),
    `${verdicts.length} verdicts and ${statistics.length} values differ`,
  ];
  return { document: { runs: [from, to], verdicts, statistics }, text: lines.join('\n') };
}
