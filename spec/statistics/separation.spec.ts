import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { InputError } from '../../harness/numeric/input-error.ts';
import { mean, standardDeviation } from '../../harness/numeric/moments.ts';
import { normalCdf } from '../../harness/numeric/normal.ts';
import { areasUnderCurves } from '../../harness/statistics/ranking/roc.ts';
import { type RatedUnit, separation } from '../../harness/statistics/ranking/separation.ts';
import { everyLawFails } from '../laws/controls.ts';
import { draws } from '../metrics/oracle-inputs.ts';
import { runs } from '../runs.ts';

type Separate = (units: readonly RatedUnit[]) => {
  readonly auc: Float64Array;
  readonly detectability: Float64Array;
};

const own: Separate = (units) => separation('spec', units);

/** Few levels, so that ratings tie; some units have several cases of a class. */
const rating = fc.integer({ min: -4, max: 4 });
const units = fc
  .array(
    fc.record({
      present: fc.array(rating, { minLength: 1, maxLength: 3 }),
      absent: fc.array(rating, { minLength: 1, maxLength: 3 }),
    }),
    { minLength: 3, maxLength: 12 },
  )
  .filter((all) =>
    [all.flatMap(({ present }) => present), all.flatMap(({ absent }) => absent)].some(
      (cases) => new Set(cases).size > 1,
    ),
  );

const holds = (property: (all: readonly RatedUnit[]) => void) =>
  fc.assert(fc.property(units, property), { numRuns: runs(60) });

/** Laws of how well ratings separate cases. */
const laws: Readonly<Record<string, (separate: Separate) => void>> = {
  'the area is the Mann-Whitney share, ties counted half': (separate) =>
    holds((all) => {
      const [p, q] = [all.flatMap(({ present }) => present), all.flatMap(({ absent }) => absent)];
      const won = p.flatMap((x) => q.map((y) => (x > y ? 1 : x === y ? 0.5 : 0)));
      expect(mean(separate(all).auc)).to.be.closeTo(mean(won), 1e-12);
    }),

  'the area is the same of ratings that rise alike, d of ratings on another scale': (separate) =>
    holds((all) => {
      const of = (rise: (x: number) => number) =>
        separate(
          all.map(({ present, absent }) => ({ present: present.map(rise), absent: absent.map(rise) })),
        );
      const before = separate(all);
      of((x) => Math.exp(x)).auc.forEach((value, i) => {
        expect(value).to.be.closeTo(before.auc[i]!, 1e-12);
      });
      of((x) => 7 + x / 3).detectability.forEach((value, i) => {
        expect(value).to.be.closeTo(before.detectability[i]!, 1e-9 * Math.max(1, Math.abs(value)));
      });
    }),

  "the spread of the units' areas gives the standard error of DeLong, of Obuchowski where a unit has several":
    (separate) =>
      holds((all) => {
        const cases = all.flatMap(({ present, absent }, i) => [
          ...present.map((value) => ({ value, truth: 1, cluster: `${i}` })),
          ...absent.map((value) => ({ value, truth: 0, cluster: `${i}` })),
        ]);
        const { areas } = areasUnderCurves({
          names: ['r'],
          ids: cases.map((_, i) => `${i}`),
          clusters: cases.map(({ cluster }) => cluster),
          truth: Float64Array.from(cases, ({ truth }) => truth),
          values: [Float64Array.from(cases, ({ value }) => value)],
        });
        const { auc } = separate(all);
        expect(standardDeviation(auc, 1) / Math.sqrt(all.length)).to.be.closeTo(
          areas[0]!.standardError,
          1e-9,
        );
      }),

  'd is the distance of means over the root of the mean variance, and moves with a unit as with its weight': (
    separate,
  ) =>
    holds((all) => {
      const unbiased = (key: keyof RatedUnit) => {
        const n = all.flatMap((unit) => unit[key]).length;
        return n / (n - 1);
      };
      const of = (weights: readonly number[]) => {
        const weighted = (key: keyof RatedUnit, power: (x: number) => number) => {
          let [sum, total] = [0, 0];
          all.forEach((unit, i) => {
            for (const x of unit[key]) [sum, total] = [sum + weights[i]! * power(x), total + weights[i]!];
          });
          return sum / total;
        };
        const [m1, m0] = [weighted('present', (x) => x), weighted('absent', (x) => x)];
        const variance =
          (weighted('present', (x) => (x - m1) ** 2) * unbiased('present') +
            weighted('absent', (x) => (x - m0) ** 2) * unbiased('absent')) /
          2;
        return (m1 - m0) / Math.sqrt(variance);
      };
      const { detectability } = separate(all);
      const even = all.map(() => 1);
      const scale = Math.max(1, ...detectability.map(Math.abs));
      expect(mean(detectability)).to.be.closeTo(of(even), 1e-9 * scale);
      const step = 1e-5;
      const more = (by: number) => of(even.with(0, 1 + by));
      const slope = (more(step) - more(-step)) / (2 * step);
      expect(detectability[0]).to.be.closeTo(of(even) + all.length * slope, 1e-6 * scale);
    }),
};

function pack(separate: Separate): void {
  for (const [title, law] of Object.entries(laws)) it(title, () => law(separate));
}

/** Wrong ones: each law must refuse one. */
const planted: Readonly<Record<string, Separate>> = {
  'ties that count whole': (all) => {
    const nudged = all.map(({ present, absent }) => ({ present: present.map((x) => x + 1e-9), absent }));
    return { ...own(all), auc: own(nudged).auc };
  },
  'ties that count nothing': (all) => {
    const nudged = all.map(({ present, absent }) => ({ present: present.map((x) => x - 1e-9), absent }));
    return { ...own(all), auc: own(nudged).auc };
  },
  'the area that normal ratings of this d would have': (all) => {
    const { auc, detectability } = own(all);
    return { auc: auc.fill(normalCdf(mean(detectability) / Math.SQRT2)), detectability };
  },
  'placements of cases with a signal alone': (all) => {
    const absent = all.flatMap((unit) => unit.absent);
    const auc = Float64Array.from(all, ({ present }) =>
      mean(present.map((x) => mean(absent.map((y) => (x > y ? 1 : x === y ? 0.5 : 0))))),
    );
    return { ...own(all), auc };
  },
  'half of both placements': (all) => {
    const { auc, detectability } = own(all);
    return { auc: auc.map((value) => (value + mean(auc)) / 2), detectability };
  },
  'd over the deviation of the absent alone': (all) => {
    const { auc, detectability } = own(all);
    const deviation = (key: keyof RatedUnit) =>
      standardDeviation(
        all.flatMap((unit) => unit[key]),
        0,
      );
    const scale = Math.hypot(deviation('present'), deviation('absent')) / Math.SQRT2 / deviation('absent');
    return { auc, detectability: detectability.map((value) => value * scale) };
  },
  'd whose variances do not move with a unit': (all) => {
    const { auc, detectability } = own(all);
    const deviation = (key: keyof RatedUnit) =>
      standardDeviation(
        all.flatMap((unit) => unit[key]),
        0,
      );
    const s = Math.hypot(deviation('present'), deviation('absent')) / Math.SQRT2;
    const of = (key: keyof RatedUnit) => all.flatMap((unit) => unit[key]);
    const [p, q] = [of('present'), of('absent')];
    const sum = (values: readonly number[], centre: number) =>
      values.reduce((total, x) => total + x - centre, 0);
    return {
      auc,
      detectability: Float64Array.from(
        all,
        ({ present, absent }) =>
          mean(detectability) +
          (all.length / s) * (sum(present, mean(p)) / p.length - sum(absent, mean(q)) / q.length),
      ),
    };
  },
};

describe('how well ratings separate cases', () => {
  pack(own);

  describe('has laws that a wrong one fails', () => everyLawFails(pack, own, planted));

  it("has the area and the standard error of NumPy's sums over all pairs, of cases apart from each other", () => {
    for (const { seed, delong } of separations) {
      const u = draws(seed, 60);
      const [p, q] = [
        u.slice(0, 30).map((x) => Math.floor(12 * x + 2) / 4),
        u.slice(30).map((x) => Math.floor(12 * x) / 4),
      ];
      // A unit a case: the others of its class are absent from it.
      const { auc } = own([
        ...Array.from(p, (x) => ({ present: [x], absent: [] })),
        ...Array.from(q, (x) => ({ present: [], absent: [x] })),
      ]);
      expect(mean(auc)).to.be.closeTo(delong[0], 1e-12);
      // 30 cases of each class among 60 units: n / (n - 1) is 60 / 59 here and 30 / 29 of each class there.
      const error = standardDeviation(auc, 1) / Math.sqrt(60);
      expect(error * Math.sqrt((59 / 60) * (30 / 29))).to.be.closeTo(delong[1], 1e-12);
    }
  });

  it('refuses what has no figure: no case of a class, ratings that never differ', () => {
    expect(() => own([{ present: [1, 2], absent: [] }])).to.throw(
      InputError,
      'spec: expected ratings of two cases or more with a signal, and without, which differ, got 2 with and 0 without, of mean variance NaN; give more images, or fewer readers',
    );
    expect(() => own([{ present: [1, 1], absent: [0, 0] }])).to.throw(InputError, 'of mean variance 0');
    expect(() => own([{ present: [1, 2], absent: [0] }])).to.throw(InputError, 'of mean variance NaN');
  });
});

const { separations } = (
  JSON.parse(readFileSync(new URL('../../golden/oracles/observer.json', import.meta.url), 'utf8')) as {
    conventions: {
      separations: readonly { readonly seed: number; readonly delong: readonly [number, number] }[];
    };
  }
).conventions;
