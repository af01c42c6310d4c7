import { expect } from 'chai';
import { audit } from '../../harness/record/audit/audit.ts';
import type { Finding } from '../../harness/record/finding.ts';
import { expectedInterval } from '../../harness/record/infer/ci.ts';
import { point } from '../../harness/record/interval.ts';
import { logTiedFloor, tieThatReaches } from '../../harness/record/signed-rank-search.ts';
import { recordOf, type Values } from '../laws/record-case.ts';

/** The finding of one rule on some printed values. */
function find(rule: string, values: Values, options: Record<string, unknown>): Finding {
  return audit(recordOf(rule, { values, with: options }))[0];
}

describe('the front rule', () => {
  const scores = (psnr: string, lpips: string) => ({
    'own/psnr': '26.42',
    'own/lpips': '0.088',
    'other/psnr': psnr,
    'other/lpips': lpips,
  });
  const severity = (psnr: string, lpips: string) =>
    find('pareto-front', scores(psnr, lpips), {
      point: 'own',
      others: ['other'],
      higher: ['psnr'],
      lower: ['lpips'],
    }).severity;

  it('lets no method that prints alike in a score beat another', () => {
    expect(severity('28.38', '0.077')).to.equal('inconsistent');
    expect(severity('28.38', '0.088')).to.equal('consistent');
    expect(severity('26.42', '0.077')).to.equal('consistent');
    expect(severity('26.43', '0.087')).to.equal('consistent');
  });
});

describe('the rule on padded digits', () => {
  const severity = (padded: number, n: number) => {
    const values = Object.fromEntries(
      Array.from({ length: n }, (_, i) => [`v${i}`, i < padded ? '0.9400' : `0.93${10 + i}`]),
    );
    return find('padded-digits', values, { of: Object.keys(values) });
  };

  it('goes by the binomial chance of so many, one in a hundred each', () => {
    // 1 - 0.99^6 - 6 0.01 0.99^5 = 0.00146; for 40 values 0.0607.
    expect(severity(2, 6).recomputed[0].low).to.be.closeTo(0.0014604, 1e-7);
    expect(severity(2, 6).severity).to.equal('suspicious');
    expect(severity(1, 6).severity).to.equal('consistent');
    expect(severity(2, 40).severity).to.equal('consistent');
    // 0.00963 and 0.01093: the border lies between.
    expect([severity(2, 15).severity, severity(2, 16).severity]).to.deep.equal(['suspicious', 'consistent']);
    // 1 - 0.99^20 (1 + 20/99 + 190/99^2) = 0.00100358
    expect(severity(3, 20).recomputed[0].low).to.be.closeTo(0.0010036, 1e-7);
    for (const n of [1, 2, 10, 300]) expect(severity(1, n).severity, `1 of ${n}`).to.equal('consistent');
    expect(severity(9, 9).recomputed[0].low).to.be.within(0, 1e-15);
  });

  it('counts values of three decimals or more, and shows those that decided', () => {
    const values = { a: '24.00', b: '0.9400', c: '0.9310', d: '300', e: '0.500' };
    const finding = find('padded-digits', values, { of: Object.keys(values) });
    expect(finding.derivation).to.match(
      /^2 of 3 values end in 00 \(\S* 0\.9400, \S* 0\.500\); .* probability 0\.0003\.$/,
    );
    expect(finding.printed.map(({ printed }) => printed)).to.deep.equal(['0.9400', '0.500']);
    const plain = find('padded-digits', { a: '0.931', b: '0.932' }, { of: ['a', 'b'] });
    expect(plain.derivation).to.match(/^0 of 2 values end in 00; .* probability 1\.$/);
    expect(plain.printed).to.have.length(2);
  });
});

describe('the rule on the spread of clusters', () => {
  // Over 3 clusters of m the chance is chi-square's on 2 degrees of freedom: 1 - exp(-m ratio^2), of the greatest ratio.
  const finding = (d: string, ofMeans: string, size: string) =>
    find(
      'cluster-spread',
      { d, ofMeans, clusters: { text: '3', kind: 'count' }, size: { text: size, kind: 'count' } },
      { d: 'd', ofMeans: 'ofMeans', clusters: 'clusters', size: 'size' },
    );

  it('goes by the chance of so little spread over so few clusters', () => {
    const greatest = 0.10005 / 1.9995;
    for (const m of [4, 9, 100]) {
      const chance = (1 - Math.exp(-m * greatest ** 2)).toPrecision(2);
      expect(finding('0.1000', '2.000', String(m)).derivation, chance).to.include(
        ` probability of ${Number(chance)} `,
      );
    }
    expect(finding('0.1000', '2.000', '4').severity).to.equal('consistent');
    // 1 - exp(-4 0.0158^2) = 0.000998, and of 0.0160 0.00102.
    expect(finding('0.15790', '10.000', '4').severity).to.equal('suspicious');
    expect(finding('0.16000', '10.000', '4').severity).to.equal('consistent');
    expect(finding('-0.15790', '10.000', '4').severity).to.equal('suspicious');
  });
});

describe('the rule on saturated similarity', () => {
  it('asks for the local contrast that a finite PSNR takes', () => {
    // Error 10^-3.7875; 1 - 0.9995^(1 / 0.0448) = 0.011101; sqrt((error / slack - 0.0009) / 2) = 0.08305.
    const { severity, recomputed } = find(
      'saturated-similarity',
      { s: '1.000', p: '37.87' },
      { similarity: 's', psnr: 'p', contrast: 0.075 },
    );
    expect(recomputed[0].low).to.be.closeTo(0.08304627, 1e-8);
    expect(severity).to.equal('suspicious');
  });
});

describe('the rule on effects and intervals', () => {
  it('calls a difference and an effect of opposite signs inconsistent', () => {
    const values = {
      delta: '2.91',
      d: '-1.86',
      n: { text: '120', kind: 'count' },
      low: '2.63',
      high: '3.19',
    } as const;
    const described = { effect: 'dz', pairing: 'paired', method: 'bootstrap' };
    const options = { delta: 'delta', d: 'd', n: 'n', low: 'low', high: 'high', ...described };
    expect(find('effect-interval', values, options).severity).to.equal('inconsistent');
    expect(find('effect-interval', { ...values, d: '1.86' }, options).severity).to.equal('consistent');
  });

  it('lets a bootstrap divide the variance by n', () => {
    const printed = { delta: point(1), d: point(1), low: point(0), high: point(2), n: 10, resamples: 1e12 };
    const { half } = expectedInterval(printed, { effect: 'dz', pairing: 'paired', method: 'bootstrap' });
    // 1.95996 / sqrt(10) = 0.619795, times sqrt(0.9) (1 - 0.2) and 1 + 0.2.
    expect(half.low).to.be.closeTo(0.619795 * Math.sqrt(0.9) * 0.8, 1e-5);
    expect(half.high).to.be.closeTo(0.619795 * 1.2, 1e-5);
  });
});

describe('the rule on rise and fall', () => {
  it('allows what rounding explains: neighbours that print alike or touch', () => {
    const severity = (...values: string[]) => {
      const printed = Object.fromEntries(values.map((value, i) => [`v${i}`, value]));
      return find('monotone', printed, { of: Object.keys(printed), direction: 'falling' }).severity;
    };
    expect(severity('26.04', '26.04', '25.25')).to.equal('consistent');
    expect(severity('26.04', '26.05')).to.equal('consistent');
    expect(severity('26.04', '26.06')).to.equal('inconsistent');
    expect(severity('26.04', '25.25', '26.06')).to.equal('inconsistent');
  });
});

describe('the rule on linearity', () => {
  it('takes a line within the stated tolerance, to either side', () => {
    const severity = (y: string, tolerance: number) => {
      const values = { a: '1.00', b: y, c: '3.00' };
      return find('linear', values, { x: [1, 2, 3], y: ['a', 'b', 'c'], tolerance }).severity;
    };
    expect(severity('2.00', 0)).to.equal('consistent');
    // Off the line by 0.1: with 1 and 3 let go by 2.5 % and 2 by 2.5 % it is within reach, with 2 % it is not.
    for (const off of ['2.10', '1.90']) {
      expect(severity(off, 0.01)).to.equal('inconsistent');
      expect(severity(off, 0.05)).to.equal('consistent');
    }
  });
});

describe('the rule on leaving one point out', () => {
  it('finds a regression that one point carries over 0.05, however little', () => {
    // SciPy: p 0.0111 with all seven points, 0.0651 without (1, 2.8), at most 0.0268 without another.
    const y = ['2.800', '5.000', '4.400', '4.500', '6.500', '8.100', '6.700'];
    const values = Object.fromEntries(
      y.flatMap((value, i) => [
        [`x${i}`, `${i + 1}.000`],
        [`y${i}`, value],
      ]),
    );
    const axis = (name: string) => y.map((_, i) => `${name}${i}`);
    const { severity, derivation } = find('leave-one-out', values, { x: axis('x'), y: axis('y') });
    expect(derivation).to.match(/Significant at 0\.05 with all points, not without one of them\./);
    expect(severity).to.equal('suspicious');
  });
});

describe('the floor of tied differences', () => {
  it("is SciPy's p of differences of one size, and the tie that reaches a p the smallest that does", () => {
    expect(logTiedFloor(20, 'two')).to.be.closeTo(-11.768564260156877, 1e-9);
    // SciPy: 46 of 120 differences tied give 1.0358e-21, 47 give 9.916e-22; 346 of 700 give 8.07e-120, 347 7.50e-120.
    expect(tieThatReaches(120, 'two', 9.95e-22)).to.equal(47);
    expect(tieThatReaches(700, 'two', 7.85e-120)).to.equal(347);
  });
});

describe('rules at their border', () => {
  const count = (text: string) => ({ text, kind: 'count' as const });

  it('an AUC below its interval and one above are told, at either end that touches not', () => {
    const auc = (value: string) =>
      find(
        'auc-interval',
        { auc: value, p: count('50'), n: count('50'), low: '0.70', high: '0.80' },
        { auc: 'auc', positives: 'p', negatives: 'n', low: 'low', high: 'high' },
      ).severity;
    expect(['0.68', '0.69', '0.75', '0.81', '0.82'].map(auc)).to.deep.equal([
      'inconsistent',
      'consistent',
      'consistent',
      'consistent',
      'inconsistent',
    ]);
  });

  it('a gap that spans twice its margin exactly is stable', () => {
    const span = (last: string) =>
      find(
        'stability',
        { a0: count('2'), a1: count(last), b0: count('0'), b1: count('0'), m: count('1') },
        { first: ['a0', 'a1'], second: ['b0', 'b1'], within: 'm' },
      );
    expect(span('4').severity).to.equal('consistent');
    expect(span('5')).to.include({ severity: 'inconsistent' });
    expect(span('5').derivation).to.contain('above twice 1.');
  });

  it('a gap of which one arm is lost asks the other for what the printed arm moves beyond the margin', () => {
    const lost = (...first: readonly string[]) => {
      const record = recordOf('stability', {
        values: { ...Object.fromEntries(first.map((text, i) => [`a${i}`, count(text)])), m: '0.20' },
        with: { first: first.map((_, i) => `a${i}`), second: ['b'], within: 'm' },
      });
      const b = {
        id: 'b',
        place: 'case',
        source: 'other',
        kind: 'number',
        lost: 'the figure is cut',
      } as const;
      return audit({ ...record, figures: [...record.figures, b] })[0]!;
    };
    // Over 5 the arm moves by 5, of which twice 0.205 may be the gap's.
    expect(lost('3', '8', '4')).to.include({ severity: 'not checkable' });
    expect(lost('3', '8', '4').derivation).to.equal(
      'One arm is printed: 3, 8, 4, a span of 5. The gap keeps within 0.20 only if the other arm moves alike, by at least 4.59 between the same two conditions, and it is not printed: the figure is cut.',
    );
    expect(lost('3', '3').derivation).to.include('by at least 0 between');
    const unknown = recordOf('stability', {
      values: { a: count('3'), m: '0.20' },
      with: { first: ['a'], second: ['nobody'], within: 'm' },
    });
    expect(() => audit(unknown)).to.throw('expected a figure');
  });

  it('a baseline table of lists that differ in length is refused, whichever it is', () => {
    const values = Object.fromEntries(
      ['a', 's', 'b', 'u'].flatMap((stem) =>
        Array.from({ length: 6 }, (_, i) => [`${stem}${i}`, `${i + 1}.0`]),
      ),
    );
    const ids = (stem: string, n: number) => Array.from({ length: n }, (_, i) => `${stem}${i}`);
    for (const [m1, s1, m2, s2] of [
      [6, 6, 6, 5],
      [6, 5, 6, 6],
      [5, 6, 6, 6],
      [4, 4, 4, 4],
    ] as const)
      expect(() =>
        find(
          'baseline-balance',
          { ...values, n1: count('20'), n2: count('20') },
          {
            mean1: ids('a', m1),
            sd1: ids('s', s1),
            mean2: ids('b', m2),
            sd2: ids('u', s2),
            n1: 'n1',
            n2: 'n2',
            correlation: 0.1,
          },
        ),
      ).to.throw(`expected at least 5 variables, as many of each list, got ${m1}, ${s1}, ${m2}, ${s2};`);
  });

  it('a check that presumes something calls nothing inconsistent, and says what it presumes where it contradicts', () => {
    const presuming = (total: string, rule: Record<string, unknown> = {}) => {
      const record = recordOf('total', {
        values: { a: '1.0', b: '2.0', t: total },
        with: { printed: 't', of: ['a', 'b'] },
      });
      const [check] = record.checks;
      return audit({
        ...record,
        checks: [{ ...check!, presumes: 'parts are of one kind', remark: 'So far.', ...rule }],
      })[0]!;
    };
    expect(presuming('9.0').severity).to.equal('suspicious');
    expect(presuming('9.0').derivation).to.match(/ So far\. This presumes that parts are of one kind\.$/);
    expect(presuming('3.0').severity).to.equal('consistent');
    expect(presuming('3.0').derivation).to.match(/ So far\.$/);
  });
});
