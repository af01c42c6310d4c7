import type { ScoreSet } from './score-set.ts';

/** A sign in one or two arms that scores were not measured image by image. */
export interface CopySign {
  readonly test: 'rows copied' | 'rows of the other arm' | 'constant offset' | 'sorted apart';
  readonly where: string;
  readonly reason: string;
  readonly ids: readonly string[];
}

/** Values are as good as unique from so many digits on. */
const DIGITS = 5;
/** So many images are needed before a sign says anything. */
const LEAST = 8;

/**
 * Signs of copying, each of which fires on measured scores less than once in a million where images differ:
 *
 * - rows copied: at least three images, and one in twenty, have all scores of another image, to five digits and more;
 * - rows of the other arm: the same between images of one name in two arms;
 * - constant offset: one arm is the other plus a number on every image;
 * - sorted apart: of twenty images and more, both arms put all in one order, as columns do that were sorted each.
 * @param names scores that both arms have
 */
export function copySigns(a: ScoreSet, b: ScoreSet, names: readonly string[]): readonly CopySign[] {
  const own = [a, b].flatMap((set) => within(set, names));
  const at = new Map(b.ids.map((id, i) => [id, i]));
  const pairs = a.ids.flatMap((id, i) => (at.has(id) ? [{ id, i, j: at.get(id)! }] : []));
  if (pairs.length < LEAST) return own;
  const same = pairs.filter(({ i, j }) => {
    const row = keyOf(a, names, i);
    return row !== undefined && row === keyOf(b, names, j);
  });
  const across =
    many(same.length, pairs.length) && same.length < pairs.length
      ? [
          sign(
            'rows of the other arm',
            `${a.name} and ${b.name}`,
            `${same.length} of ${pairs.length} images have the same scores in both arms`,
            same.map(({ id }) => id),
          ),
        ]
      : [];
  return [...own, ...across, ...names.flatMap((name) => between(a, b, name, pairs))];
}

function within(set: ScoreSet, names: readonly string[]): readonly CopySign[] {
  const seen = new Map<string, string>();
  const copies: string[] = [];
  set.ids.forEach((id, i) => {
    const row = keyOf(set, names, i);
    if (row === undefined) return;
    if (seen.has(row)) copies.push(id);
    else seen.set(row, id);
  });
  if (set.ids.length < LEAST || !many(copies.length, set.ids.length)) return [];
  return [
    sign(
      'rows copied',
      set.name,
      `${copies.length} of ${set.ids.length} images have all scores of another image`,
      copies,
    ),
  ];
}

function between(
  a: ScoreSet,
  b: ScoreSet,
  name: string,
  pairs: readonly { readonly id: string; readonly i: number; readonly j: number }[],
): readonly CopySign[] {
  const [x, y] = [a.scores.get(name)!, b.scores.get(name)!];
  const whole = pairs.filter(({ i, j }) => Number.isFinite(x[i]) && Number.isFinite(y[j]));
  const values = whole.map(({ i, j }) => [x[i], y[j]] as const);
  if (values.length < LEAST || !distinct(values.map(([own]) => own))) return [];
  const where = `${a.name} and ${b.name}, ${name}`;
  const [first] = values;
  const offset = first[1] - first[0];
  const scale = Math.max(...values.map(([p, q]) => Math.max(Math.abs(p), Math.abs(q))));
  // Printed decimals of few places may differ by the same on every image; many places cannot.
  if (
    offset !== 0 &&
    values.every(([p, q]) => Math.abs(q - p - offset) <= 1e-9 * scale) &&
    long(values[0][0])
  ) {
    return [
      sign(
        'constant offset',
        where,
        `the second is the first ${offset > 0 ? '+' : '-'} ${Number(Math.abs(offset).toPrecision(6))} on each of ${values.length} images`,
        [],
      ),
    ];
  }
  if (values.length < 20) return [];
  const ordered = values.toSorted(([p], [q]) => p - q).map(([, q]) => q);
  const rises = ordered.every((q, k) => k === 0 || q > ordered[k - 1]);
  const alike = values.every(([p, q]) => Math.abs(q - p) <= 1e-9 * scale);
  return rises && !alike && distinct(ordered)
    ? [
        sign(
          'sorted apart',
          where,
          `both arms put all ${values.length} images in one order, as columns do that were sorted each for itself`,
          [],
        ),
      ]
    : [];
}

/** All scores of an image; undefined where they have too few digits to tell images apart. */
function keyOf({ scores }: ScoreSet, names: readonly string[], i: number): string | undefined {
  const row = names.map((name) => scores.get(name)![i]);
  return row.some((value) => long(value)) ? row.join(' ') : undefined;
}

function long(value: number): boolean {
  return (
    Number.isFinite(value) &&
    String(Math.abs(value))
      .replace(/e.*$|\D/g, '')
      .replace(/^0+/, '').length > DIGITS
  );
}

function distinct(values: readonly number[]): boolean {
  return new Set(values).size === values.length;
}

function many(count: number, of: number): boolean {
  return count >= 3 && count >= of / 20;
}

function sign(test: CopySign['test'], where: string, reason: string, ids: readonly string[]): CopySign {
  return { test, where, reason, ids };
}
