import { expect } from 'chai';
import fc from 'fast-check';
import { stream } from '../../harness/numeric/stream.ts';
import { copySigns } from '../../harness/record/scores/copied-scores.ts';
import type { ScoreSet } from '../../harness/record/scores/score-set.ts';

const noise = (name: string, n: number) => {
  const draws = stream(7, 'mae', name);
  return Array.from({ length: n }, () => 0.03 + 0.005 * draws.uniform());
};
const set = (name: string, psnr: readonly number[], mae = noise(name, psnr.length)): ScoreSet => ({
  name,
  ids: psnr.map((_, i) => `i${i}`),
  scores: new Map([
    ['psnr', Float64Array.from(psnr)],
    ['mae', Float64Array.from(mae)],
  ]),
  stated: new Map(),
});
const names = ['psnr', 'mae'];
/** Two arms as measured ones are: images easy and hard for both, correlated by r. */
const measured = (n: number, r: number, seed: number, digits?: number) => {
  const draws = stream(seed, 'measured');
  const rounded = (value: number) => (digits === undefined ? value : Number(value.toFixed(digits)));
  const rows = Array.from({ length: n }, () => {
    const [shared, own] = [draws.normal(), draws.normal()];
    return [25 + 2 * shared, 26 + 2 * (r * shared + Math.sqrt(1 - r * r) * own)].map(rounded) as [
      number,
      number,
    ];
  });
  return [
    set(
      'a',
      rows.map(([x]) => x),
    ),
    set(
      'b',
      rows.map(([, y]) => y),
    ),
  ] as const;
};
const tests = (a: ScoreSet, b: ScoreSet) => copySigns(a, b, names).map(({ test }) => test);

describe('signs of copied scores', () => {
  it('are not seen in measured scores, of many digits or few, of any correlation up to 0.99', () => {
    const scene = fc.tuple(
      fc.integer({ min: 3, max: 120 }),
      fc.double({ min: -0.5, max: 0.99, noNaN: true }),
      fc.integer(),
      fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
    );
    fc.assert(
      fc.property(scene, ([n, r, seed, digits]) => {
        expect(tests(...measured(n, r, seed, digits))).to.deep.equal([]);
      }),
    );
  });

  it('are each found where planted, and name the images', () => {
    fc.assert(
      fc.property(fc.integer({ min: 24, max: 80 }), fc.integer(), (n, seed) => {
        const [a, b] = measured(n, 0.8, seed);
        const [x, y] = [[...a.scores.get('psnr')!], [...b.scores.get('psnr')!]];
        const half = Math.floor(n / 2);
        const twice = <T>(values: readonly T[]) => [...values.slice(0, half), ...values.slice(0, n - half)];
        const copied = set('a', twice(x), twice([...a.scores.get('mae')!]));
        expect(tests(copied, b)).to.include('rows copied');
        expect(copySigns(copied, b, names)[0]!.ids[0]).to.equal(`i${half}`);
        const [p, q] = [[...a.scores.get('mae')!], [...b.scores.get('mae')!]];
        const theirs = <T>(own: readonly T[], other: readonly T[]) => [
          ...other.slice(0, half),
          ...own.slice(half),
        ];
        expect(tests(set('a', theirs(x, y), theirs(p, q)), b)).to.include('rows of the other arm');
        expect(
          tests(
            a,
            set(
              'b',
              x.map((value) => value + 2),
              [...b.scores.get('mae')!],
            ),
          ),
        ).to.include('constant offset');
        const sorted = (values: readonly number[]) => values.toSorted((v, w) => v - w);
        expect(tests(set('a', sorted(x)), set('b', sorted(y)))).to.include('sorted apart');
      }),
    );
  });

  it('of equal files are left to what compares them: no image differs', () => {
    const [a] = measured(30, 0.8, 1);
    expect(tests(a, { ...a, name: 'b' })).to.deep.equal([]);
  });
});
