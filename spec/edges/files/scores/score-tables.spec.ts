import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { readScoreSet } from '../../../../harness/edges/files/scores/score-set.ts';
import { awkwardFiles } from './awkward-files.ts';

describe('tables of scores', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tables-'));
  after(() => rmSync(folder, { recursive: true }));
  const write = (content: string | Uint8Array) => {
    const path = join(folder, 'table');
    writeFileSync(path, content);
    return path;
  };

  it('are at least sixty awkward ones', () => {
    expect(awkwardFiles.length).to.be.at.least(60);
    expect(new Set(awkwardFiles.map(({ what }) => what)).size).to.equal(awkwardFiles.length);
  });

  for (const { what, content, asked = {}, gives } of awkwardFiles) {
    it(`with ${what} ${gives instanceof RegExp ? 'are refused by name' : 'are read, and all of it is accounted for'}`, async () => {
      const { idColumn, columns, chosen, ...table } = asked;
      const source = { ...(idColumn !== undefined && { idColumn }), ...(columns && { columns }), table };
      const path = write(content) + (chosen === undefined ? '' : `#${chosen}`);
      if (gives instanceof RegExp) {
        const error = await readScoreSet(path, source).catch((caught: unknown) => caught);
        // By name: a module loader may hold this class twice.
        expect((error as Error).name).to.equal('InputError');
        expect((error as Error).message).to.match(gives);
        return;
      }
      const set = await readScoreSet(path, source);
      if (gives.ids) expect(set.ids).to.deep.equal(gives.ids);
      expect(set.ids).to.have.length(gives.n ?? gives.ids!.length);
      const scores = Object.fromEntries([...set.scores].map(([name, values]) => [name, [...values]]));
      expect(Object.keys(scores).sort()).to.deep.equal(Object.keys(gives.scores).sort());
      for (const [name, values] of Object.entries(gives.scores)) {
        expect(scores[name], name).to.have.length(values.length);
        values.forEach((value, i) => {
          if (Number.isNaN(value)) expect(scores[name]![i]).to.be.NaN;
          else expect(scores[name]![i]).to.be.closeTo(value, 1e-12);
        });
      }
      expect(set.subjects).to.deep.equal(gives.subjects);
      const told = set.account!.leftOut.map(({ place, why }) => `${place}: ${why}`);
      if (gives.leftOut) {
        expect(told).to.have.length(gives.leftOut.length);
        for (const [i, pattern] of gives.leftOut.entries()) expect(told[i]).to.match(pattern);
      }
    });
  }

  it('have every row used or left out with its reason, whatever is in the file', async () => {
    const impurity = fc.constantFrom('mean', 'std', 'Average', 'max', '75%');
    const row = fc.record({ value: fc.double({ min: 20, max: 40, noNaN: true }), subject: fc.nat(5) });
    const file = fc.record({
      rows: fc.array(row, { minLength: 1, maxLength: 30 }),
      summaries: fc.array(impurity, { maxLength: 3 }),
      remarks: fc.nat(2),
      missing: fc.boolean(),
      layout: fc.constantFrom(
        'comma',
        'semicolon',
        'tab',
        'spaces',
        'records',
        'lines',
        'lists',
        'table',
        'long',
      ),
      hash: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(file, async ({ rows, summaries, remarks, missing, layout, hash }) => {
        const ids = [...rows.map((_, i) => `${hash ? '#' : ''}i${i}`), ...summaries];
        const values: (number | string)[] = [...rows.map(({ value }) => value), ...summaries.map(() => 27)];
        if (missing && rows.length > 8) values[0] = -999;
        const methods = layout === 'long' ? ['x', 'y'] : ['x'];
        const cells = methods.flatMap((method) => ids.map((id, i) => ({ id, method, psnr: values[i]! })));
        const lines = (mark: string) =>
          [
            ...Array.from({ length: remarks }, (_, i) => `# remark ${i}`),
            ['id', 'method', 'psnr'].join(mark),
            ...cells.map(({ id, method, psnr }) => [id, method, psnr].join(mark)),
          ].join('\n');
        const text = {
          comma: () => lines(','),
          long: () => lines(','),
          semicolon: () => lines(';'),
          tab: () => lines('\t'),
          spaces: () => lines('  '),
          table: () => JSON.stringify({ schema: { fields: [{ name: 'id' }] }, data: cells }),
          records: () => JSON.stringify(cells),
          lines: () => cells.map((one) => JSON.stringify(one)).join('\n'),
          lists: () => JSON.stringify({ id: cells.map(({ id }) => id), psnr: cells.map(({ psnr }) => psnr) }),
        }[layout]();
        fc.pre(layout !== 'long' || rows.length >= 3);
        fc.pre(layout !== 'lines' || cells.length > 1);
        const path = write(text) + (layout === 'long' ? '#method=x' : '');
        const { ids: used, scores, account } = await readScoreSet(path, {});
        expect(account!.read, 'rows in').to.equal(cells.length);
        const left = account!.leftOut.reduce((sum, { rows: count = 0 }) => sum + count, 0);
        expect(used.length + left, 'used and left out').to.equal(cells.length);
        const kept = scores.get('psnr')!.filter((value) => !Number.isNaN(value)).length;
        const values0 = account!.leftOut.filter(({ place }) => place.includes('column psnr')).length;
        expect(kept + values0).to.equal(used.length);
      }),
    );
  });
});
