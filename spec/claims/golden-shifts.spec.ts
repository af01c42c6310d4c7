import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { compareGolden } from '../../harness/claims/compare-golden.ts';
import type { Evidence } from '../../harness/claims/evidence.ts';
import { exitCodeOf } from '../../harness/claims/gate.ts';
import type { GoldenFile } from '../../harness/claims/golden-file.ts';
import { readGolden, type WrittenGolden } from '../../harness/claims/read-golden.ts';

type Shift = (value: number, reach: number) => number;
const none: Shift = (value) => value;
const beyond: Shift = (value, reach) => value + 10 * reach;
const percent: Shift = (value) => 1.01 * value;

/** What the first run gave, as its golden file has it, each value shifted. */
function evidenceOf({ values, seeds }: GoldenFile, shifted: Shift): readonly Evidence[] {
  const alone = { engine: 'none', trained: false };
  return values.map((entry) => {
    const { statistic, group, expected } = entry;
    const result: Record<string, unknown> = {};
    for (const [pointer, value] of Object.entries(expected)) {
      const first = typeof value === 'number' ? value : value[0]!;
      const one = { ...entry, expected: { '/v': first } };
      const bare = {
        id: statistic,
        group,
        n: 1,
        subjects: 1,
        options: {},
        result: { v: first },
        units: { v: '1' },
      };
      const held = {
        experiment: 'e',
        seeds: [seeds[0]!],
        ...alone,
        values: [{ ...one, another: entry.another! }],
      };
      const { reach } = compareGolden(held, [bare], { seed: seeds[0]!, ...alone }).compared[0]!;
      place(result, pointer, shifted(first, reach));
    }
    const units = Object.fromEntries(Object.keys(result).map((key) => [key, '1']));
    return { id: statistic, group, n: 1, subjects: 1, options: {}, result, units };
  });
}

function place(result: Record<string, unknown>, pointer: string, value: number): void {
  const keys = pointer
    .slice(1)
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  let at = result;
  for (const key of keys.slice(0, -1)) {
    at[key] ??= {};
    at = at[key] as Record<string, unknown>;
  }
  at[keys.at(-1)!] = value;
}

const folder = new URL('../../golden/', import.meta.url);
const files = ['smoke', 'embedded'].flatMap((profile) =>
  readdirSync(new URL(`${profile}/`, folder))
    .filter((name) => name !== 'verdicts.json')
    .map((name) => {
      const path = `${profile}/${name}`;
      return {
        path,
        golden: readGolden(JSON.parse(readFileSync(new URL(path, folder), 'utf8')) as WrittenGolden, path),
      };
    }),
);

describe('golden values that are shifted', () => {
  for (const { path, golden } of files) {
    const { engine, trained, seeds } = golden;
    const told = (shift: Shift) =>
      compareGolden(golden, evidenceOf(golden, shift), { seed: seeds[0]!, engine, trained });

    it(`of ${path} are each told at ten times their tolerance, and at a hundredth of themselves`, () => {
      const { compared, deviations } = told(none);
      expect(deviations).to.deep.equal([]);
      expect(compared.every(({ regime }) => regime === 'repeated')).to.equal(true);
      const far = told(beyond).deviations;
      expect(far.length).to.equal(compared.length);
      const gate = { faults: 0, changed: [], ungolden: 0, strict: true };
      expect(exitCodeOf({ ...gate, deviations: far })).to.equal(2);
      const near = new Set(told(percent).deviations.map(({ where }) => where));
      const names = new Map(far.map(({ where, expected }) => [where, Math.abs(Number(expected))]));
      // A hundredth of a number below a thousandth is below what single precision tells.
      const missed = [...names].filter(([where, size]) => size > 1.1e-3 && !near.has(where));
      expect(missed).to.deep.equal([]);
    });
  }
});
