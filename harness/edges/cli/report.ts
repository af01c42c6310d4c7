import { type Answer, answering } from './answer.ts';
import type { Register } from './program.ts';

/** `latent-sr report RUN`: a finished run as text, or its data with `--json`. */
export const registerReport: Register = (program) => {
  program
    .command('report')
    .description('print the report of a finished run')
    .argument('[run]', 'folder of the run (default: the last one of the default profile)')
    .option('--json', "print the run's data as one JSON document")
    .action(answering(report));
};

async function report(run: string | undefined): Promise<Answer> {
  const [{ readRun }, { workspaceAt }, { defaultProfile }, { readFile }, { join }] = await Promise.all([
    import('../files/runs.ts'),
    import('../files/workspace.ts'),
    import('../files/default-profile.ts'),
    import('node:fs/promises'),
    import('node:path'),
  ]);
  const workspace = workspaceAt(undefined);
  const folder = run ?? join(workspace.runs, defaultProfile(workspace));
  const document = readRun(folder);
  return { document, text: (await readFile(join(folder, 'report.md'), 'utf8')).trimEnd() };
}
