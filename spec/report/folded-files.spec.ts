import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { foldedFiles } from '../../harness/report/folded-files.ts';

const files = (folder: string, count: number, dataset = 'knee') =>
  Array.from({ length: count }, (_, i) => ({
    dataset,
    path: `${folder}${String(i).padStart(3, '0')}.png`,
    sha256: `${i}`.padStart(64, '0'),
  }));

describe('source files in a report', () => {
  it('are rows of their own up to twenty of a folder', () => {
    const few = [...files('test/hr/', 20), ...files('test/lr/', 20), ...files('test/hr/', 20, 'brain')];
    expect(foldedFiles(few)).to.deep.equal(few);
  });

  it('are one row of a larger folder, with the hash of what sha256sum prints', () => {
    const own = files('test/hr/', 21);
    const printed = own.map(({ sha256, path }) => `${sha256}  ${path}\n`).join('');
    expect(foldedFiles([...own, ...files('', 1)])).to.deep.equal([
      {
        dataset: 'knee',
        path: 'test/hr/* (21 files)',
        sha256: createHash('sha256').update(printed).digest('hex'),
      },
      ...files('', 1),
    ]);
  });

  it('tell one file from another', () => {
    const own = files('hr/', 30);
    const other = own.map((file, i) => (i === 29 ? { ...file, sha256: '1'.repeat(64) } : file));
    expect(foldedFiles(other)).to.not.deep.equal(foldedFiles(own));
  });
});
