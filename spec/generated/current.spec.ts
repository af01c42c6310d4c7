import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect } from 'chai';
import { groups } from '../../harness/glossary/groups.ts';
import { generatedFiles } from './files.ts';

const root = resolve(import.meta.dirname, '..', '..');
const schemas = join(root, 'harness', 'schemas');

/** Catalogues of which a schema may allow a part: a profile, say, never has the tier of imported scores. */
const partly = ['tier', 'outcome'];

describe('what is written from the catalogues', () => {
  for (const [path, text] of Object.entries(generatedFiles())) {
    it(`${path} is current: else run npm run schemas`, () => {
      expect(readFileSync(join(root, path), 'utf8')).to.equal(text);
    });
  }

  for (const file of readdirSync(schemas).filter((name) => name !== 'catalogue.schema.json')) {
    it(`${file} lists no names of a catalogue itself`, () => {
      const listed = enumerationsIn(JSON.parse(readFileSync(join(schemas, file), 'utf8')));
      for (const [at, names] of listed) {
        const catalogues = groups.filter(({ name, entries }) => {
          const known = entries.filter(({ word }) => names.includes(word)).length;
          return known > 1 && known === names.length && (known === entries.length || !partly.includes(name));
        });
        const found = catalogues.map(({ name }) => name);
        expect(found, `${at}: { "$ref": "catalogue.schema.json#/definitions/${found[0]}" }`).to.deep.equal(
          [],
        );
      }
    });
  }
});

/** Every enumeration of texts, and every row of constants in alternatives, with its place. */
function enumerationsIn(schema: unknown, at = ''): [string, readonly unknown[]][] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { enum: own } = schema as { readonly enum?: readonly unknown[] };
  const nested = Object.entries(schema).flatMap(([key, value]) => enumerationsIn(value, `${at}/${key}`));
  return Array.isArray(own) ? [[at, own], ...nested] : nested;
}
