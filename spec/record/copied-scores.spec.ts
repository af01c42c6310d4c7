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
interface Scene {
  readonly n: number;
  readonly r: number;
  readonly seed: number;
  /** Decimals that are printed; all where it is left out. */
  readonly digits?: number | undefined;
  /** Images of a subject, which are alike. */
  readonly slices?: number;
}

/** Two arms as measured ones are: images easy and hard for both, PSNR and MAE related, subjects repeating. */
const measured = ({ n, r, seed, digits, slices = 1 }: Scene) => {
  const draws = stream(seed, 'measured');
  const rounded = (value: number, more: number) =>
    digits === undefined ? value : Number(value.toFixed(digits + more));
  let subject = [0, 0, 0, 0];
  const rows = Array.from({ length: n }, (_, i) => {
    if (i % slices === 0) subject = subject.map(() => draws.normal());
    const own = subject.map((level) => (slices === 1 ? level : 0.9 * level + 0.44 * draws.normal()));
    const [shared, apart, e1, e2] = own as [number, number, number, number];
    const [x, y] = [shared, r * shared + Math.sqrt(1 - r * r) * apart];
    const mae = (level: number, noise: number) => rounded(0.04 - 0.005 * (0.8 * level + 0.6 * noise), 2);
    return [rounded(25 + 2 * x, 0), rounded(26 + 2 * y, 0), mae(x, e1), mae(y, e2)] as const;
  });
  return [
    set(
      'a',
      rows.map(([x]) => x),
      rows.map(([, , x]) => x),
    ),
    set(
      'b',
      rows.map(([, y]) => y),
      rows.map(([, , , y]) => y),
    ),
  ] as const;
};
const tests = (a: ScoreSet, b: ScoreSet) => copySigns(a, b, names).map(({ test }) => test);

describe('signs of copied scores', () => {
  it('are not seen in measured scores, of many digits or few, of any correlation up to 0.99, of slices of a subject', () => {
    const scene = fc.record({
      n: fc.integer({ min: 3, max: 120 }),
      r: fc.double({ min: -0.5, max: 0.99, noNaN: true }),
      seed: fc.integer(),
      digits: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
      slices: fc.integer({ min: 1, max: 10 }),
    });
    fc.assert(
      fc.property(scene, (given) => {
        expect(tests(...measured(given))).to.deep.equal([]);
      }),
    );
  });

  it('are each found where planted, in all digits and in two, and name the images', () => {
    const digits = fc.constantFrom(undefined, 2, 3);
    fc.assert(
      // Of fewer images, one that is out of order and some ties can hide an order (29 of 4,000 at 40, none of 40,000 at 80).
      fc.property(fc.integer({ min: 80, max: 120 }), fc.integer(), digits, (n, seed, printed) => {
        const [a, b] = measured({ n, r: 0.8, seed, digits: printed });
        const [x, y] = [[...a.scores.get('psnr')!], [...b.scores.get('psnr')!]];
        const [p, q] = [[...a.scores.get('mae')!], [...b.scores.get('mae')!]];
        const half = Math.floor(n / 2);
        const twice = <T>(values: readonly T[]) => [...values.slice(0, half), ...values.slice(0, n - half)];
        const copied = set('a', twice(x), twice(p));
        expect(tests(copied, b)).to.include('rows copied');
        expect(copySigns(copied, b, names)[0]!.ids).to.include(`i${half}`);
        const theirs = <T>(own: readonly T[], other: readonly T[]) => [
          ...other.slice(0, half),
          ...own.slice(half),
        ];
        expect(tests(set('a', theirs(x, y), theirs(p, q)), b)).to.include('rows of the other arm');
        const raised = x.map((value) => Number((value + 2).toFixed(12)));
        for (const [pair, by] of [
          [[a, set('b', raised, q)], '+ 2'],
          [[set('b', raised, q), a], '- 2'],
        ] as const)
          expect(copySigns(...pair, names).map(({ test, reason }) => `${test}: ${reason}`)).to.include(
            `constant offset: the second is the first ${by} on each of ${n} images`,
          );
        const sorted = (values: readonly number[]) => values.toSorted((v, w) => v - w);
        const [first, second] = [sorted(x), sorted(y)];
        [second[3], second[4]] = [second[4]!, second[3]!];
        expect(tests(set('a', first), set('b', second))).to.include('sorted apart');
      }),
    );
  });

  it('of equal files are left to what compares them: no image differs', () => {
    const [a] = measured({ n: 30, r: 0.8, seed: 1 });
    expect(tests(a, { ...a, name: 'b' })).to.deep.equal([]);
  });

  it('are an offset to either side, said with its sign, and none where it is that of rounding', () => {
    const psnr = [24.1, 25.3, 23.9, 26.2, 27.7, 22.4, 25.9, 24.8];
    const shifted = (by: number) =>
      copySigns(
        set('a', psnr),
        set(
          'b',
          psnr.map((value) => value + by),
        ),
        ['psnr'],
      );
    expect(shifted(0.5).map(({ test, reason }) => `${test}: ${reason}`)).to.deep.equal([
      'constant offset: the second is the first + 0.5 on each of 8 images',
    ]);
    expect(shifted(-0.5).map(({ test, reason }) => `${test}: ${reason}`)).to.deep.equal([
      'constant offset: the second is the first - 0.5 on each of 8 images',
    ]);
    expect(shifted(-1e-12)).to.deep.equal([]);
    const few = psnr.slice(1);
    expect(
      copySigns(
        set('a', few),
        set(
          'b',
          few.map((value) => value - 1),
        ),
        ['psnr'],
      ),
    ).to.deep.equal([]);
  });

  const eight = [24.1, 25.3, 23.9, 26.2, 27.7, 22.4, 25.9, 24.8];
  const reasons = (x: readonly number[], y: readonly number[], of = ['psnr']) =>
    copySigns(set('a', x), set('b', y), of).map(({ test, reason }) => `${test}: ${reason}`);

  it('are an offset to a part in a billion of the greatest value, of images that have both scores', () => {
    const offset = (hair: number) =>
      reasons(
        eight,
        eight.map((value, i) => value + 1 + (i === 3 ? hair * 28.7e-9 : 0)),
      );
    expect([offset(0.95), offset(-0.95)].map(({ length }) => length)).to.deep.equal([1, 1]);
    expect([offset(1.05), offset(-1.05)]).to.deep.equal([[], []]);
    const none = (hair: number) =>
      reasons(
        eight,
        eight.map((value) => value + hair * 27.7e-9),
      );
    expect([none(0.95), none(-0.95)]).to.deep.equal([[], []]);
    expect([none(1.05), none(-1.05)].map(({ length }) => length)).to.deep.equal([1, 1]);
    const raised = eight.map((value) => value + 2);
    expect(reasons([...eight, Number.NaN, 30], [...raised, 20, Number.NaN])).to.deep.equal([
      'constant offset: the second is the first + 2 on each of 8 images',
    ]);
  });

  it('are no offset of values half of which repeat', () => {
    const repeating = (different: number) => eight.map((value, i) => (i < different ? value : 24.1));
    const shifted = (different: number) =>
      reasons(
        repeating(different),
        repeating(different).map((value) => value + 2),
      );
    expect([shifted(4).length, shifted(3)]).to.deep.equal([1, []]);
  });

  it('are rows of the other arm in eight images and more', () => {
    const taken = (n: number) => {
      const [x, y] = [eight.slice(0, n), eight.slice(0, n).map((value, i) => (i < n - 1 ? value : 31))];
      const [p, q] = [noise('p', n), noise('p', n)];
      return copySigns(set('a', x, p), set('b', y, q), names).map(({ test }) => test);
    };
    expect(taken(8)).to.include('rows of the other arm');
    expect(taken(7)).to.deep.equal([]);
  });
});
