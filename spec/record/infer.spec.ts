import { expect } from 'chai';
import { stream } from '../../harness/numeric/stream.ts';
import { expectedInterval, inferCi } from '../../harness/record/infer/ci.ts';
import { type EffectDefinition, inferD } from '../../harness/record/infer/d.ts';
import { inferP } from '../../harness/record/infer/p.ts';
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

describe('infer p of a bound', () => {
  it('says from which rank sum on a variant meets it', () => {
    const { variants } = inferP({ printed: '< 1e-20', described, n: [120], zeroCounts: [0] });
    expect(variants[0].meaning).to.match(
      /gives it from a rank sum of 7195, 9\.98e-21, to its floor, 1\.97e-21\.$/,
    );
    expect(variants).to.have.length(6);
  });

  it('takes a p rounded to 0 for one below half its last digit, and a p of 1.0 for one above 0.95', () => {
    const first = (printed: string) =>
      inferP({ printed, described, n: [120], zeroCounts: [0] }).variants[0].value;
    expect(first('0.000')).to.be.within(0.00049, 0.0005);
    expect(first('1.0')).to.be.within(0.95, 0.953);
  });

  it('counts a number of pairs that is given twice once', () => {
    expect(inferP({ printed: '0.03', described, n: [40, 40], zeroCounts: [0, 0] }).variants).to.have.length(
      6,
    );
  });

  it('refuses what is no p, and more pairs than rank sums can count', () => {
    const infer = (printed: string, n = 120) => inferP({ printed, described, n: [n], zeroCounts: [0] });
    expect(() => infer('1.5')).to.throw(/^printed p: expected a number between 0 and 1, got "1\.5"; give p/);
    expect(() => infer('-0.03')).to.throw(/expected a number between 0 and 1/);
    expect(() => infer('1e-400', 3000)).to.throw(/expected a p above 1e-308/);
    expect(() => infer('0.03', 1e9)).to.throw(/^number of pairs: expected at most 100000000, got 1000000000/);
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

  it('never names a wrong procedure, and names the true one mostly where the correlation is known', () => {
    const found = { kept: 0, blind: 0, identified: 0, right: 0 };
    const studies = 80;
    for (let trial = 0; trial < studies; trial++) {
      const random = stream(trial, 'infer ci');
      const n = 40 + random.below(160);
      const options = {
        n: [n, 40],
        effect: 0.5 + 1.5 * random.uniform(),
        correlation: 0.9 * random.uniform(),
      };
      const study = drawStudy(trial, { ...options, shape: 'normal', resamples: 4000 });
      const [set] = study.sets;
      const effect = random.below(2) === 0 ? 'dz' : 'pooled';
      const pairing = random.below(2) === 0 ? 'paired' : 'independent';
      const read = (value: number, digits = 2) => parsePrinted('ci', value.toFixed(digits));
      const [low, high] = set[pairing].map((end) => read(end));
      const printed = { delta: read(set.delta), d: read(set[effect], 3), low, high, n, resamples: 4000 };
      const described = { effect: 'dz', pairing: 'paired', method: 'bootstrap' } as const;
      const isTrue = (variant: { effect: string; pairing: string }) =>
        variant.effect === effect && variant.pairing === pairing;
      const blind = inferCi(printed, described);
      const all = [...blind.variants, ...blind.conditional];
      if (all.some(isTrue)) found.kept++;
      if (blind.identifiable && !isTrue(all[0])) found.blind++;
      // The variance of the differences is 2 s^2 (1 - r), s the pooled sd.
      const correlation = read(1 - (set.pooled / set.dz) ** 2 / 2);
      const told = inferCi({ ...printed, correlation }, described);
      if (!told.identifiable) continue;
      found.identified++;
      if (isTrue([...told.variants, ...told.conditional][0])) found.right++;
    }
    expect(found.kept / studies).to.be.at.least(0.99);
    expect(found.blind).to.equal(0);
    expect(found.identified / studies).to.be.at.least(0.4);
    expect(found.right / found.identified).to.be.at.least(0.95);
  });

  it('says what hangs on the correlation, and tries other numbers of pairs', () => {
    const read = (text: string) => parsePrinted('ci', text);
    const [low, high] = [read('2.69'), read('3.12')];
    const printed = { delta: read('2.91'), d: read('1.421'), low, high, n: 700, resamples: 10000 };
    const described = { effect: 'dz', pairing: 'paired', method: 'bootstrap' } as const;
    const { identifiable, conclusion, variants } = inferCi(printed, described, [720, 700]);
    expect(identifiable).to.equal(false);
    expect(conclusion).to.match(
      /independent arms, n 700 \(0\.50\); d over the arms' pooled sd with paired arms, n 700 \(0\.00\)/,
    );
    expect(variants.map(({ n }) => n)).to.deep.equal([700, 700, 700, 720, 720, 720]);
    const known = inferCi({ ...printed, correlation: read('0.85') }, described);
    expect(known.identifiable).to.equal(true);
    expect(known.conditional).to.deep.equal([]);
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

  it('knows variances over n and the t of either design', () => {
    const read = (value: number, digits = 4) => parsePrinted('d', value.toFixed(digits));
    const n = 12;
    const found = (printed: Parameters<typeof inferD>[0]) =>
      inferD(printed, 'dz').variants.map(({ effect, ddof, from }) => `${effect} ${ddof} ${from}`);
    const [delta, sd] = [2, 1.6];
    const overN = (delta / sd) * Math.sqrt(n / (n - 1));
    expect(found({ d: read(overN, 3), n, delta: read(delta), sdDifference: read(sd) })).to.deep.equal([
      'dz 0 sd',
    ]);
    expect(found({ d: read(5 / Math.sqrt(n)), n, t: read(5) })).to.deep.equal(['dz 1 t']);
    expect(found({ d: read(5 * Math.sqrt(2 / n)), n, t: read(5) })).to.deep.equal(['pooled 1 t']);
  });
});

describe('infer d from an interval', () => {
  const exactly = (value: number) => ({ low: value, high: value });
  /** Any d from 0.5 to 2, so that every reading is among the variants. */
  const read = (described: EffectDefinition = 'dz') =>
    inferD(
      { d: { low: 0.5, high: 2 }, n: 25, delta: exactly(2), low: exactly(1.2), high: exactly(2.8) },
      described,
    ).variants;
  const plain = read().filter(({ ddof, corrected }) => ddof === 1 && !corrected);

  it('has the sd of its half-width over the quantile: of 25 differences, or of two arms of 25', () => {
    const of = (effect: string, name: string) =>
      plain.find((variant) => variant.effect === effect && variant.meaning.includes(name))!;
    // 2 / (0.8 sqrt(25) / q), and sqrt(25 / 2) for arms; q of the normal 1.959964, of t on 24 and 48 2.063899, 2.010635.
    for (const [effect, name, d] of [
      ['dz', 'normal', (2 * 1.959964) / (0.8 * 5)],
      ['dz', "Student's", (2 * 2.063899) / (0.8 * 5)],
      ['pooled', 'normal', (2 * 1.959964) / (0.8 * Math.sqrt(12.5))],
      ['pooled', "Student's", (2 * 2.010635) / (0.8 * Math.sqrt(12.5))],
    ] as const) {
      const { low, high, value } = of(effect, name);
      for (const one of [low, high, value]) expect(one, `${effect} ${name}`).to.be.closeTo(d, 1e-6);
    }
    // A bootstrap's half-width is sqrt(24 / 25) of it in the mean, give or take 2 / 25 and four of its Monte Carlo errors.
    const { low, high } = of('dz', 'percentile bootstrap');
    const stretch = (0.0186 / 1.96) * 4 + 2 / 25;
    const d = (2 * 1.959964) / (0.8 * 5);
    expect(high).to.be.closeTo(d * (1 + stretch), 1e-6);
    expect(low).to.be.closeTo(d * Math.sqrt(24 / 25) * (1 - stretch), 1e-6);
  });

  it('says which conventions it presumes, the plain ones of the described definition first', () => {
    const said = read('pooled').map(({ effect, ddof, corrected }) => `${effect} ${ddof} ${corrected}`);
    expect([...new Set(said)]).to.deep.equal([
      'pooled 1 false',
      'pooled 0 false',
      'pooled 1 true',
      'pooled 0 true',
      'dz 1 false',
      'dz 0 false',
      'dz 1 true',
      'dz 0 true',
    ]);
    const [both] = read().filter(({ ddof, corrected }) => ddof === 0 && corrected);
    expect(both!.meaning).to.match(
      /with variances over n and Hedges' correction, from the interval read as /,
    );
    expect(plain[0]!.meaning).to.match(
      /^the mean difference over the sd of the differences, from the interval/,
    );
    // Hedges' factor on 24 degrees of freedom, about 1 - 3 / (4 24 - 1).
    const [corrected] = read().filter(({ ddof, corrected: is }) => ddof === 1 && is);
    const [uncorrected] = plain.filter(({ meaning }) =>
      meaning.split(':')[0]!.endsWith(sourceOf(corrected!.meaning)),
    );
    expect(corrected!.value / uncorrected!.value).to.be.closeTo(1 - 3 / 95, 1e-4);
  });
});

function sourceOf(meaning: string): string {
  return meaning.split(':')[0]!.split(', from ')[1]!;
}

describe('the interval that a variant foretells', () => {
  it('is the quantile times the standard error to either side, of a bootstrap with the slack of its draws', () => {
    const exactly = (value: number) => ({ low: value, high: value });
    const printed = {
      delta: exactly(2),
      d: exactly(0.5),
      low: exactly(1),
      high: exactly(3),
      n: 100,
      resamples: 2500,
    };
    // sd 4, standard error 0.4.
    const paired = { effect: 'dz', pairing: 'paired' } as const;
    const normal = expectedInterval(printed, { ...paired, method: 'normal' });
    expect(normal.half.low).to.be.closeTo(1.959964 * 0.4, 1e-6);
    expect(normal.half.high).to.be.closeTo(1.959964 * 0.4, 1e-6);
    const { half, shift } = expectedInterval(printed, { ...paired, method: 'bootstrap' });
    const stretch = (0.0186 / 1.96) * 8 + 2 / 100;
    expect(half.high).to.be.closeTo(1.959964 * 0.4 * (1 + stretch), 1e-6);
    expect(half.low).to.be.closeTo(1.959964 * 0.4 * Math.sqrt(0.99) * (1 - stretch), 1e-6);
    expect(shift).to.be.closeTo(0.4 * (0.0191 * 8 + 1.42 / 10), 1e-9);
    const arms = expectedInterval(printed, { effect: 'pooled', pairing: 'independent', method: 't' });
    expect(arms.half.high).to.be.closeTo(1.972017 * 0.4 * Math.SQRT2, 1e-5);
  });
});

describe('variants of a p', () => {
  it('come by how far they are from the described one: what differs, then the number of pairs', () => {
    const { variants } = inferP({ printed: '0.03', described, n: [40, 41, 20], zeroCounts: [0] });
    const asymptotic = variants.filter(({ sided, method }) => sided === 'two' && method === 'asymptotic');
    expect(asymptotic.map(({ n, correction }) => `${n} ${correction}`)).to.deep.equal([
      '40 false',
      '40 true',
      '41 false',
      '20 false',
      '41 true',
      '20 true',
    ]);
  });

  it('with other data come after other choices: zeros handled otherwise, one side, then other numbers of zeros', () => {
    const { variants } = inferP({ printed: '0.03', described, n: [40], zeroCounts: [2, 0] });
    const plain = variants.filter(({ correction }) => !correction);
    expect(
      plain
        .slice(0, 7)
        .map(({ zeroCount, zeros, sided, method }) => `${zeroCount} ${zeros} ${sided} ${method}`),
    ).to.deep.equal([
      '2 wilcox two asymptotic',
      '2 wilcox two exact',
      '2 pratt two asymptotic',
      '2 zsplit two asymptotic',
      '2 wilcox one asymptotic',
      '0 wilcox two asymptotic',
      '2 pratt two exact',
    ]);
    // Ranks of pairs without zeros alone: 38 39 / 2, 40 41 / 2 less the ranks of two zeros, and half of those again.
    const most = (zeros: string) =>
      Math.max(...variants.filter((one) => one.zeros === zeros).map(({ w }) => w));
    expect(most('wilcox')).to.be.below(741);
    for (const { zeros, w } of variants) expect(w % 1, zeros).to.equal(zeros === 'zsplit' ? 0.5 : 0);
    for (const { value, log10, floor } of variants) {
      expect(log10).to.be.closeTo(Math.log10(value), 1e-12);
      expect(floor).to.be.below(1e-7);
    }
  });

  it('say so where a p steps over the printed one, reaches up to 1, or is below what the test can give', () => {
    const told = (printed: string, n: number) =>
      inferP({ printed, described: { ...described, method: 'exact' }, n: [n], zeroCounts: [0] }).described
        .meaning;
    // Of 3 pairs the two-sided exact p are 0.25, 0.5, 0.75 and 1.
    expect(told('0.30', 3)).to.equal(
      'A two-sided exact test of 3 pairs steps over the printed value: the nearest it can give is 0.25, at a rank sum of 6.',
    );
    expect(told('1.0', 3)).to.match(/gives it up to a rank sum of 3, 1\.$/);
    expect(told('0.10', 3)).to.match(/cannot give less than 0\.25, when every difference has one sign\.$/);
    expect(told('< 0.6', 3)).to.match(/gives it from a rank sum of 5, 0\.5, to its floor, 0\.25\.$/);
    expect(told('0.75', 3)).to.match(/gives it at a rank sum of 4, 0\.75\.$/);
  });
});

describe('variants of an interval', () => {
  it('come by how far they are: the method, then numbers of pairs, the nearest first', () => {
    const read = (text: string) => parsePrinted('ci', text);
    const printed = {
      delta: read('2.0'),
      d: read('0.5'),
      low: read('1.2'),
      high: read('2.8'),
      n: 100,
      resamples: 10000,
    };
    const { variants, conditional, identifiable } = inferCi(
      printed,
      { effect: 'dz', pairing: 'paired', method: 'bootstrap' },
      [120, 95, 110, 100],
    );
    expect(identifiable).to.equal(false);
    expect(variants.slice(0, 8).map(({ n, method }) => `${n} ${method}`)).to.deep.equal([
      '100 bootstrap',
      '100 normal',
      '100 t',
      '95 bootstrap',
      '110 bootstrap',
      '120 bootstrap',
      '95 normal',
      '95 t',
    ]);
    expect(
      conditional.slice(0, 3).map(({ effect, pairing, method }) => `${effect} ${pairing} ${method}`),
    ).to.deep.equal(['dz independent bootstrap', 'pooled paired bootstrap', 'dz independent normal']);
    // The half-width that paired arms of one sd have at a correlation of 0.5 is that of d_z.
    const [, crossed] = conditional;
    expect(crossed!.correlation).to.be.closeTo(0.5, 0.01);
  });
});
