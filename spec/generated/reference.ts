import { type Entry, type Group, groups } from '../../harness/glossary/groups.ts';
import { readableKeys, schemaKeys } from '../../harness/glossary/schema-keys.ts';
import { valuesPhrase } from '../../harness/glossary/values-phrase.ts';
import { expectedOf, type Option } from '../../harness/language/option.ts';

/** The declarations in the order of the reference, with where they lie. */
const declarations: Readonly<Record<string, string>> = {
  experiment: 'experiments/*.json',
  claim: 'experiments/claims/',
  profile: 'experiments/profiles/',
  dataset: 'experiments/datasets/',
  recipe: 'experiments/autoencoders/, denoisers/, restorers/',
  families: 'experiments/families.json',
  record: 'experiments/record/',
  'asset-list': 'experiments/assets.json',
};

/**
 * The reference of the language in Markdown: the keys of every declaration, then the names of every catalogue.
 * @param schemas all schemas by their file
 */
export function reference(schemas: ReadonlyMap<string, object>): string {
  const keys = Object.entries(declarations).map(([name, place]) => keysOf(name, place, schemas));
  return [
    '# Reference of the language',
    'Written by `npm run schemas` from the schemas and catalogues in the code. `latent-sr explain WORD` says the same of one word.',
    '## Declarations',
    ...keys,
    '## Names',
    ...groups.map(namesOf),
    '',
  ].join('\n\n');
}

function keysOf(name: string, place: string, schemas: ReadonlyMap<string, object>): string {
  const schema = schemas.get(`${name}.schema.json`) as {
    readonly title: string;
    readonly description?: string;
  };
  const rows = readableKeys(schemaKeys(`${name}.schema.json`, schema, schemas)).map(
    ({ pointer, description, values }) => {
      return [`\`${pointer}\``, description, valuesPhrase(values)];
    },
  );
  const said = schema.description === undefined ? '' : `${schema.description} `;
  return [`### ${schema.title}`, `${said}In \`${place}\`.`, table(['key', 'says', 'may be'], rows)].join(
    '\n\n',
  );
}

function namesOf({ name, title, entries }: Group): string {
  return [`### ${title}`, ...entries.map((entry) => entryText(name, entry))].join('\n\n');
}

function entryText(group: string, { word, title, description, facts, options, instead = {} }: Entry): string {
  const said = Object.entries(facts).map(([label, phrase]) => `${label}: ${phrase}.`);
  const rows = Object.entries({ ...options, ...instead }).map(([key, option]) => [
    `\`${key}\``,
    option.description,
    `${expectedOf(option)}${defaultOf(option)}`,
  ]);
  return [
    `#### ${word}\n\n${group}: ${title}. ${description} ${said.join(' ')}`.trimEnd(),
    ...(rows.length > 0 ? [table(['option', 'says', 'may be'], rows)] : []),
  ].join('\n\n');
}

function defaultOf(option: Option): string {
  if (option.optional) return '; may be left out';
  return option.default === undefined ? '' : `; default ${JSON.stringify(option.default)}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
