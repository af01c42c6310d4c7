import type { Queue, TaskState } from '../../../../harness/edges/executors/slurm/queue.ts';
import { QueueSilent } from '../../../../harness/edges/executors/slurm/queue.ts';
import type { StageArray } from '../../../../harness/edges/executors/slurm/stage-array.ts';
import { type Watch, watchJobs } from '../../../../harness/edges/executors/slurm/watch.ts';
import type { StageNote } from '../../../../harness/edges/executors/stage-note.ts';
import { createStage, type Stage } from '../../../../harness/pipeline/stage.ts';
import { silent } from '../../../../harness/study/execution.ts';

/** Seconds of simulated time, but where it says milliseconds. */
const STEP = 15;
const LEASE = 180;

/** What goes wrong with a cluster, and when. */
export interface Faults {
  /** Times at which a running task, the n-th of those that run, is killed and put back into the queue. */
  readonly preempted: readonly { readonly at: number; readonly task: number }[];
  /** The controller answers nothing. */
  readonly silent?: { readonly from: number; readonly to: number };
  /** It says that it has no jobs, though it has. */
  readonly empty?: { readonly from: number; readonly to: number };
  /** A machine that stops working; the queue says that its tasks run. */
  readonly dead?: { readonly node: number; readonly at: number };
  /** Machines on which nothing can be stored, and with another version of the program. */
  readonly full?: number;
  readonly other?: number;
  /** A machine on which tasks end at once, without a word. */
  readonly broken?: number;
  /** Results are seen so long after they were stored. */
  readonly lag: number;
  /** Minutes that each stage takes, where that is not one; by its number. */
  readonly minutes: Readonly<Record<number, number>>;
  /** A stage that fails wherever it runs. */
  readonly wrong?: number;
  readonly mostTasks: number;
}

interface Task {
  readonly id: string;
  readonly stage: Stage;
  readonly array: StageArray;
  state: TaskState['state'];
  node?: number;
  /** Since when it runs, and since when it computes. */
  since?: number;
  computes?: number;
  cancelled?: boolean;
}

const nodes = [0, 1, 2];

/** A cluster in simulated time, with a queue that may lie and a store that may lag. */
export class SimulatedCluster {
  now = 0;
  readonly stages: readonly Stage[];
  readonly #faults: Faults;
  readonly #tasks = new Map<string, Task>();
  readonly #scripts = new Map<string, StageArray>();
  readonly #stored = new Map<string, number>();
  readonly #claims = new Map<string, { task: Task; beat: number }>();
  readonly #notes = new Map<string, StageNote>();
  readonly #minutes: ReadonlyMap<string, number>;
  readonly #dead = new Set<number>();
  /** How often a stage's computation was begun, and ended with a result, by label. */
  readonly begun = new Map<string, number>();
  readonly ended = new Map<string, number>();
  /** Computations that the faults cost. */
  lost = 0;
  arrays = 0;

  constructor(faults: Faults, widths: readonly number[]) {
    this.#faults = faults;
    this.stages = layered(widths);
    this.#minutes = new Map(this.stages.map(({ key }, i) => [key, faults.minutes[i] ?? 1]));
  }

  /** Runs everything that is missing; an hour is what stages ask for. */
  run(change: Partial<Watch> = {}) {
    const watch: Watch = {
      queue: this.#queue(),
      store: {
        has: async (key) =>
          this.now - (this.#stored.get(key) ?? Number.POSITIVE_INFINITY) >= this.#faults.lag,
        holder: async (key) => {
          const claim = this.#claims.get(key);
          return claim && this.now - claim.beat < LEASE ? claim : undefined;
        },
        secondsOf: async () => 1,
      },
      requested: () => ({ minutes: 60, gigabytes: 1, cores: 1, gpus: 0 }),
      written: async (array) => {
        const script = `${this.#scripts.size}-${array.name}`;
        this.#scripts.set(script, array);
        return script;
      },
      submitted: async () => {},
      earlier: new Map(),
      note: (key) => this.#notes.get(key),
      forget: (key) => void this.#notes.delete(key),
      tell: () => {},
      now: () => this.now * 1000,
      pause: async (milliseconds) => this.#pass(milliseconds / 1000),
      pace: { poll: 15_000, settle: 90_000, silent: 900_000 },
      ...change,
    };
    return watchJobs(this.stages, watch, silent);
  }

  /** Whether a stage's result is there. */
  stored({ key }: Stage): boolean {
    return this.#stored.has(key);
  }

  #queue(): Queue {
    const { silent: down, empty, mostTasks } = this.#faults;
    const within = (span: Faults['silent']) =>
      span !== undefined && this.now >= span.from && this.now < span.to;
    const answers = () => {
      if (within(down)) throw new QueueSilent('Unable to contact slurm controller');
    };
    return {
      mostTasks: async () => mostTasks,
      submit: async (script) => {
        answers();
        const array = this.#scripts.get(script)!;
        if (array.stages.length > mostTasks) throw new Error('Invalid job array specification');
        const job = String(++this.arrays);
        array.stages.forEach((stage, i) => {
          this.#tasks.set(`${job}_${i}`, { id: `${job}_${i}`, stage, array, state: 'pending' });
        });
        return job;
      },
      states: async (jobs) => {
        answers();
        if (within(empty)) return new Map();
        const known = [...this.#tasks.values()].filter(({ id }) => jobs.includes(id.split('_')[0]!));
        return new Map(
          known.map(({ id, state, node }) => [
            id,
            { state, ...(node !== undefined && { node: `n${node}` }) },
          ]),
        );
      },
      cancel: async (id) => {
        const task = this.#tasks.get(id);
        if (task && (task.state === 'pending' || task.state === 'running')) this.#end(task, 'cancelled');
      },
    };
  }

  #pass(seconds: number): void {
    for (const end = this.now + seconds; this.now < end; this.now += Math.min(STEP, end - this.now)) {
      const running = [...this.#tasks.values()].filter(({ state }) => state === 'running');
      if (this.#faults.dead && this.now >= this.#faults.dead.at) this.#kill(this.#faults.dead.node, running);
      for (const { at, task } of this.#faults.preempted) {
        if (at >= this.now && at < this.now + STEP)
          this.#preempt(running[task % Math.max(1, running.length)]);
      }
      for (const task of running)
        if (task.state === 'running' && !this.#dead.has(task.node!)) this.#work(task);
      this.#start();
    }
  }

  #start(): void {
    for (const task of this.#tasks.values()) {
      if (task.state !== 'pending') continue;
      const may = nodes.filter((node) => !task.array.exclude.includes(`n${node}`));
      // Slurm starts nothing on a machine that it has seen die; ours says nothing of it.
      const alive = may.filter((node) => !this.#dead.has(node));
      if (alive.length === 0) continue;
      task.state = 'running';
      task.node = alive[((this.#tasks.size + this.now / STEP) % alive.length) | 0]!;
      task.since = this.now;
    }
  }

  #work(task: Task): void {
    const { stage, node, array } = task;
    const { full, other, broken, wrong } = this.#faults;
    if (node === broken) {
      this.#end(task, 'failed');
      return;
    }
    if (this.#stored.has(stage.key)) {
      this.#end(task, 'completed');
      return;
    }
    const note = (kind: StageNote['kind'], got: string) => {
      const fault = { where: stage.label, expected: 'no fault', got, remedy: 'mend it' };
      this.#notes.set(stage.key, { kind, fault, node: `n${node}` });
      this.#end(task, 'failed');
    };
    if (node === other) {
      note('machine', 'another version');
      return;
    }
    if (task.computes === undefined) {
      const claim = this.#claims.get(stage.key);
      if (claim && claim.task !== task && this.now - claim.beat < LEASE) return;
      for (const input of Object.values(stage.inputs))
        if (!this.#stored.has(input.key)) throw new Error(`${stage.label} began before ${input.label}`);
      task.computes = this.now;
      count(this.begun, stage);
    }
    this.#claims.set(stage.key, { task, beat: this.now });
    if (this.now - task.since! >= array.requested.minutes * 60) {
      this.lost += 1;
      this.#end(task, 'timeout');
      return;
    }
    if (this.now - task.computes < this.#minutes.get(stage.key)! * 60) return;
    if (this.stages.indexOf(stage) === wrong) {
      note('input', 'a wrong image');
      return;
    }
    if (node === full) {
      this.lost += 1;
      note('machine', 'no room on the disk');
      return;
    }
    this.#stored.set(stage.key, this.now);
    count(this.ended, stage);
    this.#end(task, 'completed');
  }

  /** What announces its end gives its claim up; what is killed does not. */
  #end(task: Task, state: TaskState['state']): void {
    if (task.computes !== undefined && state !== 'timeout') this.#claims.delete(task.stage.key);
    if (state === 'cancelled' && task.computes !== undefined && !this.#dead.has(task.node!)) this.lost += 1;
    task.state = state;
  }

  #preempt(task: Task | undefined): void {
    if (task?.state !== 'running' || this.#dead.has(task.node!)) return;
    if (task.computes !== undefined) this.lost += 1;
    delete task.computes;
    task.state = 'pending';
  }

  #kill(node: number, running: readonly Task[]): void {
    if (this.#dead.has(node)) return;
    this.#dead.add(node);
    for (const task of running) if (task.node === node && task.computes !== undefined) this.lost += 1;
  }
}

/** Stages in layers, each of which needs some of the layer before. */
function layered(widths: readonly number[]): readonly Stage[] {
  const stages: Stage[] = [];
  let before: readonly Stage[] = [];
  widths.forEach((width, level) => {
    const layer = Array.from({ length: width }, (_, i) =>
      createStage(
        {
          kind: level % 2 === 0 ? 'sample' : 'measure',
          label: `stage ${level}.${i}`,
          params: { level, i },
          inputs: Object.fromEntries(
            before.filter((_, j) => (i + j) % 2 === 0 || j === i).map((input, j) => [`${j}`, input]),
          ),
          work: 1,
        },
        'code',
      ),
    );
    stages.push(...layer);
    before = layer;
  });
  return stages;
}

function count(counts: Map<string, number>, { label }: Stage): void {
  counts.set(label, (counts.get(label) ?? 0) + 1);
}
