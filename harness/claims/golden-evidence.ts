import type { Evidence } from './evidence.ts';
import type { GoldenStatistic, GoldenValues } from './golden.ts';

/**
 * Statistics as golden values of another profile have them: its numbers in the place of a run's, under the run's
 * options, units and texts. What the golden values lack is left out.
 * @param statistics the run's, whose ids and groups say which are meant
 */
export function goldenEvidence(
  statistics: readonly Evidence[],
  { values }: Pick<GoldenValues, 'values'>,
): readonly Evidence[] {
  return statistics.flatMap((evidence) => {
    const known = values.find(
      ({ statistic, group }) => statistic === evidence.id && isSame(group, evidence.group),
    );
    if (!known) return [];
    const { expected } = known;
    const result = withNumbers(textsOf(evidence.result) as Tree, expected);
    const images = counted(expected, ['/n', '/pairs', '/x/n']) ?? ENOUGH;
    const subjects = counted(expected, ['/clusters', '/subjects']) ?? images;
    return [{ ...evidence, n: images, subjects, result }];
  });
}

/** Golden values hold no count for every statistic; a profile that has them is of many images. */
const ENOUGH = 1000;

type Tree = Record<string, unknown>;

function isSame(a: Evidence['group'], b: Evidence['group']): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

function counted(expected: GoldenStatistic['expected'], pointers: readonly string[]): number | undefined {
  const pointer = pointers.find((each) => each in expected);
  return pointer === undefined ? undefined : firstOf(expected[pointer]!);
}

/** Of several seeds the first, which is the profile's own. */
function firstOf(value: number | readonly number[]): number {
  return typeof value === 'number' ? value : value[0]!;
}

/** A result without its numbers. */
function textsOf(value: unknown): unknown {
  if (Array.isArray(value)) return [];
  if (typeof value !== 'object' || value === null) return typeof value === 'number' ? undefined : value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, textsOf(part)]));
}

function withNumbers(texts: Tree, expected: GoldenStatistic['expected']): Tree {
  for (const [pointer, value] of Object.entries(expected)) {
    const parts = pointer
      .split('/')
      .slice(1)
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
    let at = texts;
    for (const [i, part] of parts.slice(0, -1).entries()) {
      const next = at[part];
      if (typeof next !== 'object' || next === null) at[part] = /^\d+$/.test(parts[i + 1]!) ? [] : {};
      at = at[part] as Tree;
    }
    at[parts.at(-1)!] = firstOf(value);
  }
  return texts;
}
