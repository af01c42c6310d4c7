import { expect } from 'chai';
import { stream } from '../../harness/numeric/stream.ts';
import { inferCi } from '../../harness/record/infer-ci.ts';
import { inferD } from '../../harness/record/infer-d.ts';
import { inferP } from '../../harness/record/infer-p.ts';
import { parsePrinted } from '../../harness/record/printed.ts';
import { dav, dz, pooledD } from '../../harness/statistics/effect-size.ts';
import { signedRank } from '../../harness/statistics/signed-rank.ts';
import { drawStudy } from './study.ts';

const described = { sided: 'two', method: 'asymptotic', correction: false, zeros: 'wilcox' } as const;

describe('infer p', () => {
  it('finds the one-sided floor behind 9.9e-22 at 120 pairs, which the described test cannot give', () => {
    const found = inferP({ printed: '9.9e-22', described, n: [120], zeroCounts: [0] });
    expect(found.describedIsPossible).to.equal(false);
    expect(found.identifiable).to.equal(true);
    expect(found.variants[0]).to.include({
      sided: 'one',
      method: 'asymptotic',
      correction: false,
      n: 120,
      w: 7260,
    });
  });

  it('finds 720 pairs behind 7.8e-120, where 700 were printed', () => {
    const found = inferP({ printed: '7.8e-120', described, n: [700, 720], zeroCounts: [0] });
    expect(found.describedIsPossible).to.equal(false);
    const asymptotic = found.variants.filter(({ method }) => method === 'asymptotic');
    expect(asymptotic.map(({ n, sided }) => `${n} ${sided}`)).to.deep.equal(['720 one', '720 one']);
  });

  it('lists the described variant first where it is possible', () => {
    const found = inferP({ printed: '0.03', described, n: [40, 41], zeroCounts: [0, 1] });
    expect(found.describedIsPossible).to.equal(true);
    expect(found.identifiable).to.equal(false);
    expect(found.conclusion).to.match(/Not identifiable/);
    expect(found.variants[0]).to.include({
      sided: 'two',
      method: 'asymptotic',
      correction: false,
      n: 40,
      zeroCount: 0,
    });
  });

  it('always has the true variant among those that match, and names it where only one does', () => {
    let identified = 0;
    for (let trial = 0; trial < 250; trial++) {
      const random = stream(trial, 'infer p');
      const method = random.below(3) === 0 ? 'exact' : 'asymptotic';
      const correction = method === 'asymptotic' && random.below(2) === 0;
      const sided = random.below(2) === 0 ? 'two' : 'one';
      const ns = [0, 1, 2].map((i) => 8 + random.below(25) + 40 * i);
      const n = ns[random.below(3)];
      const effect = 3 * random.uniform();
      const differences = Float64Array.from({ length: n }, () => effect + random.normal());
      const { p } = signedRank(differences, { method, correction, zeros: 'wilcox' });
      const printed = (sided === 'two' ? p.twoSided : p.greater).toExponential(1 + random.below(4));
      const { variants, identifiable } = inferP({ printed, described, n: ns, zeroCounts: [0] });
      const truth = variants.find(
        (v) => v.sided === sided && v.method === method && v.correction === correction && v.n === n,
      );
      expect(
        truth,
        `trial ${trial}: ${printed} from ${JSON.stringify({ sided, method, correction, n })}`,
      ).to.not.equal(undefined);
      if (identifiable) identified++;
    }
    // Enough of the cases can be told apart for the law to say something.
    expect(identified).to.be.above(60);
  });
});

describe('infer ci', () => {
  it('finds independently resampled arms and the pooled sd behind 2.52 to 3.30', () => {
    const read = (text: string) => parsePrinted('ci', text);
    const printed = {
      delta: read('2.91'),
      d: read('1.858'),
      low: read('2.52'),
      high: read('3.30'),
      n: 120,
      resamples: 10000,
    };
    const found = inferCi(printed, { effect: 'dz', pairing: 'paired', method: 'bootstrap' });
    expect(found.describedIsPossible).to.equal(false);
    expect(
      found.variants.map(({ effect, pairing, method }) => `${effect} ${pairing} ${method}`),
    ).to.deep.equal(['pooled independent bootstrap']);
  });

  it('recovers paired or independent arms in at least 95 % of studies in which one of them is left', () => {
    let [identified, right, kept] = [0, 0, 0];
    const studies = 80;
    for (let trial = 0; trial < studies; trial++) {
      const random = stream(trial, 'infer ci');
      const n = 40 + random.below(160);
      const options = {
        n: [n, 40],
        effect: 0.5 + 1.5 * random.uniform(),
        correlation: 0.9 * random.uniform(),
      };
      const study = drawStudy(trial, { ...options, shape: 'normal', resamples: 1000 });
      const { delta, paired, independent, dz: ratio, pooled } = study.sets[0];
      const truth = random.below(2) === 0 ? 'paired' : 'independent';
      const [low, high] = truth === 'paired' ? paired : independent;
      const d = truth === 'paired' ? ratio : pooled;
      const printed = (value: number, digits = 2) => parsePrinted('ci', value.toFixed(digits));
      const found = inferCi(
        {
          delta: printed(delta),
          d: printed(d, 3),
          low: printed(low),
          high: printed(high),
          n,
          resamples: 1000,
        },
        { effect: 'dz', pairing: 'paired', method: 'bootstrap' },
      );
      if (found.variants.some(({ pairing }) => pairing === truth)) kept++;
      if (!found.identifiable) continue;
      identified++;
      if (found.variants[0].pairing === truth) right++;
    }
    expect(kept / studies).to.be.at.least(0.99);
    expect(identified / studies).to.be.at.least(0.9);
    expect(right / identified).to.be.at.least(0.95);
  });
});

describe('infer d', () => {
  it('recovers the definition in at least 95 % of samples in which one is left', () => {
    let [identified, right] = [0, 0];
    for (let trial = 0; trial < 100; trial++) {
      const random = stream(trial, 'infer d');
      const n = 10 + random.below(90);
      const x = Float64Array.from({ length: n }, () => 3 * random.normal() + 25);
      const y = x.map((value) => 0.7 * value + 5 + 1.5 * random.normal());
      const differences = x.map((value, i) => value - y[i]);
      const truth = (['dz', 'pooled', 'dav'] as const)[random.below(3)];
      const value = { dz: () => dz(differences), pooled: () => pooledD(x, y), dav: () => dav(x, y) }[truth]()
        .value;
      const sd = (values: Float64Array) => {
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
      };
      const read = (value: number, digits = 3) => parsePrinted('d', value.toFixed(digits));
      const mean = differences.reduce((sum, value) => sum + value, 0) / n;
      const found = inferD(
        {
          d: read(value, 4),
          n,
          delta: read(mean, 4),
          sdDifference: read(sd(differences)),
          sdFirst: read(sd(x)),
          sdSecond: read(sd(y)),
        },
        'dz',
      );
      expect(
        found.variants.some(({ effect, ddof, corrected }) => effect === truth && ddof === 1 && !corrected),
      ).to.equal(true);
      if (!found.identifiable) continue;
      identified++;
      if (found.variants[0].effect === truth) right++;
    }
    expect(identified).to.be.above(50);
    expect(right / identified).to.be.at.least(0.95);
  });
});
