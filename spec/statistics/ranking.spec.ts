import { expect } from 'chai';
import fc from 'fast-check';
import { InputError } from '../../harness/numeric/input-error.ts';
import { normalTail } from '../../harness/numeric/normal.ts';
import { normalRangeQuantile, normalRangeTail } from '../../harness/numeric/normal-range.ts';
import { blockRanks, friedman } from '../../harness/statistics/ranking/friedman.ts';
import { conover, nemenyi } from '../../harness/statistics/ranking/rank-contrasts.ts';
import { type Methods, rankMethods } from '../../harness/statistics/ranking/rank-methods.ts';
import { signedRank } from '../../harness/statistics/signed-rank.ts';
import { expectShare } from '../by-chance.ts';
import { runs } from '../runs.ts';
import { eachOf, expectAgreement } from './expect-agreement.ts';
import { lcg, oracles, type Printed } from './oracle-inputs.ts';

interface Case {
  readonly friedman: Printed[];
  readonly meanRanks: Printed[];
  readonly nemenyi: Readonly<Record<'posthocs' | 'scipy', Printed[]>>;
  readonly conover: Readonly<Record<'posthocs' | 'statsmodels', Printed[]>>;
  readonly holm: Printed[];
  readonly critical: number;
}

const { cases, tails } = oracles<{ cases: (Case | null)[]; tails: [number, number, number][] }>(
  'statistics-ranking',
);

describe('ranks of several methods, against independent programs', () => {
  it("Friedman's chi2 and p are SciPy's with ties, and F's p and W follow", () => {
    eachOf(cases, (wanted, k) => {
      const ranks = blockRanks(columns(k), 'higher');
      const { chi2, p, F, kendallW } = friedman(ranks);
      expectAgreement(ranks.meanRanks, wanted.meanRanks, `case ${k}`);
      expectAgreement([chi2, p, F.p, kendallW], wanted.friedman, `case ${k}`, { floor: 1e-6 });
    });
  });

  it("Nemenyi's p and critical difference are those of scikit-posthocs and of SciPy", () => {
    eachOf(cases, (wanted, k) => {
      const ranks = blockRanks(columns(k), 'higher');
      const own = pairs(ranks.ranks.length).map(([i, j]) => nemenyi(ranks, i, j));
      // Both take the tail from 1, and SciPy integrates to 1e-11.
      for (const program of ['posthocs', 'scipy'] as const) {
        expectAgreement(own, wanted.nemenyi[program], `${program} ${k}`, { floor: 1, tolerance: 1e-8 });
      }
      const { criticalDifference } = rankMethods(methodsOf(columns(k)), { better: 'higher', alpha: 0.05 });
      expectAgreement([criticalDifference], [wanted.critical], `critical ${k}`, { tolerance: 1e-7 });
    });
  });

  it("Conover's p is that of scikit-posthocs and of a linear model of ranks in statsmodels, and Holm's of it", () => {
    eachOf(cases, (wanted, k) => {
      const values = columns(k);
      const ranks = blockRanks(values, 'higher');
      const own = pairs(values.length).map(([i, j]) => conover(ranks, i, j));
      expectAgreement(own, wanted.conover.statsmodels, `statsmodels ${k}`, { floor: 1e-3 });
      expectAgreement(own, wanted.conover.posthocs, `posthocs ${k}`, { floor: 1e-3 });
      const found = rankMethods(methodsOf(values), { better: 'higher', alpha: 0.05 }).pairs;
      const holms = pairs(values.length).map(([i, j]) => pairIn(found, `m${i}`, `m${j}`).conover.holm);
      expectAgreement(holms, wanted.holm, `holm ${k}`, { floor: 1e-3 });
    });
  });

  it('the tail of the range keeps its digits where it is small, as mpmath has it', () => {
    for (const [q, k, log10] of tails) {
      expect(Math.log10(normalRangeTail(q, k)), `${q} of ${k}`).to.be.closeTo(
        log10,
        1e-12 * (1 + -log10) + 1e-12,
      );
    }
  });

  it('of two is the two-sided normal tail, and its quantile goes back', () => {
    for (const q of [0.1, 1, 3, 10, 30]) {
      const wanted = 2 * normalTail(q / Math.SQRT2);
      expect(normalRangeTail(q, 2) / wanted).to.be.closeTo(1, 1e-12);
      // Near 1 a tail says little of its q.
      if (q >= 1) expect(normalRangeQuantile(normalRangeTail(q, 7), 7)).to.be.closeTo(q, 1e-9 * q);
    }
  });
});

describe('laws of a ranking', () => {
  const tables = fc
    .record({ k: fc.integer({ min: 2, max: 6 }), n: fc.integer({ min: 4, max: 20 }) })
    .chain(({ k, n }) =>
      fc.record({
        columns: fc.array(fc.array(fc.integer({ min: 0, max: 99 }), { minLength: n, maxLength: n }), {
          minLength: k,
          maxLength: k,
        }),
        subjects: fc.array(fc.nat({ max: 8 }), { minLength: n, maxLength: n }),
      }),
    )
    .filter(({ subjects }) => new Set(subjects).size > 1)
    .map(({ columns: all, subjects }) => ({
      ...methodsOf(all.map((own) => Float64Array.from(own, (v) => v / 10))),
      clusters: subjects.map((subject) => `p${subject}`),
    }));
  const ranked = (methods: Methods, better: 'higher' | 'lower' = 'higher') =>
    rankMethods(methods, { better, alpha: 0.05 });
  const law = (title: string, check: (methods: Methods) => void) =>
    it(title, () => fc.assert(fc.property(tables, check), { numRuns: runs(60) }));

  law('does not depend on the order of images or methods', (methods) => {
    const reversed = rankMethods(
      {
        names: methods.names.toReversed(),
        ids: methods.ids.toReversed(),
        clusters: methods.clusters.toReversed(),
        values: methods.values.toReversed().map((own) => own.toReversed()),
      },
      { better: 'higher', alpha: 0.05 },
    );
    const numbers = (_key: string, value: unknown) =>
      typeof value === 'number' ? Number(value.toPrecision(9)) + 0 : value;
    const rounded = (value: object) => JSON.parse(JSON.stringify(value), numbers) as unknown;
    expect(rounded(reversed)).to.deep.equal(rounded(ranked(methods)));
  });

  law('keeps ranks, and all p, under a growing map of printed decimals', (methods) => {
    const moved = { ...methods, values: methods.values.map((own) => own.map((v) => (v * 10 + 30) / 10)) };
    const [one, other] = [ranked(methods), ranked(moved)];
    expect(other.friedman).to.deep.equal(one.friedman);
    expect(other.pairs.map(({ signedRank }) => signedRank)).to.deep.equal(
      one.pairs.map(({ signedRank }) => signedRank),
    );
  });

  law('ranks the other way where lower is better', (methods) => {
    const [up, down] = [ranked(methods), ranked(methods, 'lower')];
    const k = methods.names.length;
    for (const { name, meanRank } of up.methods) {
      const mirrored = down.methods.find((own) => own.name === name)!;
      expect(mirrored.meanRank).to.be.closeTo(k + 1 - meanRank, 1e-12);
    }
    expect(down.friedman.chi2).to.be.closeTo(up.friedman.chi2, 1e-9);
  });

  law('counts every block once in each pair, and adjusts upwards', (methods) => {
    const { blocks, pairs: all, images } = ranked(methods);
    expect(blocks.n).to.equal(new Set(methods.clusters).size);
    expect(blocks.of).to.equal(blocks.n < images ? 'subjects' : 'images');
    for (const { better, equal, worse, signedRank, conover: by } of all) {
      expect(better + equal + worse).to.equal(blocks.n);
      expect(signedRank.holm).to.be.at.least(signedRank.p);
      expect(by.holm).to.be.at.least(by.p);
    }
  });

  it('rejects equal methods as often as it says, and not more with many images a subject', () => {
    const runs = 150;
    const rejected = { friedman: 0, nemenyi: 0, holm: 0 };
    const g = lcg(5);
    for (let run = 0; run < runs; run++) {
      const effects = [0, 1, 2, 3].map(() => Array.from({ length: 20 }, () => g.bell()));
      const clusters = Array.from({ length: 100 }, (_, i) => `p${i % 20}`);
      const values = effects.map((own) =>
        Float64Array.from(clusters, (_, i) => own[i % 20] + 0.2 * g.bell()),
      );
      const found = ranked({ ...methodsOf(values), clusters });
      rejected.friedman += Number(found.friedman.F.p < 0.05);
      rejected.nemenyi += Number(found.pairs.some(({ nemenyi: { p } }) => p < 0.05));
      rejected.holm += Number(found.pairs.some(({ signedRank: { holm } }) => holm < 0.05));
    }
    expectShare(rejected.friedman, runs, [0.05, 0.05], 'Friedman', 3);
    for (const test of ['nemenyi', 'holm'] as const) expectShare(rejected[test], runs, [0, 0.05], test, 3);
    // What counting images would have done.
    const g2 = lcg(6);
    const naive = Array.from({ length: 30 }, () => {
      const effects = [0, 1, 2, 3].map(() => Array.from({ length: 20 }, () => g2.bell()));
      const values = effects.map((own) =>
        Float64Array.from({ length: 100 }, (_, i) => own[i % 20] + 0.2 * g2.bell()),
      );
      return ranked(methodsOf(values)).friedman.F.p < 0.05;
    });
    expect(naive.filter(Boolean).length / 30).to.be.above(0.3);
  });
});

describe('edges of a ranking', () => {
  const of = (...all: number[][]) =>
    rankMethods(methodsOf(all.map((own) => Float64Array.from(own))), { better: 'higher', alpha: 0.05 });

  it('of methods that tie throughout speaks against nothing', () => {
    const {
      friedman: test,
      pairs: [pair],
      together,
    } = of([1, 2, 3], [1, 2, 3], [1, 2, 3]);
    expect([test.chi2, test.p, test.F.F, test.F.p, test.kendallW]).to.deep.equal([0, 1, 0, 1, 0]);
    expect([pair!.signedRank.p, pair!.nemenyi.p, pair!.conover.p, pair!.equal]).to.deep.equal([1, 1, 1, 3]);
    expect(together).to.deep.equal([['m0', 'm1', 'm2']]);
  });

  it('of images that all rank alike has W 1, an infinite F and no residual for Conover', () => {
    const { friedman: test, pairs: all, methods } = of([3, 4, 5, 9], [2, 3, 4, 8], [1, 2, 3, 1]);
    expect([test.chi2, test.kendallW, test.F.F, test.F.p]).to.deep.equal([8, 1, Infinity, 0]);
    expect(all.map(({ conover: { p } }) => p)).to.deep.equal([0, 0, 0]);
    expect(methods.map(({ name, meanRank, best }) => [name, meanRank, best])).to.deep.equal([
      ['m0', 1, 4],
      ['m1', 2, 0],
      ['m2', 3, 0],
    ]);
  });

  it('counts signed ranks exactly up to 50 blocks, and by the normal beyond', () => {
    for (const [n, method] of [
      [50, 'exact'],
      [51, 'asymptotic'],
    ] as const) {
      const differences = Float64Array.from({ length: n }, (_, i) => (i % 3 === 0 ? -1 : 1) * (i + 1));
      const [pair] = of([...differences], new Array<number>(n).fill(0)).pairs;
      const { p } = signedRank(differences, { method, zeros: 'wilcox', correction: false });
      expect(pair!.signedRank.p, method).to.equal(p.twoSided);
    }
  });

  it('ties printed decimals that doubles tell apart: 24.1 - 24.0 and 24.2 - 24.1', () => {
    const [pair] = of([24.1, 24.2, 24.3, 24.4, 20], [24.0, 24.1, 24.2, 24.3, 20.1]).pairs;
    // Five differences of one size, one of them negative: 12 of 32 choices of signs are as far from even.
    expect(pair!.signedRank.p).to.equal(0.375);
    const doubles = signedRank(Float64Array.of(24.1 - 24, 24.2 - 24.1, 24.3 - 24.2, 24.4 - 24.3, 20 - 20.1), {
      method: 'exact',
      zeros: 'wilcox',
      correction: false,
    });
    expect(doubles.p.twoSided).to.not.be.closeTo(0.375, 0.01);
  });

  it('joins the methods that the critical difference does not tell apart, each run once', () => {
    const rows = Array.from({ length: 30 }, (_, i) => i);
    const { together } = of(
      rows.map((i) => 10 + (i % 2)),
      rows.map((i) => 10 + ((i + 1) % 2)),
      rows.map((i) => 5 + (i % 2)),
      rows.map((i) => 5 + ((i + 1) % 2)),
    );
    expect(together).to.deep.equal([
      ['m0', 'm1'],
      ['m2', 'm3'],
    ]);
  });

  it('refuses one method, a name twice, columns of other lengths, NaN and one block', () => {
    expect(() => of([1, 2, 3])).to.throw(InputError, /at least 2 methods, got 1/);
    const two = methodsOf([Float64Array.of(1, 2), Float64Array.of(2, 1)]);
    const call = (change: Partial<Methods>) => () =>
      rankMethods({ ...two, ...change }, { better: 'higher', alpha: 0.05 });
    expect(call({ names: ['a', 'a'] })).to.throw(InputError, /a twice/);
    expect(call({ values: [Float64Array.of(1), Float64Array.of(2, 1)] })).to.throw(
      InputError,
      /2 ids, 2, 1, 2/,
    );
    expect(call({ values: [Float64Array.of(1, Number.NaN), two.values[1]!] })).to.throw(
      InputError,
      /m0: expected finite values, got NaN at id i1/,
    );
    expect(call({ clusters: ['s', 's'] })).to.throw(InputError, /at least 2 observations, got 1/);
  });
});

function methodsOf(values: readonly Float64Array[]): Methods {
  const ids = Array.from(values[0] ?? [], (_, i) => `i${i}`);
  return { names: values.map((_, j) => `m${j}`), ids, clusters: ids, values };
}

/** As `methods` in golden/oracles/statistics-ranking.py; by method. */
function columns(k: number): Float64Array[] {
  const g = lcg(140_000 + k);
  const [count, n] = [3 + g.below(4), 3 + g.below(30)];
  const gain = Array.from({ length: count }, () => g.u() * 0.6);
  const rows = Array.from({ length: n }, () => {
    const image = 2 * g.bell();
    return gain.map((by) => image + by + 0.5 * g.bell());
  });
  const coarse = (v: number) => (k % 2 === 1 ? Math.floor(3 * v + 100) - 100 : v);
  return gain.map((_, j) => Float64Array.from(rows, (row) => coarse(row[j]!)));
}

function pairs(count: number): (readonly [number, number])[] {
  return Array.from({ length: count }, (_, i) => i).flatMap((i) =>
    Array.from({ length: count - 1 - i }, (_, d) => [i, i + 1 + d] as const),
  );
}

function pairIn(all: ReturnType<typeof rankMethods>['pairs'], a: string, b: string) {
  return all.find(({ first, second }) => [a, b].includes(first) && [a, b].includes(second))!;
}
