import { expectedOf, type Option } from '../language/option.ts';
import { editDistance } from './edit-distance.ts';
import { type Entry, groups } from './groups.ts';
import { readableKeys, type SchemaKey, schemaKeys } from './schema-keys.ts';
import { valuesPhrase } from './values-phrase.ts';

/** What is known of a word. */
export interface Explanation {
  readonly word: string;
  /** Names of catalogues that are spelled so. */
  readonly entries: readonly ExplainedEntry[];
  /** Keys of declarations that are spelled so. */
  readonly keys: readonly ExplainedKey[];
}

export interface ExplainedEntry {
  readonly group: string;
  readonly word: string;
  readonly title: string;
  readonly description: string;
  readonly facts: Readonly<Record<string, string>>;
  readonly options: readonly ExplainedOption[];
}

export interface ExplainedOption {
  readonly name: string;
  readonly description: string;
  /** What it may be, in words. */
  readonly values: string;
  /** Absent where it must be given, or may be left out. */
  readonly default?: unknown;
  /** Whether it may be left out, with nothing in its place. */
  readonly optional?: true;
}

export interface ExplainedKey {
  /** Which declaration it is of: `experiment`. */
  readonly of: string;
  /** Where it stands there: a JSON pointer with `*` for an entry, or `part: /checks` in something that recurs. */
  readonly pointer: string;
  readonly description: string;
  readonly values: string;
}

/** The schemas of what people write. */
const declarations = [
  'experiment',
  'profile',
  'claim',
  'families',
  'dataset',
  'recipe',
  'record',
  'asset-list',
];

/** Phrases by group, word and label. */
export type Measured = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;

/**
 * What a word of declarations means: a name of a catalogue, a key, or both; the plural of a catalogue, as `rules`, is
 * all of its names. Capitals do not count.
 * @param schemas all schemas by their file
 * @param measured what else is known of names, from a file
 */
export function explain(
  word: string,
  schemas: ReadonlyMap<string, object>,
  measured: Measured = {},
): Explanation {
  const same = (other: string) => other.toLowerCase() === word.toLowerCase();
  const entries = groups.flatMap(({ name, entries: all }) =>
    all
      .filter((entry) => same(`${name}s`) || same(entry.word))
      .map((entry) => {
        const { facts, ...plain } = explained(entry);
        return { group: name, ...plain, facts: { ...facts, ...measured[name]?.[entry.word] } };
      }),
  );
  return {
    word,
    entries,
    keys: declaredKeys(schemas)
      .filter(({ key }) => same(key))
      .map(explainedKey),
  };
}

/** The words that are spelled nearly so, the nearest first, then those whose explanation has the word: ddim, GRIMMER. */
export function nearestWords(word: string, schemas: ReadonlyMap<string, object>): readonly string[] {
  const known = new Set([
    ...groups.flatMap(({ entries }) => entries.map((entry) => entry.word)),
    ...declaredKeys(schemas).map(({ key }) => key),
  ]);
  const asked = word.toLowerCase();
  const near = [...known].map((one) => ({ one, away: editDistance(asked, one.toLowerCase()) }));
  const most = Math.max(2, Math.floor(word.length / 3));
  const spelled = near
    .filter(({ one, away }) => away <= most || (asked.length > 2 && one.toLowerCase().includes(asked)))
    .toSorted((a, b) => a.away - b.away || a.one.localeCompare(b.one))
    .slice(0, 5)
    .map(({ one }) => one);
  const saying = groups.flatMap(({ entries }) =>
    entries.filter(({ title, description }) => wordsIn(`${title} ${description}`).has(asked)),
  );
  return [...new Set([...spelled, ...saying.slice(0, 3).map((entry) => entry.word)])];
}

function wordsIn(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[a-z][a-z0-9]+/g));
}

function declaredKeys(schemas: ReadonlyMap<string, object>): readonly SchemaKey[] {
  return declarations.flatMap((name) => {
    const file = `${name}.schema.json`;
    return readableKeys(schemaKeys(file, schemas.get(file)!, schemas));
  });
}

function explained({
  word,
  title,
  description,
  facts,
  options,
  instead = {},
}: Entry): Omit<ExplainedEntry, 'group'> {
  const all = Object.entries({ ...options, ...instead }).map(([name, option]) => optionOf(name, option));
  return { word, title, description, facts, options: all };
}

function optionOf(name: string, option: Option): ExplainedOption {
  const { description, default: preset, optional } = option;
  return {
    name,
    description,
    values: expectedOf(option),
    ...(preset !== undefined && { default: preset }),
    ...(optional && { optional }),
  };
}

function explainedKey({ schema, pointer, description, values }: SchemaKey): ExplainedKey {
  return {
    of: schema.replace('.schema.json', ''),
    pointer,
    description,
    values: valuesPhrase(values),
  };
}
