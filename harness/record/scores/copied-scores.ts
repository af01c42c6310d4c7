import { decimalsOf } from '../../numeric/decimals.ts';
import { standardDeviation } from '../../numeric/moments.ts';
import { kendall } from '../../statistics/kendall.ts';
import type { ScoreSet } from './score-set.ts';
import type { Sign } from './sign-words.ts';

/** A sign in one or two arms that scores were not measured image by image. */
export interface CopySign {
  readonly test: Sign;
  readonly where: string;
  readonly reason: string;
  readonly ids: readonly string[];
}

/** So many images are needed before a sign says anything, and before their order does. */
const LEAST = 8;
const LEAST_ORDERED = 20;
/** Chance, in measured scores, that a test may fire by. */
const RARE = 1e-9;

/**
 * Signs of copying in one arm and between two: those of `signWords`, with their measured rates in golden/rules.json.
 * @param names scores that both arms have
 */
export function copySigns(a: ScoreSet, b: ScoreSet, names: readonly string[]): readonly CopySign[] {
  return [
    ...copiedRows(a, names),
    ...copiedRows(b, names),
    ...acrossArms(a, b, names),
    ...names.flatMap((name) => betweenColumns(a, b, name)),
  ];
}

/** Rows of one arm that are those of another image. */
export function copiedRows(set: ScoreSet, names: readonly string[]): readonly CopySign[] {
  const seen = new Set<string>();
  const copies = set.ids.filter((_, i) => {
    const row = rowAt(set, names, i);
    const known = seen.has(row);
    seen.add(row);
    return known;
  });
  const n = set.ids.length;
  // Two values of one normal distribution round to the same with the chance step / (2 sqrt(pi) sd).
  const chance = names.reduce((product, name) => {
    const { step, sd } = spreadOf(set.scores.get(name)!);
    return product * Math.min(1, step / (3.545 * sd));
  }, 1);
  if (n < LEAST || !beyondChance(copies.length, n, (n * (n - 1) * chance) / 2)) return [];
  const reason = `${copies.length} of ${n} images have all scores of another image`;
  return [{ test: 'rows copied', where: set.name, reason, ids: copies }];
}

function acrossArms(a: ScoreSet, b: ScoreSet, names: readonly string[]): readonly CopySign[] {
  const pairs = pairsOf(a, b);
  const same = pairs.filter(({ i, j }) => rowAt(a, names, i) === rowAt(b, names, j));
  const chance = names.reduce((product, name) => {
    const [x, y] = [a.scores.get(name)!, b.scores.get(name)!];
    const { step } = spreadOf(x);
    const { sd } = spreadOf(Float64Array.from(pairs, ({ i, j }) => x[i] - y[j]));
    return product * Math.min(1, step / (2.507 * sd));
  }, 1);
  const n = pairs.length;
  if (n < LEAST || same.length === n || !beyondChance(same.length, n, n * chance)) return [];
  const reason = `${same.length} of ${n} images have the same scores in both arms`;
  const where = `${a.name} and ${b.name}`;
  return [{ test: 'rows of the other arm', where, reason, ids: same.map(({ id }) => id) }];
}

function betweenColumns(a: ScoreSet, b: ScoreSet, name: string): readonly CopySign[] {
  const [x, y] = [a.scores.get(name)!, b.scores.get(name)!];
  const values = pairsOf(a, b).flatMap(({ i, j }) =>
    Number.isFinite(x[i]) && Number.isFinite(y[j]) ? [[x[i], y[j]] as const] : [],
  );
  const n = values.length;
  const varied = [0, 1].every((arm) => new Set(values.map((pair) => pair[arm])).size >= n / 2);
  if (n < LEAST || !varied) return [];
  const where = `${a.name} and ${b.name}, ${name}`;
  const offset = values[0]![1] - values[0]![0];
  const scale = Math.max(...values.map(([p, q]) => Math.max(Math.abs(p), Math.abs(q))));
  if (values.every(([p, q]) => Math.abs(q - p - offset) <= 1e-9 * scale)) {
    if (Math.abs(offset) <= 1e-9 * scale) return [];
    const by = `${offset > 0 ? '+' : '-'} ${Number(Math.abs(offset).toPrecision(6))}`;
    const reason = `the second is the first ${by} on each of ${n} images`;
    return [{ test: 'constant offset', where, reason, ids: [] }];
  }
  const [first, second] = [0, 1].map((arm) => Float64Array.from(values, (pair) => pair[arm])) as [
    Float64Array,
    Float64Array,
  ];
  const apart = standardDeviation(
    first.map((p, i) => second[i] - p),
    1,
  );
  const spread = standardDeviation(first, 1);
  if (n < LEAST_ORDERED || apart < 0.03 * spread || kendall(first, second).tau < 0.993) return [];
  const reason = `both arms put ${n} images in one order, as columns do that were sorted each for itself`;
  return [{ test: 'sorted apart', where, reason, ids: [] }];
}

function pairsOf(a: ScoreSet, b: ScoreSet) {
  const at = new Map(b.ids.map((id, i) => [id, i]));
  return a.ids.flatMap((id, i) => (at.has(id) ? [{ id, i, j: at.get(id)! }] : []));
}

/** The step of a column's last digit, and its standard deviation. */
function spreadOf(values: Float64Array): { readonly step: number; readonly sd: number } {
  const finite = values.filter(Number.isFinite);
  const decimals = decimalsOf(finite);
  const sd = finite.length < 2 ? 0 : standardDeviation(finite, 1);
  return { step: decimals === undefined ? 0 : 10 ** -decimals, sd: sd || Number.MIN_VALUE };
}

function rowAt({ scores }: ScoreSet, names: readonly string[], i: number): string {
  return names.map((name) => scores.get(name)![i]).join(' ');
}

/** Whether so many coincidences are more than chance gives, were it twenty times as likely: images of a subject are alike. */
function beyondChance(count: number, of: number, expected: number): boolean {
  if (count < 3 || count < of / 20) return false;
  const mean = 20 * expected;
  // Chernoff's bound on the tail of a Poisson count.
  return count > mean && Math.exp(count - mean + count * Math.log(Math.max(mean, 1e-300) / count)) < RARE;
}
