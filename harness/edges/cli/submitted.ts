import { setTimeout as wait } from 'node:timers/promises';
import { missingStages } from '../../study/missing-stages.ts';
import { prepare } from '../../study/prepare.ts';
import { stagesOf } from '../../study/stages.ts';
import { logJob, submittedTasks } from '../executors/slurm/jobs-log.ts';
import { slurm } from '../executors/slurm/queue.ts';
import { requestedBy } from '../executors/slurm/requested.ts';
import { makePlace, placeOf, writeArray } from '../executors/slurm/run-place.ts';
import { notesOf, scriptOf } from '../executors/slurm/script.ts';
import { arraysOf, type StageArray } from '../executors/slurm/stage-array.ts';
import { submitAll } from '../executors/slurm/submit-all.ts';
import { forgetNote } from '../executors/stage-note.ts';
import { workspacePorts } from '../workspace-ports.ts';
import type { Answer } from './answer.ts';
import type { ClusterFlags } from './cluster-options.ts';
import { type RunOptions, selectionOf } from './run-options.ts';
import { tell } from './tell.ts';

/** `reproduce --dry-run` and `--detach`: the jobs of a cluster, shown or submitted. */
export async function submitted(options: RunOptions & ClusterFlags): Promise<Answer> {
  const { workspace, selection } = selectionOf(options);
  const ports = workspacePorts(workspace, { warn: tell });
  const prepared = await prepare(ports, selection);
  for (const fault of prepared.faults) tell(fault.message);
  const stages = stagesOf(prepared);
  const missing = await missingStages(stages, ports.store);
  const requested = requestedBy(prepared.profile);
  const place = placeOf(workspace.store);
  const cached = stages.length - missing.length;
  const exitCode = prepared.faults.length > 0 ? 1 : 0;
  if (options.dryRun) {
    const arrays = arraysOf(missing, requested).map((array) => ({
      ...array,
      script: scriptOf(array, place),
    }));
    return {
      document: {
        jobs: arrays.map(({ name, stages: own, script }) => ({ name, stages: own.length, script })),
      },
      text: [
        ...arrays.map(({ name, script }) => `# ${name}.sh\n${script}`),
        summary(arrays, missing.length),
      ].join('\n'),
      exitCode,
    };
  }
  if (missing.length > 0) await makePlace(place, stages);
  let count = 0;
  const named = (array: StageArray) => ({ ...array, name: `${++count}-${array.name}` });
  const jobs = await submitAll(missing, {
    queue: slurm(),
    requested,
    written: (array) => writeArray(place, named(array)),
    submitted: async (job, { stages: own }) =>
      logJob(workspace.store, { job, keys: own.map(({ key }) => key) }),
    earlier: submittedTasks(workspace.store),
    forget: (key) => forgetNote(notesOf(place), key),
    tell,
    pause: wait,
  });
  return {
    document: { jobs, ...(missing.length > 0 && { folder: place.folder }) },
    text: [
      ...jobs.map(({ job, name, stages: own }) => `job ${job}  ${name}: ${own} stages`),
      `${jobs.length} jobs submitted for ${missing.length} stages, ${cached} stored already`,
      ...(missing.length > 0
        ? ['latent-sr status shows how far they are; reproduce goes on from them, and reports']
        : []),
    ].join('\n'),
    exitCode,
  };
}

function summary(arrays: readonly unknown[], missing: number): string {
  return `${missing} stages in ${arrays.length} arrays; nothing was submitted`;
}
