import { type Answer, answering } from './answer.ts';
import type { Register } from './program.ts';

/** `latent-sr report RUN`: a finished run as text, or its data with `--json`. */
export const registerReport: Register = (program) => {
  program
    .command('report')
    .description('print the report of a finished run')
    .argument('[run]', 'folder of the run', 'reports/runs/embedded')
    .option('--json', "print the run's data as one JSON document")
    .action(answering(report));
};

async function report(folder: string): Promise<Answer> {
  const [{ readRun }, { readFile }, { join }] = await Promise.all([
    import('../files/runs.ts'),
    import('node:fs/promises'),
    import('node:path'),
  ]);
  const document = readRun(folder);
  return { document, text: (await readFile(join(folder, 'report.md'), 'utf8')).trimEnd() };
}
