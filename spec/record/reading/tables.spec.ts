import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { readDocument } from '../../../harness/edges/files/documents/read-document.ts';
import { validated } from '../../../harness/edges/files/schemas.ts';
import { recordOf } from '../../../harness/record/reading/record-of.ts';
import { account } from './account.ts';

const folder = join(import.meta.dirname, 'tables');
const names = readdirSync(folder).filter((name) => !name.endsWith('.expected'));

describe('tables as papers print them', () => {
  it('are twenty at least, in every form', () => {
    expect(names.length).to.be.at.least(20);
    expect(new Set(names.map((name) => name.split('.')[1]))).to.include.keys('csv', 'tex', 'html', 'md');
  });

  for (const name of names) {
    it(`${name}: figures, places, checks and what is not understood are those that a reader finds`, async () => {
      const drafted = recordOf(await readDocument(readFileSync(join(folder, name), 'utf8'), name), name);
      const expected = join(folder, `${name}.expected`);
      expect(existsSync(expected), 'what must come out').to.equal(true);
      expect(account(drafted)).to.equal(readFileSync(expected, 'utf8'));
      validated('record', drafted.record, name);
    });
  }
});
