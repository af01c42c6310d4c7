import type { Direction } from '../../metrics/direction.ts';
import { InputError } from '../../numeric/input-error.ts';
import { unclustered } from '../../statistics/clustering.ts';
import { pearson } from '../../statistics/correlation.ts';
import { readTies, type TiesRead } from '../../statistics/decimal-ties.ts';
import { type ClusterOf, pairById } from '../../statistics/pairing.ts';
import type { Sample } from '../../statistics/procedure.ts';
import { compare as comparison } from '../../statistics/procedures/compare.ts';
import type { VariantOptions, Variants } from '../../statistics/variants.ts';
import { madeUpNotes } from './made-up-scores.ts';
import { assertSameUnits, measuredIn } from './same-units.ts';
import type { DirectionOf } from './score-direction.ts';
import { restrictTo, type ScoreSet, sharedScores } from './score-set.ts';
import { leftOutNote, notesOf, type ScoresNote } from './scores-note.ts';

/** What the caller knows and wants. */
export interface ScoresOptions extends VariantOptions {
  readonly clusterOf: ClusterOf;
  readonly directionOf: DirectionOf;
  /** Scores to compare; all shared ones where empty. */
  readonly scores: readonly string[];
  /** Compare the images that both arms have where their ids differ. */
  readonly common: boolean;
  /** Compare scores although they look synthesised. */
  readonly force: boolean;
  /** Pixels of the 8-bit images that the scores were taken of. */
  readonly pixels?: number;
}

/** A paired comparison of one score in all procedure variants. */
export interface ScoreComparison {
  readonly score: string;
  readonly direction: Direction;
  /** Pearson's r of the two arms over the images; null where an arm is constant. */
  readonly correlation: number | null;
  /** Which reading to look at first: the recommended one, which goes by subject where subjects repeat. */
  readonly leading: 'recommended';
  readonly variants: Variants;
  /** How equal differences were told, where the scores are decimals. */
  readonly ties?: TiesRead<Variants>['ties'];
  readonly sample: Sample;
}

/** Everything that two arms' per-image scores say. */
export interface ScoresAudit {
  readonly n: number;
  readonly subjects: number;
  readonly notes: readonly ScoresNote[];
  readonly comparisons: readonly ScoreComparison[];
}

/**
 * Every statistic of two arms, paired by id, in all procedure variants.
 * @throws InputError when ids repeat or differ between the arms (unless `common`), fewer than three pairs are left, or
 *   scores look synthesised (unless `force`).
 */
export function auditScores(first: ScoreSet, second: ScoreSet, options: ScoresOptions): ScoresAudit {
  const { a, b, notes } = align(first, second, options.common);
  const clusterOf = severalSubjects(a, options.clusterOf, notes);
  const names = sharedScores(a, b, options.scores);
  for (const score of names) assertSameUnits(measuredIn([a, b], score));
  notes.push(...madeUpNotes(a, b, names, options));
  notes.unshift(...[first, second].flatMap(leftOutNote));
  notes.push(...[a, b].flatMap(notesOf));
  const comparisons: ScoreComparison[] = [];
  for (const score of names) {
    const compared = compare(a, b, score, { ...options, clusterOf });
    if ('message' in compared) notes.push(compared);
    else comparisons.push(compared);
  }
  if (comparisons.length === 0) throw nothingLeft(a, b, notes);
  const { n, clusters } = comparisons[0].variants;
  if (clusters < n) {
    notes.unshift({
      kind: 'repeated subjects',
      message: `${n} images are of ${clusters} subjects, so images are not independent: the leading result goes by subject.`,
    });
  }
  notes.push(...comparisons.flatMap(uncorrelated));
  const subjects = new Set(comparisons[0].sample.ids.map(options.clusterOf)).size;
  return { n, subjects, notes, comparisons };
}

function align(
  first: ScoreSet,
  second: ScoreSet,
  common: boolean,
): { a: ScoreSet; b: ScoreSet; notes: ScoresNote[] } {
  if (!common) return { a: first, b: second, notes: [] };
  const [own, other] = [new Set(first.ids), new Set(second.ids)];
  const unpaired = [...first.ids.filter((id) => !other.has(id)), ...second.ids.filter((id) => !own.has(id))];
  if (unpaired.length === 0) return { a: first, b: second, notes: [] };
  const kept = new Set(first.ids.filter((id) => other.has(id)));
  const message = `${first.ids.length} images in ${first.name}, ${second.ids.length} in ${second.name}; ${kept.size} are in both and are compared.`;
  return {
    a: restrictTo(first, kept),
    b: restrictTo(second, kept),
    notes: [{ kind: 'unpaired ids', message, ids: unpaired }],
  };
}

/** Images of one subject are compared as they are, and the reader told how far that reaches. */
function severalSubjects({ ids }: ScoreSet, clusterOf: ClusterOf, notes: ScoresNote[]): ClusterOf {
  const subjects = new Set(ids.map(clusterOf));
  if (subjects.size > 1 || ids.length === 1) return clusterOf;
  notes.push({
    kind: 'repeated subjects',
    message: `All ${ids.length} images are of one subject (${[...subjects][0]}): intervals and p values are about images of this subject and say nothing of others.`,
  });
  return unclustered;
}

function compare(
  a: ScoreSet,
  b: ScoreSet,
  score: string,
  options: ScoresOptions,
): ScoreComparison | ScoresNote {
  const arm = (set: ScoreSet) => ({ name: set.name, ids: set.ids, values: set.scores.get(score)! });
  const sample = whole(pairById(arm(a), arm(b), options.clusterOf));
  try {
    const { result, ties } = readTies(comparison, sample, options, 'decimal');
    return {
      score,
      direction: options.directionOf(score),
      correlation: varies(sample.x) && varies(sample.y!) ? pearson(sample.x, sample.y!).r : null,
      leading: 'recommended',
      variants: result,
      ...(ties && { ties }),
      sample,
    };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { kind: 'not compared', message: `${score}: ${error.message}` };
  }
}

/** The pairs of which neither value was left out. */
function whole(sample: Sample): Sample {
  const { ids, clusters, x } = sample;
  const y = sample.y!;
  const kept = ids.flatMap((_, i) => (Number.isNaN(x[i]) || Number.isNaN(y[i]) ? [] : [i]));
  if (kept.length === ids.length) return sample;
  return {
    ids: kept.map((i) => ids[i]),
    clusters: kept.map((i) => clusters[i]),
    x: Float64Array.from(kept, (i) => x[i]),
    y: Float64Array.from(kept, (i) => y[i]),
  };
}

/** Two methods see the same images, easy and hard; measured scores of both correlate. */
function uncorrelated({ score, correlation, sample }: ScoreComparison): ScoresNote[] {
  const n = sample.ids.length;
  if (correlation === null || n < 50) return [];
  const upper = Math.tanh(Math.atanh(correlation) + 3.29 / Math.sqrt(n - 3));
  if (upper >= 0.3) return [];
  return [
    {
      kind: 'uncorrelated arms',
      message: `${score}: the arms correlate by ${correlation.toFixed(2)} over ${n} images, as scores of different images would. Check that the ids name the same images, and that neither arm was drawn at random.`,
    },
  ];
}

function nothingLeft(a: ScoreSet, b: ScoreSet, notes: readonly ScoresNote[]): InputError {
  return new InputError({
    where: `${a.name} with ${b.name}`,
    expected: 'a score that can be compared',
    got: notes
      .filter(({ kind }) => kind === 'not compared')
      .map(({ message }) => message)
      .join('; '),
    remedy: 'give at least three images whose scores vary',
  });
}

function varies(values: Float64Array): boolean {
  return values.some((value) => value !== values[0]);
}
