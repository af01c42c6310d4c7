import { expect } from 'chai';
import fc from 'fast-check';
import { InputError } from '../../harness/numeric/input-error.ts';
import { stream } from '../../harness/numeric/stream.ts';
import { areasOverReaders, type ReaderRatings } from '../../harness/statistics/ranking/multi-reader.ts';
import { areasUnderCurves } from '../../harness/statistics/ranking/roc.ts';
import { expectShare } from '../by-chance.ts';
import { runs } from '../runs.ts';
import { eachOf, expectAgreement } from './expect-agreement.ts';
import { lcg, oracles, type Printed } from './oracle-inputs.ts';

const printed = oracles<{ cases: Printed[][] }>('multi-reader').cases;

const idsOf = (truth: Float64Array) => Array.from(truth, (_, i) => `${i}`);

/** As in golden/oracles/multi-reader.py. */
function ratingsOf(k: number): ReaderRatings {
  const g = lcg(300_000 + k);
  const [n, count] = [8 + g.below(14), 2 + g.below(4)];
  const truth = Float64Array.from({ length: n }, (_, i) => (i < 4 ? i % 2 : g.u() < 0.4 ? 1 : 0));
  const ability = Array.from({ length: count }, () => 0.4 + g.u());
  const level = Array.from({ length: n }, () => 0.6 * g.bell());
  const ratings = [0, 1].map((a) =>
    ability.map((own) =>
      Float64Array.from({ length: n }, (_, i) => {
        const value = (own + 0.3 * a) * truth[i]! + level[i]! + 0.5 * g.bell();
        return k % 4 === 3 ? Math.floor(3 * value + 100) - 100 : value;
      }),
    ),
  );
  return {
    names: ['a', 'b'],
    readers: ability.map((_, r) => `reader ${r}`),
    ids: idsOf(truth),
    truth,
    ratings,
  };
}

/**
 * Ratings by the model of Roe and Metz (1997): effects of modality by truth, of readers, of cases, and of both, all
 * normal. Both modalities have the same area.
 */
function modelled(seed: number, [readers, cases]: readonly [number, number]): ReaderRatings {
  const random = stream(seed, 'Roe and Metz');
  const truth = Float64Array.from({ length: 2 * cases }, (_, i) => i % 2);
  const draw = (sd: number) => sd * random.normal();
  const ofCase = Array.from(truth, () => draw(Math.sqrt(0.3)));
  const ofReader = Array.from({ length: readers }, () => [draw(0.17), draw(0.17)]);
  const ratings = [0, 1].map(() => {
    const own = ofReader.map(() => [draw(0.17), draw(0.17)]);
    const shared = Array.from(truth, () => draw(Math.sqrt(0.3)));
    return ofReader.map((effect, r) =>
      Float64Array.from(
        truth,
        (mark, i) =>
          1.5 * mark + effect[mark]! + own[r]![mark]! + ofCase[i]! + shared[i]! + draw(Math.sqrt(0.4)),
      ),
    );
  });
  return { names: ['a', 'b'], readers: ofReader.map((_, r) => `${r}`), ids: idsOf(truth), truth, ratings };
}

describe('areas under ROC curves over readers', () => {
  it("have Gallas' variances and Hillis' degrees of freedom, by enumeration of all pairs of pairs", () => {
    eachOf(printed, (wanted, k) => {
      const { areas, pairs } = areasOverReaders(ratingsOf(k));
      const { difference, t, p } = pairs[0]!;
      expectAgreement(
        [
          ...areas.flatMap(({ value, standardError, df }) => [value, standardError, df]),
          ...[difference.value, difference.standardError, difference.df, ...difference.ci95],
          ...[t ?? Number.NaN, p ?? Number.NaN],
        ],
        wanted.map((value) => (value !== null && Math.abs(value) < 1e-15 ? 0 : value)),
        `case ${k}`,
        { tolerance: 1e-8, floor: 1e-3 },
      );
    });
  });

  it('hold the level where both modalities are alike: p is below 0.05 once in 20 of drawn readers and cases', () => {
    const tries = runs(100);
    for (const size of [
      [4, 20],
      [6, 12],
    ] as const) {
      let below = 0;
      for (let seed = 0; seed < tries; seed++)
        below += areasOverReaders(modelled(seed, size)).pairs[0]!.p! < 0.05 ? 1 : 0;
      expectShare(below, tries, [0.01, 0.08], `p below 0.05 of ${size[0]} readers`, 2);
    }
  });

  it('are the means of the readers, and the difference that of the areas, whatever the order of readers and cases', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 199 }), fc.integer(), (k, seed) => {
        const read = ratingsOf(k);
        const random = stream(seed, 'order');
        const shuffled = <T>(values: readonly T[]) =>
          values
            .map((value) => [random.uniform(), value] as const)
            .sort(([a], [b]) => a - b)
            .map(([, value]) => value);
        const [cases, readers] = [shuffled([...read.truth.keys()]), shuffled(read.readers.map((_, r) => r))];
        const moved = areasOverReaders({
          names: read.names,
          readers: readers.map((r) => read.readers[r]!),
          ids: read.ids,
          truth: Float64Array.from(cases, (i) => read.truth[i]!),
          ratings: read.ratings.map((own) =>
            readers.map((r) => Float64Array.from(cases, (i) => 2 * own[r]![i]! + 1)),
          ),
        });
        const found = areasOverReaders(read);
        for (const [a, area] of found.areas.entries()) {
          expect(moved.areas[a]!.value).to.be.closeTo(area.value, 1e-12);
          expect(moved.areas[a]!.standardError).to.be.closeTo(area.standardError, 1e-9);
          area.byReader.forEach((own, r) => {
            const alone = areasUnderCurves({
              names: ['one'],
              ids: read.ids,
              clusters: read.ids,
              truth: read.truth,
              values: [read.ratings[a]![r]!],
            }).areas[0]!.value;
            expect(own).to.be.closeTo(alone, 1e-12);
          });
        }
        expect(found.pairs[0]!.difference.value).to.be.closeTo(
          found.areas[0]!.value - found.areas[1]!.value,
          1e-12,
        );
      }),
      { numRuns: runs(40) },
    );
  });

  it('of readers who all say the same vary as their cases do, whatever their number', () => {
    const read = ratingsOf(4);
    const of = (count: number) =>
      areasOverReaders({
        ...read,
        readers: Array.from({ length: count }, (_, r) => `${r}`),
        ratings: read.ratings.map(([first]) => Array.from({ length: count }, () => first!)),
      });
    const [two, nine] = [of(2), of(9)];
    two.areas.forEach(({ standardError, df }, a) => {
      expect(df).to.equal(Infinity);
      expect(nine.areas[a]!.standardError).to.be.closeTo(standardError, 1e-9);
    });
  });

  it('have no p where modalities order all cases alike, and an interval where they do without a fault', () => {
    const truth = Float64Array.of(0, 0, 0, 1, 1, 1);
    const perfect = [0, 1].map(() => Float64Array.of(1, 2, 3, 4, 5, 6));
    const { areas, pairs } = areasOverReaders({
      names: ['a', 'b'],
      readers: ['x', 'y'],
      ids: idsOf(truth),
      truth,
      ratings: [perfect, perfect],
    });
    expect(areas[0]!.value).to.equal(1);
    expect(areas[0]!.ci95[0]).to.be.within(0.2, 0.5);
    expect(pairs[0]).to.include({ t: null, p: null, holm: null });
  });

  it('need two readers, and two cases of either truth', () => {
    const read = ratingsOf(0);
    expect(() =>
      areasOverReaders({ ...read, readers: ['one'], ratings: read.ratings.map(([first]) => [first!]) }),
    ).to.throw(InputError, /readers: readers/);
    for (const mark of [0, 1])
      expect(() =>
        areasOverReaders({ ...read, truth: read.truth.map((_, i) => (i === 0 ? 1 - mark : mark)) }),
      ).to.throw(InputError, mark === 1 ? /negative cases/ : /positive cases/);
  });
});
