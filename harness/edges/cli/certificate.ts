import { relative, resolve } from 'node:path';
import type { Command } from 'commander';
import type { AskedLanes } from '../../study/cost/lanes.ts';
import { type Answer, answering } from './answer.ts';
import { type EngineFlags, withEngine } from './engine-options.ts';
import type { Register } from './program.ts';
import { withLanes } from './run-options.ts';
import { tell } from './tell.ts';

interface Flags extends EngineFlags, AskedLanes {
  readonly claim?: string;
  readonly out?: string;
  readonly workspace?: string;
}

/** `latent-sr certificate RUN`: a folder that replays a claim of a finished run anywhere. */
export const registerCertificate: Register = (program) => {
  const command = program
    .command('certificate')
    .description('write a folder that replays a claim of a finished run byte for byte, by latent-sr verify')
    .argument('<run>', 'folder of the run')
    .option('--claim <id>', 'the claim (default: all that the run was about)')
    .option('--out <folder>', 'where to write it (default: certificate-<claim>)')
    .option('--workspace <folder>', 'what the run was made from (default: as for reproduce)');
  withLanes(withEngine(command)).option('--json', 'print one JSON document').action(answering(write));
};

async function write(run: string, flags: Flags, _command: Command): Promise<Answer> {
  const [{ certify }, { workspaceAt }, { progressBar }] = await Promise.all([
    import('../certificate/certify.ts'),
    import('../files/workspace.ts'),
    import('./progress.ts'),
  ]);
  const { claim = null, jobs, threads, engine } = flags;
  const folder = resolve(flags.out ?? `certificate-${claim ?? 'run'}`);
  const bar = await progressBar(false);
  const made = await certify(workspaceAt(flags.workspace), run, claim, folder, {
    ...{ jobs, threads, engine, progress: bar.update },
    warn: tell,
  }).finally(() => bar.stop());
  const at = relative(process.cwd(), folder) || '.';
  return {
    document: { folder, ...made },
    text: `${at}: ${Object.keys(made.files).length} files, made by ${made.made.harness} on ${made.made.engine}\nreplay it: npx latent-sr verify ${at}`,
  };
}
