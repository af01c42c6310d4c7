import { type Entry, type Group, groups } from '../../harness/glossary/groups.ts';
import type { Option } from '../../harness/language/option.ts';

/** The schema that all others take names and options from: `catalogue.schema.json`, written by `npm run schemas`. */
export function catalogueSchema(): object {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'catalogue.schema.json',
    title: 'Names of the catalogues, with their options',
    description: 'Written by `npm run schemas` from the catalogues in the code; edit those.',
    definitions: {
      ...Object.fromEntries(groups.map((group) => [group.name, namesOf(group.entries)])),
      samplerSetting: keyed('kind', entriesOf('sampler'), "A sampler: its kind and that kind's options."),
      degradationSetting: degradationSetting(),
      resizeSetting: {
        description: 'The options of a resize.',
        ...plainObject(entriesOf('degradation').find(({ word }) => word === 'resize')!),
      },
      degradationLevel: keyed('kind', named('degradation'), 'A degradation and the id of its level.', level),
      methodLevel: keyed('kind', named('method'), 'A method and the id of its level.', level),
      metricConvention: under('metric', 'convention', named('metric')),
      procedureOptions: under('procedure', 'options', named('procedure')),
    },
  };
}

const level = {
  id: {
    type: 'string',
    pattern: '^[A-Za-z0-9{][A-Za-z0-9._{}-]*$',
    description: "The level's name, by which contrasts and figures call it.",
  },
  for: { $ref: 'experiment.schema.json#/definitions/for', description: 'Loops: one level for every turn.' },
};

/** A degradation is an object or the name of one; what a data set has of its own is one of a cell alone. */
function degradationSetting(): object {
  const kinds = entriesOf('degradation').filter(({ word }) => !['task', 'own'].includes(word));
  return {
    description: 'A degradation, or the name of one.',
    anyOf: [{ $ref: '#/definitions/preset' }, keyed('kind', kinds, "Its kind and that kind's options.")],
  };
}

function entriesOf(name: string): readonly Entry[] {
  return groups.find((group) => group.name === name)!.entries;
}

/** The same where a loop's name may stand in place of any value. */
function named(name: string): readonly Entry[] {
  const open = (options: Readonly<Record<string, Option>>) =>
    Object.fromEntries(
      Object.entries(options).map(([key, { description, default: preset, optional, ...values }]) => {
        const given = { ...(preset !== undefined && { default: preset }), ...(optional && { optional }) };
        return [key, { description, ...given, anyOf: [values, loopName] } as Option];
      }),
    );
  return entriesOf(name).map((entry) => ({
    ...entry,
    options: open(entry.options),
    ...(entry.instead && { instead: open(entry.instead) }),
  }));
}

/** A name that stands for a value: `{name}`, or `{name.key}` for what a record holds under a key. */
const loopName = { type: 'string', minLength: 1, pattern: '^\\{[\\w.-]+\\}$' } as const;

/** An enumeration, with what each name is for editors that show it. */
function namesOf(entries: Group['entries']): object {
  return {
    enum: entries.map(({ word }) => word),
    enumDescriptions: entries.map(({ title, description }) => `${title}. ${description}`),
  };
}

/** An object whose options are those of the entry that one of its keys names. */
function keyed(key: string, entries: readonly Entry[], description: string, besides: object = {}): object {
  return {
    description,
    type: 'object',
    required: ['id' in besides ? 'id' : [], key].flat(),
    properties: { ...besides, [key]: { ...namesOf(entries), description: 'Which one.' } },
    allOf: entries.map((entry) => {
      const own = Object.fromEntries([...Object.keys(besides), key].map((name) => [name, true]));
      return when(key, entry, { ...objectOf(entry), properties: { ...own, ...propertiesOf(entry) } });
    }),
  };
}

function plainObject(entry: Entry): object {
  return { type: 'object', ...objectOf(entry), properties: propertiesOf(entry) };
}

/** A condition on an object with a name under one key and that name's options under another. */
function under(key: string, options: string, entries: readonly Entry[]): object {
  return {
    type: 'object',
    allOf: entries.map((entry) =>
      when(key, entry, {
        properties: {
          [options]: {
            description: `Options of ${entry.word}.`,
            ...plainObject(entry),
          },
        },
      }),
    ),
  };
}

function when(key: string, { word }: Entry, then: object): object {
  return { if: { properties: { [key]: { const: word } }, required: [key] }, then };
}

function objectOf({ options }: Entry): object {
  const required = Object.entries(options).flatMap(([key, option]) =>
    option.default === undefined && !option.optional ? [key] : [],
  );
  return { ...(required.length > 0 && { required }), additionalProperties: false };
}

function propertiesOf({ word, options, instead }: Entry): Readonly<Record<string, unknown>> {
  const steps = {
    description: 'The degradations in the order in which they apply.',
    type: 'array',
    minItems: 1,
    items: { $ref: '#/definitions/degradationSetting' },
  };
  return { ...describedOf(options), ...describedOf(instead ?? {}), ...(word === 'chain' && { steps }) };
}

function describedOf(options: Readonly<Record<string, Option>>): Readonly<Record<string, unknown>> {
  const entries = Object.entries(options).map(([key, { description, optional: _, ...option }]) => [
    key,
    { description, ...option },
  ]);
  return Object.fromEntries(entries);
}
