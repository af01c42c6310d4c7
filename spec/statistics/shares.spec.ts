import { expect } from 'chai';
import { stream } from '../../harness/numeric/stream.ts';
import { procedureNamed, procedures } from '../../harness/statistics/catalogue.ts';
import { cautionsOf } from '../../harness/statistics/cautions.ts';
import { labelsOf } from '../../harness/statistics/clustering.ts';
import type { Procedure, Sample } from '../../harness/statistics/procedure.ts';
import { shareOf } from '../../harness/statistics/share.ts';
import { expectShare } from '../by-chance.ts';
import { optionsFor } from '../laws/statistics/sample.ts';
import { eachOf, expectAgreement } from './expect-agreement.ts';
import { clusters, lcg, oracles, type Printed } from './oracle-inputs.ts';

const printed = oracles<{ alone: Printed[][]; clustered: Printed[][] }>('statistics-shares');
const apart = (n: number) => labelsOf(Array.from({ length: n }, (_, i) => String(i)));

/** Answers, as in golden/oracles/statistics-shares.py. */
function answers(k: number): Float64Array {
  const g = lcg(90_000 + k);
  const n = 6 + g.below(60);
  const u = g.u();
  const share = [u, 0.06 * u, 1 - 0.06 * u][k % 3]!;
  return Float64Array.from({ length: n }, () => Number(g.u() < share));
}

describe('a share of answers (share)', () => {
  it('has the exact interval of statsmodels where nothing repeats, and of R', () => {
    eachOf(printed.alone, (wanted, k) => {
      const { value, ci95 } = shareOf(answers(k), apart(answers(k).length));
      expectAgreement([value, ...ci95], wanted, `case ${k}`);
    });
    const { binomial } = oracles<{ binomial: number[][] }>('statistics-shares-r');
    for (const [count, n, ...wanted] of binomial) {
      const { ci95 } = shareOf(
        Float64Array.from({ length: n! }, (_, i) => Number(i < count!)),
        apart(n!),
      );
      expectAgreement(ci95, wanted, `${count} of ${n}`);
    }
  });

  it('has that of Korn and Graubard where subjects repeat, as NumPy computes it with CR2 in matrices', () => {
    eachOf(printed.clustered, (wanted, k) => {
      const x = answers(k);
      const { value, ci95 } = shareOf(x, labelsOf(clusters(k, x.length)));
      expectAgreement([value, ...ci95], wanted, `case ${k}`, { tolerance: 1e-8, floor: 0.1 });
    });
  });

  it('of 21 of 21 reaches from 0.839 to 1, and from 0.478 where they are of 5 subjects, 4 or 5 images each', () => {
    const all = new Float64Array(21).fill(1);
    expect(shareOf(all, apart(21)).ci95[0]).to.be.closeTo(0.025 ** (1 / 21), 1e-12);
    const five = labelsOf(Array.from(all, (_, i) => String(i % 5)));
    const effective = 21 ** 2 / (5 ** 2 + 4 * 4 ** 2);
    expect(shareOf(all, five).ci95[0]).to.be.closeTo(0.025 ** (1 / effective), 1e-12);
  });

  it('of the images of one subject is of these images', () => {
    const one = labelsOf(Array(10).fill('a'));
    expect(shareOf(new Float64Array(10), one)).to.deep.equal(shareOf(new Float64Array(10), apart(10)));
  });

  it('refuses what is no answer, unless told where yes begins', () => {
    const ids = ['a', 'b', 'c'];
    const sample = { ids, clusters: ids, x: Float64Array.of(0, 31, 30) };
    const share = procedureNamed('share');
    expect(() => share.compute(sample, optionsFor(share))).to.throw(
      'share: x: expected 0 or 1 for every case, got 31 at id b; give columns of answers, or the option above',
    );
    expect(share.compute(sample, optionsFor(share, { above: 30 }))).to.include({ count: 1, clusters: 3 });
  });

  it('is cautious about few subjects that repeat', () => {
    const of = (subjects: number) => {
      const ids = Array.from({ length: 24 }, (_, i) => String(i));
      const sample = { ids, clusters: ids.map((_, i) => `s${i % subjects}`), x: new Float64Array(24) };
      return cautionsOf(procedureNamed('share'), sample, {});
    };
    expect([of(6).length, of(12).length, of(24).length, of(1).length]).to.deep.equal([1, 0, 0, 0]);
  });

  it('holds a fifth in some 85 of 100 samples where 7 in 10 images of 6 subjects, 10 each, are as their subject', () => {
    const random = stream(3, 'few subjects');
    const few = labelsOf(Array.from({ length: 60 }, (_, i) => String(i % 6)));
    let held = 0;
    for (let k = 0; k < 1000; k++) {
      const own = Array.from({ length: 6 }, () => random.uniform() < 0.2);
      const image = (_: unknown, i: number) =>
        Number(random.uniform() < Math.SQRT1_2 ? own[i % 6]! : random.uniform() < 0.2);
      const [low, high] = shareOf(Float64Array.from({ length: 60 }, image), few).ci95;
      held += Number(low <= 0.2 && high >= 0.2);
    }
    expectShare(held, 1000, [0.83, 0.88], 'of few subjects');
  });
});

describe('intervals of answers that are all alike', () => {
  const ids = Array.from({ length: 21 }, (_, i) => `i${i}`);
  const marks = (columns: Procedure['columns']): readonly Sample[] =>
    [0, 1].flatMap((mark) => {
      const x = new Float64Array(21).fill(mark);
      const one = { ids, clusters: ids, x };
      const two = [x, x.map((_, i) => i % 2)].map((y) => ({ ...one, y }));
      return columns === 'both' ? two : columns === 'one' ? [one] : [one, ...two];
    });

  /** What a procedure says of such answers without a width or a word. */
  const silent = (procedure: Procedure): readonly string[] =>
    marks(procedure.columns).flatMap((sample) => {
      const options = optionsFor(procedure);
      let result: object;
      try {
        result = procedure.compute(sample, options);
      } catch {
        return [];
      }
      const told = cautionsOf(procedure, sample, options).some((text) => text.includes('without width'));
      return told || !narrow(result) ? [] : [procedure.name];
    });

  it('have a width, or a word that they have none, whatever the procedure', () => {
    // The rows of replicates are draws of a set, and no answers.
    expect(procedures.filter(({ kind }) => kind !== 'replicates').flatMap(silent)).to.deep.equal([]);
  });

  it('are told where a procedure for answers takes the normal interval', () => {
    const share = procedureNamed('share');
    const wald: Procedure = {
      ...share,
      compute: (sample) => {
        const value = sample.x.reduce((a, b) => a + b, 0) / sample.x.length;
        const reach = 1.96 * Math.sqrt((value * (1 - value)) / sample.x.length);
        return { value, ci95: [value - reach, value + reach] };
      },
    };
    expect(silent(wald)).to.include('share');
  });
});

/** Whether an interval of a result has no width. */
function narrow(result: unknown): boolean {
  if (typeof result !== 'object' || result === null) return false;
  return Object.entries(result).some(([key, part]) =>
    /^ci\d/.test(key) && Array.isArray(part) ? part[0] === part[1] : narrow(part),
  );
}
