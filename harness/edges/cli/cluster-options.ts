import { type Command, Option } from 'commander';
import type { Selection } from '../../study/prepare.ts';
import type { Workspace } from '../files/workspace.ts';
import type { WorkspaceOptions } from '../workspace-ports.ts';
import { tell } from './tell.ts';

/** What `reproduce` was told of where stages are computed. */
export interface ClusterFlags {
  readonly executor: 'local' | 'slurm';
  readonly dryRun?: boolean;
  readonly detach?: boolean;
}

/** Adds `--executor`, `--dry-run` and `--detach`. */
export function withCluster(command: Command): Command {
  return command
    .addOption(
      new Option('--executor <name>', 'what computes stages: worker processes here, or a cluster')
        .choices(['local', 'slurm'])
        .default('local'),
    )
    .addOption(
      new Option('--dry-run', 'print the scripts for the cluster, and run nothing').implies({
        executor: 'slurm',
      }),
    )
    .addOption(
      new Option('--detach', 'submit everything to the cluster and return; see latent-sr status')
        .implies({ executor: 'slurm' })
        .conflicts('dryRun'),
    );
}

/** Has the cluster compute a run's stages. @throws InputError where the profile asks for what there is not */
export async function onCluster(
  workspace: Workspace,
  { profile }: Selection,
): Promise<WorkspaceOptions['execute']> {
  const [{ executeOnSlurm }, { requestedBy }, { readProfile }] = await Promise.all([
    import('../executors/slurm/execute.ts'),
    import('../executors/slurm/requested.ts'),
    import('../files/declarations.ts'),
  ]);
  const requested = requestedBy(readProfile(workspace, profile));
  return (stages, store, folder, progress) =>
    executeOnSlurm(stages, store, folder, { requested, tell }, progress);
}
