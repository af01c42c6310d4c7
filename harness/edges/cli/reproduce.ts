import { mkdir } from 'node:fs/promises';
import type { Command } from 'commander';
import { type Answer, answering } from './answer.ts';
import { withEngine } from './engine-options.ts';
import type { Register } from './program.ts';
import { type RunOptions, selectionOf, withSelection } from './run/options.ts';

interface ReproduceOptions extends RunOptions {
  readonly out?: string;
  readonly ci?: boolean;
}

/** `latent-sr reproduce`: runs what is selected, writes the run, prints the verdicts. */
export const registerReproduce: Register = (program) => {
  withEngine(
    withSelection(program.command('reproduce').description('run claims and experiments and write a report')),
  )
    .option('--out <folder>', 'where to write the run (default: reports/runs/<profile>)')
    .option('--ci', 'gate: no progress, and missing golden values fail')
    .action(answering(reproduce));
};

async function reproduce(options: ReproduceOptions, _command: Command): Promise<Answer> {
  const [{ prepare }, { conduct }, { publish }, { progressBar }] = await Promise.all([
    import('./run/prepare.ts'),
    import('./run/conduct.ts'),
    import('./run/publish.ts'),
    import('./progress.ts'),
  ]);
  const { workspace, selection } = selectionOf(options);
  const warn = (message: string) => process.stderr.write(`latent-sr: ${message}\n`);
  const prepared = await prepare(workspace, selection);
  // What cannot be a folder is told before the work, not after it.
  if (options.out !== undefined) await mkdir(options.out, { recursive: true });
  const bar = await progressBar(options.ci === true);
  const conducted = await conduct(workspace, prepared, options.jobs, bar.update, warn);
  bar.stop();
  for (const fault of conducted.faults) warn(fault.message);
  return publish(workspace, prepared, conducted, {
    jobs: options.jobs,
    strict: options.ci === true,
    ...(options.out !== undefined && { out: options.out }),
  });
}
