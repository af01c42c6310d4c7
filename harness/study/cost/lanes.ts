import type { Stage } from '../../pipeline/stage.ts';
import { jobsThatFit, type Machine } from './jobs-that-fit.ts';

/** How a machine is shared out. */
export interface Lanes {
  /** Processes beside each other. */
  readonly jobs: number;
  /** That the networks of each may use. */
  readonly threads: number;
}

/** What somebody asks for; what is left out is chosen. */
export type AskedLanes = { readonly [Part in keyof Lanes]?: number | undefined };

/**
 * What is asked for, and for the rest what fills the cores: as many processes as there is memory and work for, and as
 * many threads as that leaves to each of those that work.
 * @param stages those that are to be computed
 */
export function lanesOf(
  asked: AskedLanes,
  stages: readonly Pick<Stage, 'memory'>[],
  machine: Machine,
): Lanes {
  const work = Math.max(1, stages.length);
  const room = { ...machine, cores: Math.max(1, Math.floor(machine.cores / (asked.threads ?? 1))) };
  const jobs = asked.jobs ?? Math.min(work, jobsThatFit(stages, room));
  return { jobs, threads: asked.threads ?? Math.max(1, Math.floor(machine.cores / Math.min(work, jobs))) };
}

/** What of them works at once: more than there are cores wait for each other. */
export function workingLanes({ jobs, threads }: Lanes, { cores }: Pick<Machine, 'cores'>): Lanes {
  const working = Math.min(jobs, cores);
  return { jobs: working, threads: Math.min(threads, Math.max(1, Math.floor(cores / working))) };
}

/** What there is to say where more is asked for than the machine has. */
export function overfull({ jobs, threads }: Lanes, { cores }: Pick<Machine, 'cores'>): string | undefined {
  if (jobs * threads <= cores) return undefined;
  return `${shownLanes({ jobs, threads })} on ${cores} core${cores === 1 ? '' : 's'}: they wait for each other; --jobs times --threads of at most ${cores} is faster`;
}

/** `2 processes`, `1 process of 4 threads`. */
export function shownLanes({ jobs, threads }: Lanes): string {
  const processes = `${jobs} process${jobs === 1 ? '' : 'es'}`;
  return threads === 1 ? processes : `${processes} of ${threads} threads`;
}
