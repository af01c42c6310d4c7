import type { Command } from 'commander';
import type { AskedLanes } from '../../study/cost/lanes.ts';
import { type Answer, answering } from './answer.ts';
import type { Register } from './program.ts';
import { withLanes } from './run-options.ts';
import { tell } from './tell.ts';

/** `latent-sr verify FOLDER`: replays a certificate, exit code 2 where a byte differs. */
export const registerVerify: Register = (program) => {
  withLanes(
    program
      .command('verify')
      .description('compute what a certificate certifies anew and compare it byte for byte')
      .argument('<folder>', 'folder that latent-sr certificate wrote'),
  )
    .option('--json', 'print one JSON document')
    .action(answering(replay));
};

async function replay(folder: string, { jobs, threads }: AskedLanes, _command: Command): Promise<Answer> {
  const [{ verify }, { workspaceAt }, { progressBar }] = await Promise.all([
    import('../certificate/verify.ts'),
    import('../files/workspace.ts'),
    import('./progress.ts'),
  ]);
  const bar = await progressBar(false);
  const settings = { jobs, threads, progress: bar.update, warn: tell };
  const { certificate, difference, computed } = await verify(
    folder,
    workspaceAt(undefined),
    settings,
  ).finally(() => bar.stop());
  const { claim, profile, seed, made, on } = certificate;
  const what = `${claim ?? 'the run'} (profile ${profile}, seed ${seed})`;
  const end = (text: string | null) => text ?? '(the end)';
  return {
    document: { folder, same: difference === null, difference, computed, claim, profile, seed, made },
    text: difference
      ? `${what} differs first in ${difference.file}, line ${difference.line}\n  expected ${end(difference.expected)}\n  got      ${end(difference.got)}\nIt was made on ${on.node}, ${on.system}; this is ${process.version}.`
      : `${what} is the same, byte for byte; ${computed} stages computed`,
    exitCode: difference ? 2 : 0,
  };
}
