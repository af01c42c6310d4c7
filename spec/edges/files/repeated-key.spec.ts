import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { readJson } from '../../../harness/edges/files/declarations.ts';
import { repeatedKey } from '../../../harness/edges/files/repeated-key.ts';
import { runs } from '../../runs.ts';

describe('a name that stands twice in an object', () => {
  it('is found wherever it is, and no other', () => {
    const name = fc.string({ unit: fc.constantFrom('a', '"', '\\', '{', ':', ',', '[', ' ') });
    fc.assert(
      fc.property(fc.jsonValue(), name, fc.jsonValue(), fc.boolean(), (inside, key, value, indented) => {
        const written = (one: unknown) => JSON.stringify(one, null, indented ? 2 : 0);
        const once = `[${written(inside)}, {${written(key)} : ${written(value)}}]`;
        expect(repeatedKey(once)).to.equal(undefined);
        const twice = `[${written(inside)}, {${written(key)}: ${written(value)},\n${written(key)}: 1}]`;
        const line = twice.slice(0, twice.lastIndexOf('\n')).split('\n').length + 1;
        expect(repeatedKey(twice)).to.deep.equal({ key, line });
      }),
      { numRuns: runs(60) },
    );
  });

  it('is one name, however it is written', () => {
    expect(repeatedKey('{"psnr": 1, "\\u0070snr": 2}')).to.deep.equal({ key: 'psnr', line: 1 });
  });

  it('in a declaration is refused by its line', () => {
    const folder = mkdtempSync(join(tmpdir(), 'latent-sr-repeated-'));
    const file = join(folder, 'one.json');
    writeFileSync(file, '{\n  "seed": 1,\n  "seed": 2\n}\n');
    expect(() => readJson(file, 'one.json')).to.throw(
      'one.json line 3: expected every name once in an object, got "seed" twice; keep one of them',
    );
    rmSync(folder, { recursive: true });
  });
});
