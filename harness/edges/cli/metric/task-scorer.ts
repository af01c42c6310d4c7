import { metricNamed } from '../../../metrics/catalogue.ts';
import { InputError, type InputFault } from '../../../numeric/input-error.ts';
import { imageAt, keepingLast, type Opening } from '../../files/images/collection/open-found.ts';
import type { ScoreTask } from './folder-tasks.ts';
import type { Preparation } from './prepared-images.ts';
import { type FilesOf, type PairScore, type Role, scorePair } from './score-pair.ts';

/** A metric of the catalogue, what the caller set of its convention and how images are prepared: plain data. */
export interface CatalogueScoring {
  readonly metric: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly preparation: Preparation;
}

/** A score of a task, or what keeps it from having one. */
export type Outcome = PairScore | { readonly fault: InputFault };

/** Scores one task; a fault of its files is an outcome, any other error is thrown. */
export type TaskScorer = (task: ScoreTask) => Promise<Outcome>;

/** The scorer of a metric of the catalogue. */
export function catalogueScorer({ metric: name, options, preparation }: CatalogueScoring): TaskScorer {
  const metric = metricNamed(name);
  return scorerOf(async (files) => {
    const { score, convention, told } = scorePair(metric, options, files, preparation);
    return { score, convention, told };
  });
}

/** A scorer that reads the files of a task, and of them all but one of each role is let go. */
export function scorerOf(score: (files: FilesOf) => Promise<PairScore>): TaskScorer {
  const opened = new Map<string, Opening>();
  return async ({ files }) => {
    let where = files.image.path;
    try {
      const read: Partial<Record<Role, unknown>> = {};
      for (const [role, at] of Object.entries(files)) {
        const opening = opened.get(role) ?? keepingLast();
        opened.set(role, opening);
        where = at.path;
        read[role as Role] = { path: at.path, ...(await imageAt(at, opening)) };
      }
      where = files.image.path;
      return await score(read as unknown as FilesOf);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const { fault } = error;
      const named = Object.values(files).some(({ path }) => fault.where.includes(path));
      return { fault: named ? fault : { ...fault, where: `${where}: ${fault.where}` } };
    }
  };
}
