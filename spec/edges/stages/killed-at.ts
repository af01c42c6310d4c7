import { computeStage } from '../../../harness/edges/executors/compute-stage.ts';
import { Store } from '../../../harness/edges/files/store/store.ts';
import type { FlatStage } from '../../../harness/pipeline/flat-stage.ts';
import { linked } from '../../../harness/pipeline/flat-stage.ts';

/** What this process computes, and the beginning of the note at which it is killed, with all that it had begun. */
export interface Doomed {
  readonly folder: string;
  readonly plan: readonly FlatStage[];
  readonly key: string;
  readonly at: string;
}

process.once('message', ({ folder, plan, key, at }: Doomed) =>
  computeStage(linked(plan).get(key)!, new Store(folder, console.error), {
    report(note) {
      if (note.startsWith(at)) process.kill(process.pid, 'SIGKILL');
    },
  }),
);
