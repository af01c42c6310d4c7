import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect } from 'chai';
import { packageRoot } from '../../../harness/edges/files/package-root.ts';
import { validated } from '../../../harness/edges/files/schemas.ts';

const folder = join(packageRoot, 'harness', 'schemas');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const read = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;

/** Every object schema in a schema, with its pointer. */
function objects(schema: unknown, at = ''): [string, Record<string, unknown>][] {
  if (typeof schema !== 'object' || schema === null) return [];
  const own = schema as Record<string, unknown>;
  const nested = Object.entries(own).flatMap(([key, value]) => objects(value, `${at}/${key}`));
  return own['properties'] && own['type'] === 'object' ? [[at, own], ...nested] : nested;
}

describe('schemas of declarations and documents', () => {
  for (const file of files) {
    it(`${file} is a valid schema, named for its file`, () => {
      const ajv = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true });
      ajv.addVocabulary(['enumDescriptions']);
      for (const other of files) ajv.addSchema(read(join(folder, other)));
      expect(() => ajv.getSchema(file)).to.not.throw();
      expect(read(join(folder, file))['$id']).to.equal(file);
    });
  }

  it('of what people write refuse unknown keys everywhere but in free options', () => {
    for (const name of ['experiment', 'claim', 'profile', 'recipe', 'golden', 'golden-verdicts']) {
      for (const [at, schema] of objects(read(join(folder, `${name}.schema.json`)))) {
        // Levels carry the options of their kind, which the kind itself checks.
        if (at === '/definitions/level') continue;
        expect(schema['additionalProperties'], `${name} ${at}`).to.equal(false);
      }
    }
  });

  it('stand at the head of every declaration, for editors', () => {
    const folders = readdirSync(join(packageRoot, 'experiments'), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    const declared = ['', ...folders.map((entry) => entry.name)].flatMap((name) => {
      const at = join(packageRoot, 'experiments', name);
      return readdirSync(at)
        .filter((file) => file.endsWith('.json'))
        .map((file) => join(at, file));
    });
    for (const file of declared) {
      const named = read(file)['$schema'] as string;
      expect(() => readFileSync(join(file, '..', named)), file).to.not.throw();
      expect(() => validated(named.replace(/^.*\/|\.schema\.json$/g, ''), read(file), file)).to.not.throw();
    }
  });

  const profile = read(join(packageRoot, 'experiments', 'profiles', 'embedded.json'));
  const faults: readonly [string, Record<string, unknown>, string][] = [
    ['an unknown key', { ...profile, sedes: 1 }, 'p.json /: expected keys among id, extends, title'],
    [
      'a missing key',
      { ...profile, title: undefined },
      'p.json /: expected the key "title", got nothing; add it',
    ],
    [
      'a wrong type',
      { ...profile, seed: '42' },
      'p.json /seed: expected an integer, got "42"; correct the value',
    ],
    [
      'a wrong choice',
      { ...profile, tier: 'full' },
      'p.json /tier: expected one of embedded, paper, imported, got "full"; choose',
    ],
    ['an empty list', { ...profile, main: [] }, 'p.json /main: expected a list of at least 1, got [];'],
    ['an empty text', { ...profile, title: '' }, 'p.json /title: expected a text that is not empty, got "";'],
    [
      'a number out of its range',
      { ...profile, samplesPerDataset: 0 },
      'p.json /samplesPerDataset: expected a number of at least 2, got 0;',
    ],
    [
      'an id that is none',
      { ...profile, id: 'a b' },
      'p.json /id: expected a text that matches ^[A-Za-z0-9]',
    ],
    ['a wrong entry', { ...profile, main: ['a', 2] }, 'p.json /main/1: expected a string, got 2;'],
  ];
  for (const [what, document, message] of faults) {
    it(`say of ${what} the file, the pointer, what was expected and what stands there`, () => {
      const parsed = JSON.parse(JSON.stringify(document)) as unknown;
      expect(() => validated('profile', parsed, 'p.json')).to.throw(message);
    });
  }
});
