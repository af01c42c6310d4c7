import { type Command, Option } from 'commander';
import { type Answer, answering } from './answer.ts';
import { formatNames, gateText } from './gate-outputs.ts';
import type { Register } from './program.ts';
import { programVersion } from './program-version.ts';

/** `latent-sr report RUN`: the verdicts of a finished run, its report as Markdown or for programs, or its data. */
export const registerReport: Register = (program) => {
  program
    .command('report')
    .description('print the verdicts of a finished run, or its report')
    .argument('[run]', 'folder of the run (default: the last one)')
    .addOption(
      new Option('--format <format>', 'how to print')
        .choices(['text', 'fragility', 'markdown', ...formatNames])
        .default('text'),
    )
    .option('--ci', 'in the form of a gate: missing golden values fail')
    .option('--json', "print the run's data as one JSON document")
    .action(answering(report));
};

interface Flags {
  readonly format: 'text' | 'fragility' | 'markdown' | (typeof formatNames)[number];
  readonly ci?: boolean;
}

async function report(given: string | undefined, { format, ci }: Flags, command: Command): Promise<Answer> {
  const [{ readRun }, { lastRun }, { verdictTable, wantsColour }, { workspaceAt }, { readFile }, { join }] =
    await Promise.all([
      import('../files/runs.ts'),
      import('../files/last-run.ts'),
      import('./verdict-table.ts'),
      import('../files/workspace.ts'),
      import('node:fs/promises'),
      import('node:path'),
    ]);
  const folder = given ?? (await lastRun(workspaceAt(undefined)));
  const document = readRun(folder);
  if (format === 'text') return { document, text: verdictTable(document.verdicts, wantsColour()) };
  if (format === 'fragility') {
    const { fragilityTable } = await import('./fragility-table.ts');
    return { document, text: fragilityTable(document.verdicts) };
  }
  if (format === 'markdown')
    return { document, text: (await readFile(join(folder, 'report.md'), 'utf8')).trimEnd() };
  const faults = document.experiments.flatMap(({ failures }) => failures);
  const text = gateText(format, document, { faults, strict: ci ?? false }, programVersion(command));
  return { document, text: text.trimEnd() };
}
