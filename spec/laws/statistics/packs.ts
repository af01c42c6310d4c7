import { expect } from 'chai';
import fc from 'fast-check';
import { procedureNamed } from '../../../harness/statistics/catalogue.ts';
import type { Procedure, ProcedureKind, Sample } from '../../../harness/statistics/procedure.ts';
import { front } from './front.ts';
import { groups, sweep } from './groups-sweep.ts';
import { law } from './law.ts';
import { ratioLaws, replicateLaws } from './ratio.ts';
import { expectSame, mapped, mirrored, rateSamples, run, samples, swapped } from './sample.ts';
import { screeningLaws } from './screening.ts';
import { uniformUnderNull } from './uniform.ts';

/** The laws of each kind of procedure. A kind without an entry fails the suite. */
export const packs: Readonly<Record<ProcedureKind, (procedure: Procedure) => void>> = {
  test(procedure) {
    law('swaps its one-sided p values, and keeps the two-sided one, when the arms are swapped', (sample) => {
      const [one, other] = [run(procedure, sample), run(procedure, swapped(sample))];
      expectSame(other['p'], { ...one['p'], greater: one['p'].less, less: one['p'].greater });
    });
    law('is unchanged when both arms are shifted together or scaled by a positive factor', (sample) => {
      const result = run(procedure, sample);
      const changed = run(
        procedure,
        mapped(sample, (v) => 4 * v - 17),
      );
      expectSame(changed['p'], result['p']);
    });
    law('has p values in (0, 1] that agree with their logarithms', (sample) => {
      const { p, log10p } = run(procedure, sample);
      for (const side of ['twoSided', 'greater', 'less']) {
        expect(p[side]).to.be.within(Number.MIN_VALUE, 1);
        expect(Math.log10(p[side])).to.be.closeTo(log10p[side], 1e-12);
      }
    });
    law('shares out all ranks: W+ + W- = n (n + 1) / 2', (sample) => {
      const { nonZero, wPlus, wMinus } = run(procedure, sample);
      if (wPlus !== undefined) expect(wPlus + wMinus).to.equal((nonZero * (nonZero + 1)) / 2);
    });
    uniformUnderNull(procedure);
  },

  'effect-size'(procedure) {
    law('changes sign when the arms are swapped', (sample) => {
      const other = run(procedure, swapped(sample));
      for (const [name, { value, ci95 }] of Object.entries(run(procedure, sample))) {
        expectSame(other[name], { value: -value, ci95: mirrored(ci95) }, name);
      }
    });
    law('is unchanged when both arms are shifted together or scaled by a positive factor', (sample) => {
      expectSame(
        run(
          procedure,
          mapped(sample, (v) => 8 * v + 3),
        ),
        run(procedure, sample),
      );
    });
    law('lies within its interval', (sample) => {
      for (const [name, { value, ci95 }] of Object.entries(run(procedure, sample))) {
        expect(value, name).to.be.within(ci95[0], ci95[1]);
      }
    });
  },

  interval(procedure) {
    law('is mirrored when the arms are swapped', (sample) => {
      const [one, other] = [run(procedure, sample), run(procedure, swapped(sample))];
      expectSame([other['mean'], other['ci95']], [-one['mean'], mirrored(one['ci95'])]);
    });
    law('moves with a shift of one arm and stretches with a scale of both', (sample) => {
      const { mean, ci95, standardError } = run(procedure, sample);
      const moved = run(procedure, { ...sample, x: sample.x.map((v) => v + 5) });
      expectSame([moved['mean'], moved['ci95']], [mean + 5, ci95.map((end: number) => end + 5)]);
      const scaled = run(
        procedure,
        mapped(sample, (v) => 4 * v),
      );
      expectSame(scaled['standardError'], 4 * standardError);
      expectSame(
        scaled['ci95'],
        ci95.map((end: number) => 4 * end),
      );
    });
    law('is unchanged by a shift of both arms', (sample) => {
      expectSame(
        run(
          procedure,
          mapped(sample, (v) => v - 9),
        )['ci95'],
        run(procedure, sample)['ci95'],
      );
    });
  },

  equivalence(procedure) {
    for (const quantity of ['mean', 'median', 'h']) {
      const of = quantity === 'h' ? rateSamples : samples;
      const margins = fc.double({ min: 0.01, max: 5, noNaN: true });
      it(`never passes where the interval leaves the margin, and passes only below 5 % (${quantity})`, () => {
        fc.assert(
          fc.property(of, margins, (sample, margin) => {
            const { equivalent, ci90, p } = run(procedure, sample, { quantity, margin });
            if (equivalent) expect(Math.max(-ci90[0], ci90[1])).to.be.below(margin);
            if (equivalent) expect(p).to.be.below(0.05);
            if (quantity !== 'median') expect(equivalent).to.equal(Math.max(-ci90[0], ci90[1]) < margin);
          }),
        );
      });
      it(`is the same for swapped arms, and easier with a wider margin (${quantity})`, () => {
        fc.assert(
          fc.property(of, margins, (sample, margin) => {
            const one = run(procedure, sample, { quantity, margin });
            const other = run(procedure, swapped(sample), { quantity, margin });
            expectSame([other['value'], other['p']], [-one['value'], one['p']]);
            const wider = run(procedure, sample, { quantity, margin: 1.5 * margin });
            expect(wider['power']).to.be.at.least(one['power'] - 1e-12);
            if (quantity !== 'median') expect(wider['p']).to.be.at.most(one['p'] + 1e-12);
          }),
          { numRuns: 30 },
        );
      });
    }
  },

  proportion(procedure) {
    law(
      'changes sign when the arms are swapped',
      (sample) => {
        const [one, other] = [run(procedure, sample), run(procedure, swapped(sample))];
        expectSame(
          [other['difference'], other['h'].value, other['independent'].z, other['clustered'].value],
          [-one['difference'], -one['h'].value, -one['independent'].z, -one['clustered'].value],
        );
      },
      rateSamples,
    );
    law(
      'grows its z with the root of the trials, and leaves the clustered comparison alone',
      (sample) => {
        const [one, four] = [
          run(procedure, sample, { trials: 100 }),
          run(procedure, sample, { trials: 400 }),
        ];
        expectSame(four['independent'].z, 2 * one['independent'].z);
        expectSame(four['clustered'], one['clustered']);
      },
      rateSamples,
    );
  },

  correlation(procedure) {
    const coefficients = (r: Record<string, never>) => {
      const { pearson, spearman, kendall } = r as unknown as Record<string, Record<string, number>>;
      return [pearson['r'], spearman['rho'], kendall['tau'], pearson['p'], spearman['p'], kendall['p']];
    };
    const of = (sample: Sample) => coefficients(run(procedure, sample) as Record<string, never>);
    law('is the same with the columns exchanged', (sample) => {
      expectSame(of(swapped(sample)), of(sample));
    });
    law(
      'is unchanged by a shift or a positive scale of either column, and turned by a negative one',
      (sample) => {
        const result = of(sample);
        expectSame(of({ ...sample, x: sample.x.map((v) => 2 * v + 3) }), result);
        const turned = of({ ...sample, y: sample.y!.map((v) => -v) });
        expectSame(turned, [-result[0], -result[1], -result[2], ...result.slice(3)]);
      },
    );
    law('has coefficients in [-1, 1], and 1 for a column with itself', (sample) => {
      const { rho, ci95 } = run(procedure, sample)['spearman'];
      expect(rho).to.be.within(ci95[0], ci95[1]);
      for (const r of of(sample).slice(0, 3)) expect(r).to.be.within(-1, 1);
      expectSame(of({ ...sample, y: sample.x }).slice(0, 3), [1, 1, 1]);
    });
    it('is undefined, and says so, where a column is constant', () => {
      const [sample] = fc.sample(samples, { numRuns: 1, seed: 3 });
      const flat = { ...sample, y: sample.y!.map(() => 0.1) };
      expect(() => run(procedure, flat)).to.throw(/column y: expected values that vary/);
    });
  },

  fit(procedure) {
    law('follows a shift and a scale of y', (sample) => {
      const one = run(procedure, sample);
      const other = run(procedure, { ...sample, y: sample.y!.map((v) => 4 * v + 2) });
      expectSame(other['slope'].value, 4 * one['slope'].value);
      expectSame(other['intercept'].value, 4 * one['intercept'].value + 2);
      expectSame([other['r2'], other['residualSd']], [one['r2'], 4 * one['residualSd']]);
    });
    law('explains points on a line entirely', (sample) => {
      const { slope, intercept, r2 } = run(procedure, { ...sample, y: sample.x.map((v) => 3 * v - 1) });
      expectSame([slope.value, intercept.value, r2], [3, -1, 1]);
    });
    law('predicts with an interval that holds the line, and is wider for a new point', (sample) => {
      for (const { value, confidence, prediction } of run(procedure, sample)['predictions']) {
        expect(value).to.be.within(confidence[0], confidence[1]);
        expect(prediction[0]).to.be.at.most(confidence[0]);
        expect(prediction[1]).to.be.at.least(confidence[1]);
      }
    });
  },

  groups,

  sweep,

  front,

  agreement(procedure) {
    law('has wider or narrower intervals, and the same values, where subjects repeat', (sample) => {
      const alone = run(procedure, { ...sample, clusters: sample.ids });
      const together = run(procedure, sample);
      expectSame(
        [together['bias'].value, together['limits'].upper.value, together['proportional']?.slope.value],
        [alone['bias'].value, alone['limits'].upper.value, alone['proportional']?.slope.value],
      );
      const { bias, limits } = together;
      for (const { ci95 } of [bias, limits.lower, limits.upper]) expect(ci95[0]).to.be.at.most(ci95[1]);
    });
    law('is mirrored when the arms are swapped', (sample) => {
      const [one, other] = [run(procedure, sample), run(procedure, swapped(sample))];
      expectSame([other['bias'].value, other['sd']], [-one['bias'].value, one['sd']]);
      expectSame(other['limits'].lower.value, -one['limits'].upper.value);
      expectSame(other['limits'].lower.ci95, mirrored(one['limits'].upper.ci95));
    });
    law('keeps its spread under a shift of one arm, which is bias', (sample) => {
      const [one, other] = [
        run(procedure, sample),
        run(procedure, { ...sample, x: sample.x.map((v) => v + 2) }),
      ];
      expectSame([other['bias'].value, other['sd']], [one['bias'].value + 2, one['sd']]);
    });
  },

  power(procedure) {
    law('detects less with less power asked for, and with a larger error rate', (sample) => {
      const { detectable, detectableMargin } = run(procedure, sample);
      expect(run(procedure, sample, { power: 0.5 })['detectable']).to.be.below(detectable);
      expect(run(procedure, sample, { alpha: 0.2 })['detectable']).to.be.below(detectable);
      expect(run(procedure, sample, { power: 0.5 })['detectableMargin']).to.be.below(detectableMargin);
    });
    law('scales with the data, and does not mind a shift or swapped arms', (sample) => {
      const { detectable } = run(procedure, sample);
      expectSame(
        run(
          procedure,
          mapped(sample, (v) => 4 * v + 1),
        )['detectable'],
        4 * detectable,
      );
      expectSame(run(procedure, swapped(sample))['detectable'], detectable);
    });
  },

  comparison(procedure) {
    law('swaps with the arms where the test is two-sided, and not where it is not', (sample) => {
      const [one, other] = [run(procedure, sample), run(procedure, swapped(sample))];
      for (const variant of ['described', 'recommended']) {
        expectSame(other[variant].test.p, one[variant].test.p);
        expectSame(other[variant].difference.ci95, mirrored(one[variant].difference.ci95));
        expectSame(other[variant].effectSize.value, -one[variant].effectSize.value);
      }
      const tie = one['described'].test.p > 0.999;
      const smaller = Math.min(one['released'].test.p, other['released'].test.p);
      if (!tie) expectSame(2 * smaller, one['described'].test.p);
    });
    law(
      'reads one test from two sides: described two-sided, released that the first arm is greater',
      (sample) => {
        const { described, released } = run(procedure, sample);
        const { p } = run(procedureNamed('wilcoxon'), sample);
        expectSame([described.test.p, released.test.p], [p.twoSided, p.greater]);
        expectSame(described.effectSize.value, run(procedureNamed('effect-size'), sample)['dz'].value);
        expectSame(released.effectSize.value, run(procedureNamed('effect-size'), sample)['pooled'].value);
      },
    );
    law('takes subjects as units where they repeat, and only then', (sample) => {
      const { n, clusters, recommended } = run(procedure, sample);
      expect(recommended.test.n).to.equal(Math.min(clusters, n));
    });
    law('says of each variant why it differs', (sample) => {
      const { described, released, recommended } = run(procedure, sample);
      expect(new Set([described, released, recommended].map(({ differs }) => differs)).size).to.equal(3);
    });
  },

  ratio: ratioLaws,
  replicates: replicateLaws,
  screening: screeningLaws,

  summary(procedure) {
    law('follows a shift and a scale', (sample) => {
      const one = run(procedure, sample);
      const other = run(procedure, { ...sample, x: sample.x.map((v) => v + 3) });
      expectSame(
        [other['mean'], other['median'], other['sd']],
        [one['mean'] + 3, one['median'] + 3, one['sd']],
      );
      expectSame(
        run(
          procedure,
          mapped(sample, (v) => 2 * v),
        )['sd'],
        2 * one['sd'],
      );
    });
    law('orders its quantiles', (sample) => {
      const { min, quantiles, median, max } = run(procedure, sample);
      const ascending = [
        min,
        quantiles['2.5%'],
        quantiles['25%'],
        median,
        quantiles['75%'],
        quantiles['97.5%'],
        max,
      ];
      expect(ascending).to.deep.equal(ascending.toSorted((a, b) => a - b));
    });
  },
};
