import { InputError } from '../numeric/input-error.ts';
import { bareSubject } from './bare-subject.ts';
import type { Grouping } from './subject-groups.ts';

/** Which group each subject is in. */
export interface SubjectGrouping {
  /** In the order of the bands, or of the alphabet. */
  readonly names: readonly string[];
  /** Of each subject the place of its group among the names. */
  readonly groupOf: Readonly<Record<string, number>>;
}

/** What a line says of a subject: a name of a group, or a number. */
export interface ToldSubject {
  readonly subject: string;
  readonly told: string | number;
  /** Where it says so, for messages: `line 7`. */
  readonly place: string;
}

const FEWEST = 2;

/**
 * The groups that lines tell subjects apart by. A subject may stand in several lines, as of its images.
 * @param where the table and its column, for messages
 * @throws InputError for a subject in two groups, subjects or groups that case and blanks alone tell apart, or one group.
 */
export function subjectGrouping(
  lines: readonly ToldSubject[],
  { bands, names: declared }: Pick<Grouping, 'bands' | 'names'>,
  where: string,
): SubjectGrouping {
  const named = lines.map(({ told }) => (bands ? '' : String(told).trim()));
  const names = bands ? (declared ?? bandNames(bands)) : [...new Set(named)].sort();
  assertApart(where, names, 'groups');
  if (names.length < FEWEST) {
    throw fault(
      where,
      'two groups or more',
      names.join(', ') || 'none',
      'name another column, or give bands',
    );
  }
  const groupOf = new Map<string, { readonly group: number; readonly place: string }>();
  lines.forEach(({ subject, told, place }, i) => {
    const group = bands ? bandOf(Number(told), bands) : names.indexOf(named[i]!);
    const name = subject.trim();
    const before = groupOf.get(name);
    if (before && before.group !== group) {
      throw fault(
        `${where} ${place}`,
        `subject ${name} in one group, ${names[before.group]} as at ${before.place}`,
        names[group]!,
        'mend one of them',
      );
    }
    if (!before) groupOf.set(name, { group, place });
  });
  assertApart(where, [...groupOf.keys()], 'subjects');
  return {
    names,
    groupOf: Object.fromEntries([...groupOf].map(([subject, { group }]) => [subject, group])),
  };
}

/** A number at the end of a band is the first of the next. */
function bandOf(value: number, bands: readonly number[]): number {
  return bands.filter((end) => value >= end).length;
}

function bandNames(bands: readonly number[]): readonly string[] {
  const between = bands.slice(1).map((end, i) => `${bands[i]} to under ${end}`);
  return [`under ${bands[0]}`, ...between, `${bands.at(-1)} or more`];
}

/** One that is written in two ways would count as two. */
function assertApart(where: string, names: readonly string[], what: string): void {
  const seen = new Map<string, string>();
  for (const name of names) {
    const before = seen.get(bareSubject(name));
    if (before !== undefined) {
      throw fault(
        where,
        `names of ${what} that differ by more than case and blanks`,
        `${JSON.stringify(before)} and ${JSON.stringify(name)}`,
        'write each in one way',
      );
    }
    seen.set(bareSubject(name), name);
  }
}

function fault(where: string, expected: string, got: string, remedy: string): InputError {
  return new InputError({ where, expected, got, remedy });
}
