import { expect } from 'chai';
import { decimalsOf, inLastDigits } from '../../harness/numeric/decimals.ts';
import { procedureNamed } from '../../harness/statistics/catalogue.ts';
import { readTies } from '../../harness/statistics/decimal-ties.ts';
import type { Sample } from '../../harness/statistics/procedure.ts';
import { eachOf, expectAgreement } from './expect-agreement.ts';
import { lcg, oracles, type Printed } from './oracle-inputs.ts';

const printed =
  oracles<Record<'signed_rank' | 'exact' | 'equivalence', (Printed[] | null)[]>>('statistics-ties');

/** As in golden/oracles/statistics-ties.py. */
function columns(k: number): { readonly sample: Sample; readonly margin: number } {
  const g = lcg(140_000 + k);
  const [n, digits, spread] = [8 + g.below(9), 1 + (k % 3), 4 + g.below(12)];
  const x = Float64Array.from({ length: n }, () => 20 * 10 ** digits + g.below(6 * spread));
  const y = x.map((v) => v - g.below(spread) + Math.floor(spread / 3));
  const read = (column: Float64Array) => column.map((v) => v / 10 ** digits);
  const ids = Array.from(x, (_, i) => String(i));
  return {
    sample: { ids, clusters: ids, x: read(x), y: read(y) },
    margin: (1 + g.below(spread)) / 10 ** digits,
  };
}

function results(name: string, sample: Sample, given: Record<string, unknown>) {
  const procedure = procedureNamed(name);
  const options = procedure.resolve(given);
  return (['decimal', 'binary'] as const).map(
    // biome-ignore lint/suspicious/noExplicitAny: results of several shapes
    (ties) => readTies(procedure, sample, options, ties).result as Record<string, any>,
  );
}

describe('ties of printed decimals', () => {
  it('gives the p of SciPy on exact differences, and that on doubles, which differ more often than not', () => {
    let differ = 0;
    eachOf(printed.signed_rank, (wanted, k) => {
      const [decimal, binary] = results('wilcoxon', columns(k).sample, {});
      expectAgreement([decimal!['p'].twoSided, binary!['p'].twoSided], wanted, `case ${k}`);
      if (Math.abs(wanted[0]! - wanted[1]!) > 1e-9) differ++;
    });
    expect(differ).to.be.above(printed.signed_rank.length / 2);
  });

  it('gives the exact p, the rank-biserial correlation and the equivalence of medians of exact fractions', () => {
    eachOf(printed.exact, (wanted, k) => {
      const { sample } = columns(k);
      const [test] = results('wilcoxon', sample, { method: 'exact' });
      const [effect] = results('effect-size', sample, {});
      expectAgreement([test!['p'].twoSided, effect!['rankBiserial'].value], wanted, `case ${k}`);
    });
    eachOf(printed.equivalence, (wanted, k) => {
      const { sample, margin } = columns(k);
      const [within] = results('equivalence', sample, { quantity: 'median', method: 'exact', margin });
      expectAgreement([within!['p'], within!['value']], wanted, `case ${k}`);
    });
  });

  it('says what binary floating point gives otherwise, and nothing of columns of doubles or whole numbers', () => {
    const wilcoxon = procedureNamed('wilcoxon');
    const read = (of: (v: number) => number) =>
      readTies(
        wilcoxon,
        {
          ids: ['a', 'b', 'c', 'd'],
          clusters: ['a', 'b', 'c', 'd'],
          x: Float64Array.of(241, 242, 250, 243).map(of),
          y: Float64Array.of(240, 241, 246, 246).map(of),
        },
        wilcoxon.resolve({}),
        'decimal',
      ).ties;
    const tenths = read((v) => v / 10);
    expect(tenths?.decimals).to.deep.equal({ x: 1, y: 1 });
    expect(tenths?.otherwise).to.include.keys('/z', '/p/twoSided');
    const mixed = (x: (v: number) => number, y: (v: number) => number) =>
      readTies(
        wilcoxon,
        {
          ids: ['a', 'b', 'c', 'd'],
          clusters: ['a', 'b', 'c', 'd'],
          x: Float64Array.of(24, 25, 23, 27).map(x),
          y: Float64Array.of(241, 242, 246, 246).map(y),
        },
        wilcoxon.resolve({}),
        'decimal',
      ).ties;
    const same = (v: number) => v;
    expect(mixed(same, (v) => v / 10)?.decimals, 'one unit, whole in x').to.deep.equal({ x: 1, y: 1 });
    expect(mixed((v) => v / 100, same)?.decimals, 'one unit, whole in y').to.deep.equal({ x: 2, y: 2 });
    expect(
      mixed(same, (v) => v * Math.PI),
      'y computed',
    ).to.equal(undefined);
    expect(
      mixed((v) => v * Math.PI, same),
      'x computed',
    ).to.equal(undefined);
    expect(read((v) => v)).to.equal(undefined);
    expect(read((v) => v * Math.PI)).to.equal(undefined);
  });
});

describe('decimals of a column', () => {
  it('are the most digits that a value is printed with, and none of doubles that were computed', () => {
    expect(decimalsOf([24.1, 30, 28.25])).to.equal(2);
    expect(decimalsOf([0.1 + 0.2])).to.equal(undefined);
    expect(decimalsOf([1e14, 3])).to.equal(0);
    expect(decimalsOf([1e14, 0.1])).to.equal(undefined);
    expect(decimalsOf([123456.123456789])).to.equal(undefined);
    expect([...inLastDigits(Float64Array.of(24.1, -0.29, 0), 2)]).to.deep.equal([2410, -29, 0]);
  });

  it('find every decimal of up to nine digits that a double is read from', () => {
    for (let k = 0; k < 3000; k++) {
      const g = lcg(k);
      const digits = g.below(10);
      const units = Math.floor(g.u() * 10 ** (1 + g.below(13))) * 10 + 1 + g.below(9);
      const text = `${units}`.padStart(digits + 1, '0');
      const value = Number(`${text.slice(0, text.length - digits)}.${text.slice(text.length - digits)}`);
      expect(decimalsOf([value]), text).to.equal(digits);
      expect(inLastDigits(Float64Array.of(value), digits)[0]).to.equal(units);
    }
  });
});
