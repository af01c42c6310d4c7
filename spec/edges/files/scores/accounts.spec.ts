import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { columnsOfTable } from '../../../../harness/edges/cli/stat/table-sample.ts';
import { armsOfFile } from '../../../../harness/edges/files/scores/score-set.ts';
import type { LeftOut } from '../../../../harness/record/scores/table.ts';

/** A file of some methods with images, summaries and numbers that stand for a missing value. */
const file = fc.record({
  images: fc.integer({ min: 9, max: 30 }),
  methods: fc.integer({ min: 1, max: 3 }),
  missing: fc.uniqueArray(fc.nat(8), { maxLength: 3 }),
  missingY: fc.uniqueArray(fc.nat(8), { maxLength: 3 }),
  summaries: fc.uniqueArray(fc.constantFrom('mean', 'std', 'median', 'max'), { maxLength: 3 }),
  mark: fc.constantFrom(',', ';', '\t', '  '),
});

type Drawn = typeof file extends fc.Arbitrary<infer T> ? T : never;

function linesOf({ images, methods, missing, missingY, summaries, mark }: Drawn): string[] {
  const ids = [...Array.from({ length: images }, (_, i) => `i${i}`), ...summaries];
  const cell = (wrong: readonly number[], i: number) =>
    wrong.includes(i) && i < images ? '-999' : (25 + 0.37 * (i % 13)).toFixed(2);
  const rows = Array.from({ length: methods }, (_, m) =>
    ids.map((id, i) => [id, ...(methods > 1 ? [`m${m}`] : []), cell(missing, i), cell(missingY, i)]),
  ).flat();
  return [['id', ...(methods > 1 ? ['method'] : []), 'psnr', 'snr'], ...rows].map((row) => row.join(mark));
}

const rowsIn = (leftOut: readonly LeftOut[]) => leftOut.reduce((sum, { rows = 0 }) => sum + rows, 0);

describe('every row of a file is used or left out with its reason', () => {
  const folder = mkdtempSync(join(tmpdir(), 'accounts-'));
  after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'table');

  it('in stat', async () => {
    await fc.assert(
      fc.asyncProperty(file, async (drawn) => {
        const lines = linesOf(drawn);
        writeFileSync(path, lines.join('\n'));
        const chosen = drawn.methods > 1 ? `${path}#method=m0` : path;
        const { account, values, ids } = await columnsOfTable(chosen, {}, ['psnr', 'snr']);
        expect(account.used + rowsIn(account.leftOut), JSON.stringify(account)).to.equal(lines.length - 1);
        expect(account.used).to.equal(ids.length);
        for (const column of values) expect(column).to.have.length(ids.length);
      }),
    );
  });

  it('in each arm of audit scores', async () => {
    await fc.assert(
      fc.asyncProperty(file, async (drawn) => {
        const lines = linesOf(drawn);
        writeFileSync(path, lines.join('\n'));
        const arms = await armsOfFile(path, {});
        expect(arms.size).to.equal(drawn.methods);
        for (const { ids, account } of arms.values()) {
          expect(account!.read).to.equal(lines.length - 1);
          expect(ids.length + rowsIn(account!.leftOut)).to.equal(lines.length - 1);
        }
      }),
    );
  });
});
