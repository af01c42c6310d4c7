import { bareSubject } from '../../datasets/bare-subject.ts';
import { InputError } from '../../numeric/input-error.ts';
import { clustering, unclustered } from '../../statistics/clustering.ts';
import type { ClusterOf } from '../../statistics/pairing.ts';
import type { ScoreSet } from './score-set.ts';

/**
 * The subject of each id: by the caller's pattern; nothing repeats for `none`; unless told, as an arm names it, or by
 * a trailing slice number (`_z07`, `-s3`, `_slice12`) where that makes some subject repeat.
 * @throws InputError where two arms say other subjects of one image
 */
export function subjectsOf(pattern: string | undefined, arms: readonly ScoreSet[]): ClusterOf {
  if (pattern === 'none') return unclustered;
  if (pattern !== undefined) return clustering(pattern);
  // One arm that names subjects says it for the others, whose images are the same.
  const naming = arms.filter(({ subjects }) => subjects !== undefined);
  if (naming.length > 0) {
    const named = subjectsBy(naming);
    return (id) => named.get(id) ?? id;
  }
  const bySlice: ClusterOf = (id) => id.replace(/[_-](?:z|s|sl|slice)_?\d+$/i, '');
  const { ids } = arms[0];
  return new Set(ids.map(bySlice)).size < ids.length ? bySlice : unclustered;
}

/** The subjects that arms name of images. @throws InputError where two arms say others of one image, or names are alike. */
export function subjectsBy(
  arms: readonly Pick<ScoreSet, 'name' | 'ids' | 'subjects'>[],
): ReadonlyMap<string, string> {
  const named = new Map<string, string>();
  for (const { name, ids, subjects } of arms) {
    subjects?.forEach((own, i) => {
      const id = ids[i]!;
      const before = named.get(id);
      if (before !== undefined && before !== own) {
        throw new InputError({
          where: name,
          expected: `the subject of image ${id} that another arm names, ${JSON.stringify(before)}`,
          got: JSON.stringify(own),
          remedy: 'mend one of them, or say with --cluster how ids tell subjects',
        });
      }
      named.set(id, own);
    });
  }
  assertApart(arms[0]?.name ?? '', new Set(named.values()));
  return named;
}

/** One subject written in two ways would count as two. @throws InputError for names that case and blanks alone tell apart. */
function assertApart(where: string, subjects: ReadonlySet<string>): void {
  const seen = new Map<string, string>();
  for (const subject of subjects) {
    const bare = bareSubject(subject);
    const before = seen.get(bare);
    if (before !== undefined) {
      throw new InputError({
        where,
        expected: 'names of subjects that differ by more than case and blanks',
        got: `${JSON.stringify(before)} and ${JSON.stringify(subject)}`,
        remedy: 'write each subject in one way, or say with --cluster how ids tell subjects',
      });
    }
    seen.set(bare, subject);
  }
}
