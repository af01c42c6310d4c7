import { type Answer, answering } from './answer.ts';
import { withEngine } from './engine-options.ts';
import type { Register } from './program.ts';
import { type RunOptions, selectionOf, withSelection } from './run-options.ts';
import { tell } from './tell.ts';

/** `latent-sr status`: what has become of a run's stages that others compute. */
export const registerStatus: Register = (program) => {
  withEngine(
    withSelection(
      program
        .command('status')
        .description('show what is stored, running, queued and failed of a run that others compute'),
    ),
  ).action(answering(status));
};

async function status(options: RunOptions): Promise<Answer> {
  const [{ workspacePorts }, { runStatus, statusText }, { prepare }, { stagesOf }] = await Promise.all([
    import('../workspace-ports.ts'),
    import('../executors/slurm/status.ts'),
    import('../../study/prepare.ts'),
    import('../../study/stages.ts'),
  ]);
  const { workspace, selection } = selectionOf(options);
  const prepared = await prepare(workspacePorts(workspace, { jobs: 1, warn: tell }), selection);
  for (const fault of prepared.faults) tell(fault.message);
  const document = await runStatus(stagesOf(prepared), workspace.store, tell);
  return { document, text: statusText(document), exitCode: document.failed.length > 0 ? 1 : 0 };
}
