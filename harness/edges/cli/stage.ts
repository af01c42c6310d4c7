import type { Stage } from '../../pipeline/stage.ts';
import { workspaceAt } from '../files/workspace.ts';
import { type Answer, answering } from './answer.ts';
import { exactCount } from './counts.ts';
import type { Register } from './program.ts';
import { tell } from './tell.ts';
import { threadsOf } from './threads.ts';

interface StageOptions {
  readonly plan: string;
  readonly workspace?: string;
  readonly notes?: string;
  readonly patience: number;
  readonly threads: number;
}

/** `latent-sr stage KEY`: one stage of a written plan, computed and stored unless it is, or unless another is at it. */
export const registerStage: Register = (program) => {
  program
    .command('stage')
    .description('compute one stage of a written plan, as the tasks of a cluster do')
    .argument('<key>', 'the key of the stage')
    .requiredOption('--plan <file>', 'the plan, of plan --out or of a run on a cluster')
    .option('--workspace <folder>', 'whose store it is, where LATENT_SR_STORE does not say')
    .option('--notes <folder>', 'where to leave a note of what goes wrong, as <key>.json')
    .option(
      '--patience <seconds>',
      'how long to wait for inputs that a network file system does not show yet',
      (text) => exactCount('--patience', text, 0),
      60,
    )
    .option('--threads <number>', 'threads of its networks; the result is the same with any', threadsOf, 1)
    .option('--json', 'print one JSON document')
    .action(answering(stage));
};

async function stage(key: string, options: StageOptions): Promise<Answer> {
  const { noting } = await import('../executors/stage-note.ts');
  return noting(options.notes, key, async () => {
    const [
      { stageOfPlan },
      { computeOnce },
      { computeStage },
      { awaitInputs },
      { Store },
      { oneThreadInStages },
    ] = await Promise.all([
      import('../executors/plan-file.ts'),
      import('../executors/compute-once.ts'),
      import('../executors/compute-stage.ts'),
      import('../executors/await-inputs.ts'),
      import('../files/store/store.ts'),
      import('../engines/one-thread.ts'),
    ]);
    const planned = stageOfPlan(options.plan, key);
    const { threads } = options;
    const one = planned.engine === undefined ? undefined : oneThreadInStages(planned.engine);
    if (one !== undefined && threads > 1)
      tell(`${planned.label}: 1 of ${threads} threads is used, since ${one}`);
    const report = (note: string) => tell(`${planned.label}: ${note}`);
    const store = new Store(workspaceAt(options.workspace).store, tell);
    // A task that is preempted leaves its claim to the next one, which would wait for the end of the lease.
    process.once('SIGTERM', () => {
      store.abandon();
      process.exit(143);
    });
    if (!(await store.has(key))) await awaitInputs(planned, store, options.patience);
    const took = await computeOnce(
      store,
      key,
      (attempt) => attempt(() => computeStage(planned, store, { threads, report })),
      () => tell(`${planned.label}: waits for another process, which computes it`),
    );
    return answerOf(planned, took);
  });
}

function answerOf({ key, label }: Stage, took: number | 'stored'): Answer {
  const computed = took !== 'stored';
  return {
    document: { key, label, computed, ...(computed && { seconds: took }) },
    text: computed ? `${label}: computed in ${took.toFixed(1)} s` : `${label}: stored already`,
  };
}
