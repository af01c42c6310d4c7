import { availableParallelism } from 'node:os';
import type { Metric, Score } from '../../../metrics/metric.ts';
import { InputError, type InputFault } from '../../../numeric/input-error.ts';
import { faultsError } from '../../files/images/collection/faults.ts';
import type { AppliedScale } from '../../files/images/scaled.ts';
import { openRowFile, type ScoredRow } from '../../files/scores/row-file.ts';
import type { Answer } from '../answer.ts';
import { countBar } from '../progress.ts';
import { columnSummaries } from './column-summary.ts';
import { type ConventionTaken, folderAnswer } from './folder-answer.ts';
import { folderTasks, type Sources } from './folder-tasks.ts';
import { inOrder } from './in-order.ts';
import { type Preparation, preparedFolders } from './prepared-images.ts';
import type { Scorers } from './score-threads.ts';

/** What the command line says of many images. */
export interface FolderFlags {
  readonly out?: string;
  readonly jobs?: number;
  readonly skipFaulty?: boolean;
  readonly json?: boolean;
}

/** A metric over the images of folders, globs or lists. */
export interface FolderJob {
  readonly metric: Pick<Metric, 'name' | 'unit' | 'direction'>;
  readonly sources: Sources;
  readonly preparation: Preparation;
  readonly flags: FolderFlags;
}

/** So many images are worth the start of a thread. */
const IMAGES_A_THREAD = 8;

/**
 * A metric on each image of many with those of the same id, a row each: in a file as they come, or in the answer. The
 * rows are in the order of the images for any number of workers. What cannot be scored is listed, and the exit code is
 * 1 then unless `skipFaulty` accepts it.
 * @param open the workers, at most as many as it is told
 * @throws InputError where nothing can be scored.
 */
export async function scoreFolders(
  { metric, sources, preparation, flags }: FolderJob,
  open: (jobs: number) => Promise<Scorers>,
): Promise<Answer> {
  const { tasks, unmatched, faults: found, leftOut } = await folderTasks(sources);
  const file = flags.out === undefined ? undefined : await openRowFile(flags.out);
  const jobs = flags.jobs ?? Math.min(availableParallelism(), Math.ceil(tasks.length / IMAGES_A_THREAD));
  const { workers: scorers, stop } = await open(Math.min(jobs, tasks.length));
  const bar = await countBar(false);
  const faults: InputFault[] = [...found];
  const rows: ScoredRow[] = [];
  const scales: AppliedScale[] = [];
  const conventions = new Map<string, ConventionTaken>();
  const columns = columnSummaries();
  const subjects = new Set<string>();
  let first: Score | undefined;
  let [done, scored] = [0, 0];
  try {
    for await (const outcome of inOrder(tasks, scorers)) {
      const { id, subject } = tasks[done++]!;
      bar?.told(done, tasks.length, id);
      if ('fault' in outcome) {
        faults.push(outcome.fault);
        continue;
      }
      const row = { id, subject, scores: named(metric.name, outcome.score) };
      try {
        await file?.add(row);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        faults.push(error.fault);
        continue;
      }
      if (flags.out === undefined && flags.json) rows.push(row);
      const key = JSON.stringify(outcome.convention);
      const images = (conventions.get(key)?.images ?? 0) + 1;
      conventions.set(key, { convention: outcome.convention, images });
      if (outcome.told.scale) scales.push(outcome.told.scale);
      columns.add(id, row.scores);
      subjects.add(subject);
      first ??= outcome.score;
      scored++;
    }
  } finally {
    bar?.stop();
    await stop();
    await file?.close();
  }
  if (first === undefined) throw faultsError(sources.image, faults, tasks.length, undefined);
  return folderAnswer({
    metric,
    sources,
    out: flags.out,
    accepted: flags.skipFaulty ?? false,
    images: scored,
    subjects: subjects.size,
    first,
    conventions: [...conventions.values()],
    preparation: preparedFolders(preparation, scales),
    columns: columns.summaries(),
    rows,
    unmatched,
    faults,
    leftOut,
  });
}

/** The numbers of a score by the names that files of scores give them: `psnr`, `subband-psnr/HH1`. */
function named(metric: string, score: Score): Readonly<Record<string, number>> {
  if (typeof score === 'number') return { [metric]: score };
  return Object.fromEntries(
    Object.entries(score).map(([part, value]) => [`${metric}/${part}`, value as number]),
  );
}
