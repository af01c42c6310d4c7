import { execFile } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { InputError } from '../../../numeric/input-error.ts';

/** What the queue says of a task, which may be wrong: what is stored and who holds a claim is known better. */
export interface TaskState {
  readonly state: 'pending' | 'running' | Ended;
  /** Where it ran last. */
  readonly node?: string;
}

/** Why a task is no more. */
export type Ended = 'completed' | 'failed' | 'timeout' | 'memory' | 'lost' | 'cancelled';

/** A queue that could not be asked, as one whose controller is busy or down. */
export class QueueSilent extends Error {}

/** What is asked of a queue. */
export interface Queue {
  /** The largest number of tasks in an array. */
  mostTasks(): Promise<number>;
  /**
   * Submits a script.
   * @param after jobs that must have ended before
   * @returns the job's number
   * @throws QueueSilent where it may be tried again, InputError where the queue refuses it
   */
  submit(script: string, after?: readonly string[]): Promise<string>;
  /** By `job_index`, of the tasks that it knows. @throws QueueSilent */
  states(jobs: readonly string[]): Promise<ReadonlyMap<string, TaskState>>;
  cancel(task: string): Promise<void>;
}

const usualMost = 1000;

/** Slurm, by its commands in the PATH. */
export function slurm(environment: NodeJS.ProcessEnv = process.env): Queue {
  const run = (command: string, args: readonly string[]) => called(command, args, environment);
  return {
    async mostTasks() {
      const { stdout } = await run('scontrol', ['show', 'config']).catch(() => ({ stdout: '' }));
      const size = Number(/^MaxArraySize\s*=\s*(\d+)/m.exec(stdout)?.[1] ?? usualMost + 1);
      // Indices stay below it.
      return Math.max(1, size - 1);
    },
    async submit(script, after = []) {
      const dependency = after.length > 0 ? [`--dependency=afterany:${after.join(':')}`] : [];
      const { stdout } = await run('sbatch', ['--parsable', ...dependency, script]);
      const job = /^(\d+)/m.exec(stdout)?.[1];
      if (job !== undefined) return job;
      throw new QueueSilent(`sbatch answered ${JSON.stringify(stdout)}`);
    },
    async states(jobs) {
      const states = new Map<string, TaskState>();
      if (jobs.length === 0) return states;
      // The accounting is asked first, so that what the controller knows of a task, which is newer, stands.
      const list = jobs.join(',');
      const accounted = await run('sacct', [
        '-X',
        '-n',
        '-P',
        '-j',
        list,
        '-o',
        'JobID,State,NodeList',
      ]).catch(() => ({ stdout: '' }));
      addStates(states, accounted.stdout);
      addStates(states, (await queued(run, list)).stdout);
      return states;
    },
    async cancel(task) {
      await run('scancel', [task]).catch(() => undefined);
    },
  };
}

/** Those of the queue, and ended ones that it still remembers. It takes jobs that it has forgotten for a mistake. */
async function queued(run: (command: string, args: readonly string[]) => Promise<Output>, jobs: string) {
  try {
    return await run('squeue', ['--array', '--noheader', '--states=all', '-j', jobs, '-o', '%i|%T|%N']);
  } catch (error) {
    if (error instanceof InputError && /invalid job id/i.test(error.message)) return { stdout: '' };
    throw error;
  }
}

function addStates(states: Map<string, TaskState>, text: string): void {
  for (const line of text.split('\n')) {
    const [id = '', word = '', nodes = ''] = line.split('|');
    const state = stateOf(word);
    if (!state) continue;
    const node = /^[A-Za-z0-9._-]+$/.test(nodes) ? nodes : undefined;
    for (const task of tasksIn(id)) states.set(task, { state, ...(node !== undefined && { node }) });
  }
}

/** `12_3`, or `12_[3-5,7%4]` for tasks that wait together. */
function tasksIn(id: string): readonly string[] {
  const several = /^(\d+)_\[([^\]%]+)(?:%\d+)?\]$/.exec(id);
  if (!several) return /^\d+_\d+$/.test(id) ? [id] : [];
  return several[2]!.split(',').flatMap((part) => {
    const [from, to = from] = part.split('-').map(Number);
    return Array.from({ length: to! - from! + 1 }, (_, i) => `${several[1]}_${from! + i}`);
  });
}

const words: Readonly<Record<string, TaskState['state']>> = {
  PENDING: 'pending',
  CONFIGURING: 'pending',
  REQUEUED: 'pending',
  REQUEUE_HOLD: 'pending',
  REQUEUE_FED: 'pending',
  RESV_DEL_HOLD: 'pending',
  SPECIAL_EXIT: 'pending',
  RUNNING: 'running',
  COMPLETING: 'running',
  SUSPENDED: 'running',
  STOPPED: 'running',
  SIGNALING: 'running',
  STAGE_OUT: 'running',
  RESIZING: 'running',
  COMPLETED: 'completed',
  FAILED: 'failed',
  TIMEOUT: 'timeout',
  DEADLINE: 'timeout',
  OUT_OF_MEMORY: 'memory',
  NODE_FAIL: 'lost',
  BOOT_FAIL: 'lost',
  PREEMPTED: 'lost',
  REVOKED: 'lost',
  CANCELLED: 'cancelled',
};

/** `CANCELLED by 1000` too. */
function stateOf(word: string): TaskState['state'] | undefined {
  return words[word.split(/[ +]/)[0]!];
}

interface Output {
  readonly stdout: string;
}

/** What passes by itself: a controller that is busy, down or full. */
const passing =
  /unable to contact|connection refused|connection timed out|timed out|socket|temporarily|try again|not responding|resource temporarily unavailable|submit ?limit|submitjob|violates accounting|transport endpoint|zero bytes|slurm_persist_conn/i;

async function called(
  command: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<Output> {
  return new Promise((resolve, reject) => {
    const options = { env: environment, maxBuffer: 256 * 1024 * 1024, timeout: 120_000 };
    execFile(command, args, options, (error, stdout, stderr) => {
      if (!error) return resolve({ stdout });
      const said = stderr.trim().split('\n')[0] || error.message;
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') reject(absent(command));
      else if (error.killed || passing.test(said)) reject(new QueueSilent(`${command}: ${said}`));
      else reject(refused(command, said));
    });
  });
}

function absent(command: string): InputError {
  return new InputError({
    where: '--executor slurm',
    expected: `${command} in the PATH`,
    got: 'none',
    remedy: 'run this where jobs are submitted from, or leave --executor out',
  });
}

function refused(command: string, said: string): InputError {
  return new InputError({
    where: command,
    expected: 'a queue that takes the job',
    got: said,
    remedy: 'correct "resources" in the profile; --dry-run prints the scripts',
  });
}

/** Asks again, ever less often, until the queue answers. */
export async function patiently<T>(
  ask: () => Promise<T>,
  waits: (silence: string) => void,
  pause: (milliseconds: number) => Promise<unknown> = wait,
): Promise<T> {
  for (let delay = 5_000; ; delay = Math.min(2 * delay, 300_000)) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof QueueSilent)) throw error;
      waits(error.message);
      await pause(delay);
    }
  }
}
