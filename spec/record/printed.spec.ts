import { expect } from 'chai';
import fc from 'fast-check';
import { agreement, type Interval } from '../../harness/record/interval.ts';
import { parsePrinted } from '../../harness/record/printed.ts';

const read = (text: string, exact = false) => parsePrinted('here', text, exact);

describe('a printed number', () => {
  const cases: [text: string, low: number, high: number][] = [
    ['2.91', 2.905, 2.915],
    ['-0.03', -0.035, -0.025],
    ['−0.03', -0.035, -0.025],
    ['+1.18', 1.175, 1.185],
    ['46', 45.5, 46.5],
    ['1,820', 1819.5, 1820.5],
    ['.05', 0.045, 0.055],
    ['9.9e-22', 9.85e-22, 9.95e-22],
    ['9.9E-22', 9.85e-22, 9.95e-22],
    ['9.9×10⁻²²', 9.85e-22, 9.95e-22],
    ['9.9 x 10^-22', 9.85e-22, 9.95e-22],
    ['7.8e-120', 7.75e-120, 7.85e-120],
    ['< 1e-20', Number.NEGATIVE_INFINITY, 1e-20],
    ['≤ 0.05', Number.NEGATIVE_INFINITY, 0.05],
    ['> 0.8', 0.8, Number.POSITIVE_INFINITY],
    ['< .03', Number.NEGATIVE_INFINITY, 0.03],
    ['<.001', Number.NEGATIVE_INFINITY, 0.001],
    ['> .05', 0.05, Number.POSITIVE_INFINITY],
    ['-.05', -0.055, -0.045],
    ['.81 to .92', 0.805, 0.925],
    ['.000', -0.0005, 0.0005],
    ['n.s.', 0.05, 1],
    ['ns', 0.05, 1],
    ['N.S. at .01', 0.01, 1],
    ['2.91 to 3.29', 2.905, 3.295],
    ['0.000', -0.0005, 0.0005],
  ];
  for (const [text, low, high] of cases) {
    it(`"${text}" stands for ${low} to ${high}`, () => {
      expect(read(text)).to.deep.equal({ low, high });
    });
  }

  it('that is a count is exact', () => {
    expect(read('1,000', true)).to.deep.equal({ low: 1000, high: 1000 });
  });

  for (const text of ['', '2.9.1', 'ns at', 'nsp', '1.2e', '4 to 2', '12,34']) {
    it(`is not what ${JSON.stringify(text)} is`, () => {
      expect(() => read(text)).to.throw(/^here: expected a /);
    });
  }

  it('holds every number that rounds to it, half-way cases included', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e4, max: 1e4, noNaN: true }),
        fc.integer({ min: 0, max: 6 }),
        (value, digits) => {
          const { low, high } = read(value.toFixed(digits));
          // toFixed rounds the binary number exactly, the interval's ends are the nearest binary ones to a decimal.
          const slack = Math.abs(value) * Number.EPSILON;
          expect(value).to.be.within(low - slack, high + slack);
        },
      ),
    );
  });

  it('holds the number it was printed from in exponent notation', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9999 }),
        fc.integer({ min: -300, max: 300 }),
        fc.integer({ min: 0, max: 4 }),
        (mantissa, power, digits) => {
          const value = Number(`${mantissa}e${power}`);
          const { low, high } = read(value.toExponential(digits));
          expect(value).to.be.within(low * (1 - 1e-15), high * (1 + 1e-15));
        },
      ),
    );
  });
});

describe('two printed numbers', () => {
  const agree = (a: string, b: string, exact = false) => agreement(read(a), exact ? read(b, true) : read(b));

  it('agree when a common value lies inside both', () => {
    expect(agree('0.9355', '0.936')).to.equal('agree');
    expect(agree('1.858', '1.86')).to.equal('agree');
  });

  it('touch when only a half-way value rounds to both', () => {
    expect(agree('25.25', '25.26')).to.equal('touch');
    expect(agree('26.05', '26.04')).to.equal('touch');
  });

  it('differ when no value rounds to both', () => {
    expect(agree('25.25', '25.27')).to.equal('differ');
    expect(agree('9.9e-22', '1.97e-21')).to.equal('differ');
  });

  it('agree as their negatives do', () => {
    for (const [a, b] of [
      ['25.25', '25.26'],
      ['0.9355', '0.936'],
      ['25.25', '25.27'],
      ['58.3', '58.4'],
    ] as const)
      expect(agree(`-${a}`, `-${b}`), `${a} ${b}`).to.equal(agree(a, b));
    expect(Object.is(read('-0', true).high, 0) && Object.is(read('-0', true).low, 0)).to.equal(true);
  });

  it('touch, negative ones too, where floating point alone keeps their ends apart', () => {
    const end = 0.1 + 0.2;
    expect(agreement({ low: -0.4, high: -end }, { low: -0.3, high: -0.2 })).to.equal('touch');
    expect(agreement({ low: 0.2, high: 0.3 }, { low: end, high: 0.4 })).to.equal('touch');
    expect(agreement({ low: -0.4, high: -0.31 }, { low: -0.3, high: -0.2 })).to.equal('differ');
  });

  it('agree when one follows from counts, up to floating point', async () => {
    const { divide, multiply, point } = await import('../../harness/record/interval.ts');
    const share = multiply(point(100), divide(point(28), point(48)));
    expect(agreement(read('58.3'), share)).to.equal('agree');
    expect(agreement(read('58.4'), share)).to.equal('differ');
  });

  it('agree when one is an exact count at the end of the other', () => {
    expect(agree('119.5', '119.55', true)).to.equal('agree');
  });
});

describe('interval arithmetic', () => {
  it('encloses the result for every choice of operands', async () => {
    const { add, subtract, multiply, divide, square, squareRoot } = await import(
      '../../harness/record/interval.ts'
    );
    const side = fc
      .tuple(fc.double({ min: -50, max: 50, noNaN: true }), fc.double({ min: 0, max: 3, noNaN: true }))
      .map(([low, width]): Interval => ({ low, high: low + width }));
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const inside = ({ low, high }: Interval, value: number) => expect(value).to.be.within(low, high);
    fc.assert(
      fc.property(side, side, share, share, (a, b, s, t) => {
        const x = Math.min(a.high, a.low + s * (a.high - a.low));
        const y = Math.min(b.high, b.low + t * (b.high - b.low));
        inside(add(a, b), x + y);
        inside(subtract(a, b), x - y);
        inside(multiply(a, b), x * y);
        if (y !== 0) inside(divide(a, b), x / y);
        inside(square(a), x * x);
        if (x >= 0) inside(squareRoot(a), Math.sqrt(x));
      }),
    );
  });
});
