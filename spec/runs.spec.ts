import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { runs } from './runs.ts';

/** Counts of cases that are written down as numbers, but for samples that are drawn by a seed of their own. */
function fixedCounts(text: string): readonly string[] {
  return [...text.matchAll(/numRuns: \d[\d_]*([^}]*)\}/g)]
    .filter(([, rest]) => !rest!.includes('seed'))
    .map(([found]) => found);
}

describe('the number of cases of a property', () => {
  it('grows with FC_RUNS, everywhere', () => {
    expect(fixedCounts('{ numRuns: 20 } { numRuns: 1, seed: 1 } { numRuns: runs(20) }')).to.deep.equal([
      'numRuns: 20 }',
    ]);
    for (const file of readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.ts') || file === 'runs.spec.ts') continue;
      expect(fixedCounts(readFileSync(join(import.meta.dirname, file), 'utf8')), file).to.deep.equal([]);
    }
  });

  it('is in proportion to what is asked, and at least one', () => {
    const asked = process.env['FC_RUNS'];
    try {
      process.env['FC_RUNS'] = '1000';
      expect([runs(20), runs(1)]).to.deep.equal([200, 10]);
      process.env['FC_RUNS'] = '1';
      expect(runs(20)).to.equal(1);
      delete process.env['FC_RUNS'];
      expect(runs(20)).to.equal(20);
    } finally {
      if (asked === undefined) delete process.env['FC_RUNS'];
      else process.env['FC_RUNS'] = asked;
    }
  });
});
