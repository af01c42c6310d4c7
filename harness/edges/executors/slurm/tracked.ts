import { InputError } from '../../../numeric/input-error.ts';
import type { Stage } from '../../../pipeline/stage.ts';
import type { StageNote } from '../stage-note.ts';
import type { Ended, TaskState } from './queue.ts';
import type { Requested } from './requested.ts';

/** How long is waited for what, in milliseconds. */
export interface Pace {
  /** The queue and the store are looked at so often. */
  readonly poll: number;
  /** A task that has ended may have stored what this machine does not see yet. */
  readonly settle: number;
  /** A task that the queue does not know, and a running one that claims nothing, is given up after so long. */
  readonly silent: number;
}

/** A task that is lost so often, or fails on so many machines, is given up with its stage. */
const most = { lost: 8, machines: 3 };

/** A stage that the queue is to compute. */
export interface Tracked {
  readonly stage: Stage;
  state: 'waiting' | 'submitted' | 'stored' | 'failed';
  /** `job_index` of the last task. */
  task?: string;
  /** Since when nothing has been heard of the task, and since when it has been over. */
  silentSince?: number | undefined;
  endedSince?: number | undefined;
  requested: Requested;
  readonly exclude: Set<string>;
  lost: number;
  /** Machines that failed it. */
  machines: number;
  /** Whether it has been given more time or memory. */
  readonly raised: Set<'minutes' | 'gigabytes'>;
}

/** What is known of a submitted stage that is not stored. */
export interface Sighting {
  readonly now: number;
  /** Whether a process holds its claim, and shows that it lives. */
  readonly claimed: boolean;
  readonly note: StageNote | undefined;
  /** What the queue says; undefined where it knows no such task. */
  readonly queue: TaskState | undefined;
}

/** What follows: to wait, to submit it again, or that it has failed. */
export type Decision = 'wait' | 'again' | InputError;

/**
 * What to do with a submitted stage that is not stored. Its claim says whether it is computed, its note what went wrong;
 * the queue only says when to look: it calls tasks running on machines that are gone, and forgets others that run.
 */
export function decide(tracked: Tracked, seen: Sighting, pace: Pace): Decision {
  if (seen.claimed) return heard(tracked);
  if (seen.note) return afterNote(tracked, seen.note);
  const { queue, now } = seen;
  if (queue?.state === 'pending') return heard(tracked);
  if (queue === undefined || queue.state === 'running') {
    tracked.endedSince = undefined;
    tracked.silentSince ??= now;
    return now - tracked.silentSince < pace.silent ? 'wait' : afterLoss(tracked, 'nothing was heard of it');
  }
  tracked.endedSince ??= now;
  if (now - tracked.endedSince < pace.settle) return 'wait';
  return afterEnd(tracked, queue.state, queue.node);
}

function heard(tracked: Tracked): Decision {
  tracked.silentSince = undefined;
  tracked.endedSince = undefined;
  return 'wait';
}

function afterNote(tracked: Tracked, { kind, fault, node }: StageNote): Decision {
  if (kind === 'machine' && tracked.machines + 1 < most.machines) {
    tracked.machines += 1;
    tracked.exclude.add(node);
    return 'again';
  }
  return new InputError({ ...fault, where: `${fault.where} (on ${node})` });
}

function afterEnd(tracked: Tracked, why: Ended, node: string | undefined): Decision {
  if (why === 'timeout') return raised(tracked, 'minutes', 'minutes, and was stopped there');
  if (why === 'memory') return raised(tracked, 'gigabytes', 'GB of memory, and was killed for want of it');
  if (why !== 'failed') return afterLoss(tracked, `its task ended (${why}) and nothing is stored`);
  // It could not even leave a note: the machine's doing, and if not, told after a few.
  tracked.machines += 1;
  if (node !== undefined) tracked.exclude.add(node);
  return tracked.machines < most.machines
    ? 'again'
    : failed(tracked, 'tasks that failed without a word', "see the task's log in the folder of the run");
}

/** A stage that its limit has ended is tried once more with twice as much. */
function raised(tracked: Tracked, what: 'minutes' | 'gigabytes', words: string): Decision {
  const { requested } = tracked;
  if (tracked.raised.has(what)) {
    return failed(
      tracked,
      `one that took more than ${requested[what]} ${words}, twice`,
      `raise "${what}" of "${tracked.stage.kind}" in the profile's "resources"; it goes on from its checkpoint`,
    );
  }
  tracked.raised.add(what);
  tracked.requested = { ...requested, [what]: 2 * requested[what] };
  return 'again';
}

function afterLoss(tracked: Tracked, got: string): Decision {
  tracked.lost += 1;
  if (tracked.lost < most.lost) return 'again';
  return failed(tracked, `${got}, ${most.lost} times`, 'look after the cluster, and run the command again');
}

function failed({ stage }: Tracked, got: string, remedy: string): InputError {
  return new InputError({
    where: `stage '${stage.label}'`,
    expected: 'a task of the queue that computes it',
    got,
    remedy,
  });
}
