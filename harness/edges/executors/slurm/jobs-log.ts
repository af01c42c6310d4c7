import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Which stages were submitted as tasks of which job. */
interface SubmittedJob {
  readonly job: string;
  /** In the order of tasks. */
  readonly keys: readonly string[];
}

/** The last task that each stage was submitted as, by its key. */
export function submittedTasks(store: string): ReadonlyMap<string, string> {
  const tasks = new Map<string, string>();
  for (const { job, keys } of jobsIn(fileOf(store))) {
    for (const [i, key] of keys.entries()) tasks.set(key, `${job}_${i}`);
  }
  return tasks;
}

/** Writes a job down. A line is written at once, so that several may write. */
export function logJob(store: string, job: SubmittedJob): void {
  mkdirSync(dirname(fileOf(store)), { recursive: true });
  appendFileSync(fileOf(store), `${JSON.stringify(job)}\n`);
}

/** The folder of what a store's runs on a cluster need besides results. */
export function clusterFolder(store: string): string {
  return join(store, 'slurm');
}

function jobsIn(file: string): readonly SubmittedJob[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  return text.split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line) as SubmittedJob];
    } catch {
      // The last line of a process that was killed.
      return [];
    }
  });
}

function fileOf(store: string): string {
  return join(clusterFolder(store), 'jobs.jsonl');
}
