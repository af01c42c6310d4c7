import { expect } from 'chai';
import { normalQuantile } from '../../../harness/numeric/normal.ts';
import { inferCi } from '../../../harness/record/infer/ci.ts';
import type { IntervalVariant } from '../../../harness/record/infer/ci-variant.ts';
import { conclude, meaningOf } from '../../../harness/record/infer/ci-words.ts';
import { type EffectDefinition, inferD } from '../../../harness/record/infer/d.ts';
import { inferP } from '../../../harness/record/infer/p.ts';

const exactly = (value: number) => ({ low: value, high: value });

describe('what a printed d says', () => {
  const infer = (d: number, sds: object, described: EffectDefinition = 'dz') =>
    inferD({ d: { low: d - 0.001, high: d + 0.001 }, n: 50, delta: exactly(6), ...sds }, described);

  it('is by the sd of either arm alone, where no other spread gives it', () => {
    for (const [effect, d] of [
      ['glass-first', 2],
      ['glass-second', 1.5],
    ] as const) {
      const { variants, identifiable, conclusion } = infer(d, { sdFirst: exactly(3), sdSecond: exactly(4) });
      expect([...new Set(variants.map((one) => one.effect))]).to.deep.equal([effect]);
      expect(identifiable).to.equal(true);
      const arm = effect === 'glass-first' ? 'first' : 'second';
      expect(conclusion).to.equal(
        `The described definition cannot give the printed value. the mean difference over the ${arm} arm's sd, from the ${arm} arm's sd: ${d} to ${d}.`,
      );
    }
  });

  it('is nothing where no definition gives it, and open where two do', () => {
    expect(infer(9, { sdDifference: exactly(3) })).to.deep.include({
      identifiable: false,
      describedIsPossible: false,
      conclusion: 'The described definition cannot give the printed value. No definition that was tried can.',
    });
    expect(infer(2, { sdDifference: exactly(3), sdFirst: exactly(3) }).conclusion).to.equal(
      "The described definition can give the printed value. Not identifiable: the mean difference over the sd of the differences, the mean difference over the first arm's sd give it.",
    );
  });

  it('lists the described definition first, then plain ones before corrected ones', () => {
    const order = (described: EffectDefinition) =>
      inferD(
        { d: { low: 1, high: 3 }, n: 50, delta: exactly(6), sdDifference: exactly(3), sdFirst: exactly(3) },
        described,
      ).variants.map(({ effect, ddof, corrected }) => `${effect} ${ddof} ${corrected}`);
    const [first, second] = (['dz', 'glass-first'] as const).map((effect) =>
      ['1 false', '0 false', '1 true', '0 true'].map((rest) => `${effect} ${rest}`),
    ) as [string[], string[]];
    expect(order('dz')).to.deep.equal([...first, ...second]);
    expect(order('glass-first')).to.deep.equal([...second, ...first]);
  });
});

describe('a correlation that is known', () => {
  const [delta, d, n] = [2, 1.5, 100];
  /** Whether d of the differences and an interval of independent arms go with it that take a correlation of r. */
  const goes = (r: number, known: number) => {
    const half = ((delta / d) * normalQuantile(0.975) * Math.SQRT2) / Math.sqrt(n) / Math.sqrt(2 * (1 - r));
    const found = inferCi(
      {
        ...{ delta: exactly(delta), d: exactly(d), n, resamples: 10000 },
        ...{ low: exactly(delta - half), high: exactly(delta + half), correlation: exactly(known) },
      },
      { effect: 'dz', pairing: 'paired', method: 'normal' },
    );
    return found.conditional.some(
      ({ effect, pairing, method }) => `${effect} ${pairing} ${method}` === 'dz independent normal',
    );
  };

  it('counts from 0.92 of itself, for arms that spread differently, to either side of 0', () => {
    for (const known of [0.5, -0.5]) {
      const at = (part: number) => goes(part * known, known);
      expect([at(0.915), at(0.925), at(0.999), at(1.001)], String(known)).to.deep.equal([
        false,
        true,
        true,
        false,
      ]);
    }
  });
});

describe('words on intervals', () => {
  const variant = { effect: 'dz', pairing: 'paired', method: 'normal' } as const satisfies IntervalVariant;
  const made = (more: object) => {
    const one = { ...variant, n: 40, low: 1.23456, high: 2, matches: true, ...more };
    return { ...one, meaning: meaningOf(one) };
  };

  it('say what a variant gives, or which correlation it takes, or that none does', () => {
    expect(made({}).meaning).to.equal(
      'd over the sd of the differences and a normal interval of the paired differences, n 40: about 1.235 to 2.',
    );
    const crossed = (correlation: number) =>
      made({ effect: 'pooled', pairing: 'independent', method: 't', correlation }).meaning;
    const start =
      "d over the arms' pooled sd and a Student's t interval of the two arms taken independently, n 40: ";
    expect(crossed(0.5)).to.equal(
      `${start}the printed interval takes a correlation of 0.50 between the arms.`,
    );
    expect(crossed(-0.001)).to.match(/a correlation of 0\.00 between/);
    expect(crossed(-0.999)).to.match(/a correlation of -1\.00 between/);
    for (const none of [-1, 1, -1.5, 1.5])
      expect(crossed(none)).to.equal(`${start}no correlation between the arms gives the printed interval.`);
  });

  it('conclude with one procedure, with several, or with none', () => {
    const [can, cannot] = [made({}), made({ matches: false })];
    const possible = 'The described procedure can give the printed interval.';
    const impossible = 'The described procedure cannot: it gives about 1.235 to 2.';
    expect(conclude(can, [can], [])).to.equal(`${possible} One procedure gives it: ${can.meaning}`);
    expect(conclude(cannot, [], [])).to.equal(`${impossible} No other that was tried can.`);
    const crossed = made({ pairing: 'independent', correlation: 0.25 });
    expect(conclude({ ...crossed, matches: false }, [], [crossed])).to.equal(
      `The described procedure cannot, whatever the correlation between the arms. One procedure gives it: ${crossed.meaning}`,
    );
    expect(conclude(can, [can, made({ method: 't' })], [crossed])).to.equal(
      `${possible} Not identifiable. With nothing left to assume: ${can.meaning} With the right correlation between the arms also: d over the sd of the differences with independent arms, n 40 (0.25).`,
    );
    const pooled = made({ effect: 'pooled', n: 41 });
    expect(conclude(can, [can, pooled], [])).to.equal(
      `${possible} Not identifiable. With nothing left to assume: d over the sd of the differences with paired arms, n 40, d over the arms' pooled sd with paired arms, n 41.`,
    );
    expect(conclude(cannot, [], [crossed, made({ n: 41, correlation: -0.5 })])).to.equal(
      `${impossible} Not identifiable. With the right correlation between the arms also: d over the sd of the differences with independent arms, n 40 (0.25); d over the sd of the differences with paired arms, n 41 (-0.50).`,
    );
  });
});

describe('what a printed p says', () => {
  const described = { sided: 'two', method: 'asymptotic', correction: false, zeros: 'wilcox' } as const;
  const infer = (printed: string, n: readonly number[] = [40], zeroCounts: readonly number[] = [0]) =>
    inferP({ printed, described, n, zeroCounts });

  it('is nearest by what differs least: correction, method, zeros, sides, their number, pairs by how many', () => {
    const all = infer('> 0.0001', [40, 41, 60], [1, 2]).variants;
    const single = all
      .map((one) => ({
        ...(one.correction && { correction: 1 }),
        ...(one.method === 'exact' && { method: 1 }),
        ...(one.zeros !== 'wilcox' && { zeros: 1 }),
        ...(one.sided === 'one' && { sided: 1 }),
        ...(one.zeroCount === 2 && { zeroCount: 1 }),
        ...(one.n !== 40 && { [`n ${one.n}`]: 1 }),
      }))
      .map((different) => Object.keys(different))
      .filter(({ length }) => length < 2);
    const names = ['correction', 'method', 'zeros', 'sided', 'zeroCount', 'n 41', 'n 60'];
    expect([...new Set(single.map((names) => names.join()))]).to.deep.equal(['', ...names]);
  });

  it('says so of a bound from below, of a floor, and of steps over it', () => {
    expect(infer('> 0.5').variants[0]!.meaning).to.match(
      /^A two-sided asymptotic test without continuity correction of 40 pairs gives it up to a rank sum of \d+, 0\.5\d*\.$/,
    );
    const floor = infer('0.0625', [5], [0]).described;
    expect(
      inferP({ printed: '0.0625', described: { ...described, method: 'exact' }, n: [5], zeroCounts: [0] })
        .described.meaning,
    ).to.equal(
      'A two-sided exact test of 5 pairs gives it at its floor, 0.0625: every one of the differences has one sign.',
    );
    expect(floor.matches).to.equal(false);
    expect(infer('0.01', [5]).described.meaning).to.match(
      /of 5 pairs cannot give less than 0\.04\d*, when every difference has one sign\.$/,
    );
    expect(infer('0.0502', [5]).described.meaning).to.match(
      /of 5 pairs steps over the printed value: the nearest it can give is 0\.04\d*, at a rank sum of 15\.$/,
    );
    expect(infer('0.3', [40], [1]).described.meaning).to.match(
      /of 40 pairs, 1 of them equal \(wilcox\) gives it at/,
    );
  });
});
