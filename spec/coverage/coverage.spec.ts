import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { coverageOf } from './coverage.ts';
import { startsOf } from './generated.ts';

const source = `type Size = 'large' | 'small';

export function told(x: number | null): string {
  if (x === null) return 'nothing';
  const size: Size = x > 2 ? 'large' : 'small';
  const kept = x || (7 as number);
  const by = (factor: number) => factor * kept;
  switch (size) {
    case 'large':
      return 'much';
    default:
      break;
  }
  try {
    if (x === 1) throw new Error('one');
  } catch {
    return 'caught';
  }
  return String(by(2));
}
const given = process.argv.slice(2).map(Number);
for (const x of given) told(Number.isNaN(x) ? null : x);
`;

describe('coverage', () => {
  const folder = mkdtempSync(join(tmpdir(), 'coverage-spec-'));
  const file = join(folder, 'told.ts');
  before(() => writeFileSync(file, source));
  after(() => rmSync(folder, { recursive: true, force: true }));

  let runs = 0;
  /** Runs the source once for each list of arguments, each a process of its own. */
  function covered(...calls: readonly string[][]) {
    const counts = join(folder, `counts-${runs++}`);
    for (const args of calls)
      execFileSync(process.execPath, ['--import', 'tsx', file, ...args], {
        env: { ...process.env, NODE_V8_COVERAGE: counts },
      });
    return coverageOf(counts, new Map([['told.ts', source]]), (url, map) => {
      if (url !== pathToFileURL(file).href || !map?.data) return null;
      return { source: 'told.ts', mappings: map.data.mappings, starts: startsOf(map.lineLengths) };
    }).get('told.ts');
  }

  it('counts the lines and the branches that one process ran', () => {
    // Of the function its first line, of the module both; one way in each.
    expect(covered(['none'])).to.deep.equal({ lines: [3, 13], branches: [2, 13] });
  });

  it('adds what several processes ran', () => {
    // All but null, and its two ways.
    expect(covered(['3', '0'], ['1'])).to.deep.equal({ lines: [13, 13], branches: [11, 13] });
  });
});
