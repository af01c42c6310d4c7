import { expect } from 'chai';
import fc from 'fast-check';
import { leftInWords, timeLeft } from '../../harness/study/time-left.ts';

const steps = fc.array(fc.record({ weight: fc.nat(100), seconds: fc.nat(1000) }), {
  minLength: 1,
  maxLength: 40,
});

/** What is told after each step; the law is that of the implementation that is given. */
function tellings(
  under: typeof timeLeft,
  work: readonly { readonly weight: number; readonly seconds: number }[],
) {
  const left = under(work.reduce((sum, { weight }) => sum + weight, 0));
  let elapsed = 0;
  return work.map(({ weight, seconds }) => {
    elapsed += seconds;
    left.done(weight);
    return left.at(elapsed);
  });
}

const neverRises = (under: typeof timeLeft) =>
  fc.assert(
    fc.property(steps, (work) => {
      const told = tellings(under, work).flatMap((one) => (one ? [one.seconds] : []));
      expect(told.every((seconds, i) => i === 0 || seconds <= told[i - 1]!)).to.equal(true);
    }),
  );

describe('the time that is left', () => {
  it('never rises from one telling to the next', () => neverRises(timeLeft));

  it('would be seen to rise, were it the plain estimate', () => {
    const plain: typeof timeLeft = (total) => {
      let finished = 0;
      return {
        done(weight) {
          finished += weight;
        },
        at: (seconds) =>
          finished > 0 ? { seconds: (seconds * (total - finished)) / finished, atLeast: false } : undefined,
      };
    };
    expect(() => neverRises(plain)).to.throw();
  });

  it('is exact where work goes on evenly, and nothing where all is done', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 60 }), fc.integer({ min: 1, max: 100 }), (count, each) => {
        const told = tellings(
          timeLeft,
          Array.from({ length: count }, () => ({ weight: 3, seconds: each })),
        );
        for (const [i, one] of told.entries()) {
          if (one) expect(one.seconds).to.be.closeTo((count - i - 1) * each, 1e-6 * count * each);
        }
        expect(told.at(-1)!.seconds).to.equal(0);
      }),
    );
  });

  it('is not told before a twentieth is done, and said to be a lower bound where work slows down', () => {
    const left = timeLeft(100);
    left.done(4);
    expect(left.at(10)).to.equal(undefined);
    left.done(6);
    expect(left.at(10)).to.deep.equal({ seconds: 90, atLeast: false });
    expect(leftInWords(left.at(10))).to.equal('about 90 s left (estimate)');
    expect(left.at(100)).to.deep.equal({ seconds: 90, atLeast: true });
    expect(leftInWords(left.at(100))).to.equal('more than 90 s left (estimate)');
    expect(leftInWords(undefined)).to.equal('time left not known yet');
    expect(leftInWords({ seconds: 3_000, atLeast: false })).to.equal('about 50 min left (estimate)');
    expect(leftInWords({ seconds: 20_000, atLeast: false })).to.equal('about 6 h left (estimate)');
    expect(leftInWords({ seconds: 400_000, atLeast: false })).to.equal('about 5 days left (estimate)');
  });
});
