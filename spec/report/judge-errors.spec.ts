import { expect } from 'chai';
import { judgeErrors, type KnownClaims } from '../../harness/report/judge-errors.ts';

const counts = (reproduced: number, inconclusive: number, notReproduced: number) => ({
  reproduced,
  inconclusive,
  'not reproduced': notReproduced,
});
const claims = (more: Partial<KnownClaims> = {}): KnownClaims => ({
  asks: 'a gain',
  comparator: 'above',
  subjects: 'alone',
  takesImagesAsIndependent: false,
  judged: { true: counts(50, 7, 3), border: counts(2, 30, 5), false: counts(1, 11, 70) },
  decidable: { claims: 20, inconclusive: 4 },
  ...more,
});

describe('the errors of the judge on claims whose truth is known', () => {
  it('are shares of those claims on which it could err so, with the exact interval', () => {
    const [found, ...others] = judgeErrors([claims()]);
    expect(others).to.deep.equal([]);
    expect(found).to.include({ comparator: 'above', misled: false, claims: 179 });
    const { falselyReproduced, falselyNotReproduced, leftOpen } = found!;
    expect([falselyReproduced.count, falselyReproduced.of]).to.deep.equal([3, 119]);
    expect([falselyNotReproduced.count, falselyNotReproduced.of]).to.deep.equal([8, 97]);
    expect([leftOpen.count, leftOpen.of]).to.deep.equal([4, 20]);
    // Clopper and Pearson by scipy: binomtest(4, 20).proportion_ci(), and of 3 in 119.
    expect(leftOpen.ci95[0]).to.be.closeTo(0.057334, 1e-6);
    expect(leftOpen.ci95[1]).to.be.closeTo(0.436614, 1e-6);
    expect(falselyReproduced.ci95[0]).to.be.closeTo(0.005229, 1e-6);
    expect(falselyReproduced.ci95[1]).to.be.closeTo(0.071908, 1e-6);
  });

  it('are added up by comparator, apart where images of one subject are taken as independent', () => {
    const found = judgeErrors([
      claims({ asks: 'one' }),
      claims({ asks: 'another' }),
      claims({ comparator: 'below', subjects: 'repeated' }),
      claims({ comparator: 'below', takesImagesAsIndependent: true }),
      claims({ subjects: 'repeated', takesImagesAsIndependent: true }),
    ]);
    expect(found.map(({ comparator, misled, claims: n }) => [comparator, misled, n])).to.deep.equal([
      ['above', false, 358],
      ['below', false, 358],
      ['above', true, 179],
    ]);
    expect(found[0]!.leftOpen).to.include({ count: 8, of: 40 });
  });

  it('are unknown where there was nothing to err on', () => {
    const [found] = judgeErrors([claims({ decidable: { claims: 0, inconclusive: 0 } })]);
    expect(found!.leftOpen).to.deep.equal({ count: 0, of: 0, ci95: [0, 1] });
  });
});
