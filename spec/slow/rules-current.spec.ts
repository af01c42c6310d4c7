import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect } from 'chai';
import { measuredFiles } from '../generated/files.ts';

const root = resolve(import.meta.dirname, '..', '..');

describe('what is measured of the rules', () => {
  for (const [path, text] of Object.entries(measuredFiles())) {
    it(`${path} is current: else run npm run schemas`, () => {
      expect(readFileSync(join(root, path), 'utf8')).to.equal(text);
    });
  }
});
