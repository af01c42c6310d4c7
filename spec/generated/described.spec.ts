import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { packageRoot } from '../../harness/edges/files/package-root.ts';
import { groups } from '../../harness/glossary/groups.ts';
import { type SchemaKey, schemaKeys } from '../../harness/glossary/schema-keys.ts';

const folder = join(packageRoot, 'harness', 'schemas');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const schemas = new Map(
  files.map((name) => [name, JSON.parse(readFileSync(join(folder, name), 'utf8')) as object]),
);
/** At least a sentence. */
const sentence = /^\S.*[^.]\.$/s;

describe('every key of a schema', () => {
  for (const [file, schema] of schemas) {
    it(`${file}: is described`, () => {
      const said = (key: SchemaKey) => sentence.test(key.description);
      expect(
        schemaKeys(file, schema, schemas)
          .filter((key) => !said(key))
          .map(({ pointer }) => pointer),
      ).to.deep.equal([]);
    });
  }
});

describe('every name of a catalogue', () => {
  for (const { name, entries } of groups) {
    for (const { word, title, description, options, instead } of entries) {
      it(`${name} ${word}: has a title and a description, and so has each of its options`, () => {
        expect(title).to.match(/^\S.*[^.]$/);
        expect(description).to.match(sentence);
        for (const [key, option] of Object.entries({ ...options, ...instead })) {
          expect(option.description, key).to.match(sentence);
        }
      });
    }

    it(`${name}: stands once`, () => {
      const words = entries.map(({ word }) => word);
      expect(new Set(words).size).to.equal(words.length);
    });
  }
});
