import { expect } from 'chai';
import fc from 'fast-check';
import { zeroFilled } from '../../harness/baselines/zero-filled.ts';
import { bandLimited, type Complex } from '../../harness/degrade/band-limited.ts';
import { truncateKSpace } from '../../harness/degrade/k-space-truncation.ts';
import { resize } from '../../harness/degrade/resize.ts';
import { createImage, type Image } from '../../harness/numeric/image.ts';
import { InputError } from '../../harness/numeric/input-error.ts';
import { distance, seededImage, transpose } from '../laws/image-arbitrary.ts';
import { withPlanted } from '../laws/planted-laws.ts';
import { runs } from '../runs.ts';

const factor = fc.constantFrom(1, 2, 3, 4);
const weight = fc.double({ min: -3, max: 3, noNaN: true });
/** Sides that every factor divides, to odd sizes and to even ones. */
const side = fc.constantFrom(12, 24, 36);
const high = seededImage(side);
const low = seededImage(fc.integer({ min: 1, max: 9 }));
const cases = { numRuns: runs(20) };

type Truncation = (image: Image, factor: number) => Image;
type Enlargement = (image: Image, height: number, width: number) => Image;

describe('truncation of k-space', () => {
  withPlanted<Truncation>(
    truncateKSpace,
    {
      'keeps a constant image constant': (truncate) =>
        fc.assert(
          fc.property(high, factor, fc.double({ min: 0, max: 1, noNaN: true }), (image, by, value) => {
            const small = truncate(
              mapped(image, () => value),
              by,
            );
            expect(
              distance(
                small,
                mapped(small, () => value),
              ),
            ).to.be.below(1e-12);
          }),
          cases,
        ),

      'is a magnitude: never negative, and scaled by the size of a weight': (truncate) =>
        fc.assert(
          fc.property(high, factor, weight, (image, by, a) => {
            const centred = mapped(image, (value) => value - 0.5);
            const small = truncate(centred, by);
            const scaled = truncate(
              mapped(centred, (value) => a * value),
              by,
            );
            expect(
              distance(
                scaled,
                mapped(small, (value) => Math.abs(a) * value),
              ),
            ).to.be.below(1e-12);
            expect(small.data.every((value) => value >= 0)).to.equal(true);
          }),
          cases,
        ),

      'of a sum is at most the sum': (truncate) =>
        fc.assert(
          fc.property(high, factor, (image, by) => {
            const other = { ...image, data: image.data.toReversed().map((value) => value - 0.5) };
            const [one, two, both] = [image, other, sum(image, other)].map((each) => truncate(each, by).data);
            const above = both!.map((value, i) => value - one![i]! - two![i]!);
            expect(Math.max(...above)).to.be.below(1e-12);
          }),
          cases,
        ),

      // A mirror along one axis exchanges the lone frequency of an even size, half a turn conjugates all.
      'of the image turned by half a turn is the turned one, and mirrored the mirrored one at odd sizes': (
        truncate,
      ) =>
        fc.assert(
          fc.property(high, factor, (image, by) => {
            const small = truncate(image, by);
            expect(distance(truncate(halfTurn(image), by), halfTurn(small))).to.be.below(1e-12);
            if (small.width % 2 === 1)
              expect(distance(truncate(mirrored(image), by), mirrored(small))).to.be.below(1e-12);
          }),
          cases,
        ),

      'moves by a pixel where the image moves around by a pixel of the LR image': (truncate) =>
        fc.assert(
          fc.property(high, factor, (image, by) => {
            expect(distance(truncate(moved(image, by), by), moved(truncate(image, by), 1))).to.be.below(
              1e-12,
            );
          }),
          cases,
        ),

      'never adds power: the mean square is at most that before': (truncate) =>
        fc.assert(
          fc.property(high, factor, (image, by) => {
            const before = meanSquare(image);
            expect(meanSquare(truncate(image, by))).to.be.at.most(before * (1 + 1e-12));
          }),
          cases,
        ),

      'gives a wave that it holds at the centres of LR pixels, and nothing of one beyond': (truncate) =>
        fc.assert(
          fc.property(
            side,
            side,
            factor,
            fc.nat(17),
            fc.nat(17),
            fc.nat(6),
            (height, width, by, ky, kx, at) => {
              const [h, w] = [height / by, width / by];
              fc.pre(2 * ky < height && 2 * kx < width && ky + kx > 0 && 2 * ky !== h && 2 * kx !== w);
              const held = 2 * ky < h && 2 * kx < w;
              // A wave along the diagonal, and the offset that keeps it positive.
              const wave = (y: number, x: number) =>
                0.5 + 0.4 * Math.cos(2 * Math.PI * ((ky * y) / height + (kx * x) / width) + at);
              const small = truncate(drawn(height, width, wave), by);
              const centre = (i: number) => (i + 0.5) * by - 0.5;
              const expected = drawn(h, w, (y, x) => (held ? wave(centre(y), centre(x)) : 0.5));
              expect(distance(small, expected)).to.be.below(1e-12);
            },
          ),
          { numRuns: runs(60) },
        ),

      'keeps of a wave at the bound of an even size the half that is sampled, alike everywhere': (truncate) =>
        fc.assert(
          fc.property(side, fc.constantFrom(2, 3, 4), fc.nat(6), (height, by, at) => {
            const width = 2 * by * 3;
            const small = truncate(
              drawn(height * by, width, (_, x) => Math.cos((Math.PI * x) / by + at)),
              by,
            );
            expect(
              distance(
                small,
                mapped(small, () => 0.5),
              ),
            ).to.be.below(1e-12);
          }),
          cases,
        ),

      'gives the LR image back of a zero-filled one, where sizes are odd': (truncate) =>
        fc.assert(
          fc.property(seededImage(fc.constantFrom(1, 3, 5, 7)), factor, (image, by) => {
            const large = zeroFilled(image, image.height * by, image.width * by);
            expect(distance(truncate(large, by), image)).to.be.below(1e-12);
          }),
          cases,
        ),
    },
    {
      'the real part': (image, by) => through(image, by, ({ re }) => re),
      'the sum of the parts': (image, by) =>
        through(image, by, ({ re, im }) => re.map((value, i) => Math.abs(value) + Math.abs(im[i]!))),
      'the squared magnitude': (image, by) => mapped(truncateKSpace(image, by), (value) => value * value),
      'no normalisation': (image, by) => mapped(truncateKSpace(image, by), (value) => value * by * by),
      'first pixels on each other': (image, by) => truncateKSpace(shifted(image, (by - 1) / 2), by),
      'means over blocks': (image, by) =>
        mapped(resize(image, image.height / by, image.width / by, 'box', 'float'), Math.abs),
      bicubic: (image, by) => resize(image, image.height / by, image.width / by, 'bicubic', 'float'),
    },
  );

  const shrink = (height: number, width: number, by: number) => {
    const small = truncateKSpace(createImage(1, height, width), by);
    return [small.height, small.width];
  };
  it('of odd sizes has the sizes divided by the factor', () => {
    expect([shrink(15, 9, 3), shrink(7, 5, 1), shrink(12, 6, 1.5), shrink(5, 5, 5)]).to.deep.equal([
      [5, 3],
      [7, 5],
      [8, 4],
      [1, 1],
    ]);
  });

  it('to a single pixel is the magnitude of the mean', () => {
    const image = drawn(6, 6, (y, x) => y * x - 7);
    expect(truncateKSpace(image, 6).data[0]).to.be.closeTo(0.75, 1e-12);
    expect(
      truncateKSpace(
        mapped(image, (value) => -value),
        6,
      ).data[0],
    ).to.be.closeTo(0.75, 1e-12);
  });

  it('refuses a factor that does not divide', () => {
    expect(() => shrink(16, 10, 4)).to.throw(
      InputError,
      'k-space-truncation: expected a factor that divides the height and width of [1, 16, 10], got 4',
    );
  });
});

describe('zero-filling of k-space', () => {
  const larger = fc.tuple(fc.nat(9), fc.nat(9));
  const drawnSizes = (check: (image: Image, height: number, width: number) => void) =>
    fc.assert(
      fc.property(low, larger, (image, [more, wider]) =>
        check(image, image.height + more, image.width + wider),
      ),
      cases,
    );

  withPlanted<Enlargement>(
    zeroFilled,
    {
      'keeps a constant image constant': (enlarge) =>
        drawnSizes((image, height, width) => {
          const large = enlarge(
            mapped(image, () => 0.3),
            height,
            width,
          );
          expect(
            distance(
              large,
              mapped(large, () => 0.3),
            ),
          ).to.be.below(1e-12);
        }),

      'is linear': (enlarge) =>
        drawnSizes((image, height, width) => {
          const other = { ...image, data: image.data.toReversed().map((value) => 1 - 3 * value) };
          const apart = sum(enlarge(image, height, width), enlarge(other, height, width));
          expect(distance(enlarge(sum(image, other), height, width), apart)).to.be.below(1e-12);
        }),

      'of the transposed image is the transpose, and of the mirrored one the mirrored': (enlarge) =>
        drawnSizes((image, height, width) => {
          const large = enlarge(image, height, width);
          expect(distance(enlarge(transpose(image), width, height), transpose(large))).to.be.below(1e-12);
          expect(distance(enlarge(mirrored(image), height, width), mirrored(large))).to.be.below(1e-12);
        }),

      'leaves an image of the size as it is': (enlarge) =>
        drawnSizes((image) => {
          expect(enlarge(image, image.height, image.width)).to.deep.equal(image);
        }),

      'gives a wave that the LR image holds at the centres of HR pixels': (enlarge) =>
        fc.assert(
          fc.property(
            low,
            larger,
            fc.nat(4),
            fc.nat(4),
            fc.nat(6),
            ({ height: h, width: w }, more, ky, kx, at) => {
              fc.pre(2 * ky < h && 2 * kx < w);
              const [height, width] = [h + more[0], w + more[1]];
              const wave = (y: number, x: number) =>
                Math.cos(2 * Math.PI * ((ky * (y + 0.5)) / h + (kx * (x + 0.5)) / w) + at);
              const expected = drawn(height, width, (y, x) =>
                wave(((y + 0.5) * h) / height - 0.5, ((x + 0.5) * w) / width - 0.5),
              );
              expect(distance(enlarge(drawn(h, w, wave), height, width), expected)).to.be.below(1e-12);
            },
          ),
          { numRuns: runs(60) },
        ),

      'in two steps is what it is in one': (enlarge) =>
        drawnSizes((image, height, width) => {
          const once = enlarge(image, 2 * height, 2 * width);
          expect(distance(enlarge(enlarge(image, height, width), 2 * height, 2 * width), once)).to.be.below(
            1e-12,
          );
        }),
    },
    {
      'first pixels on each other': (image, height, width) =>
        shifted(zeroFilled(image, height, width), -(width / image.width - 1) / 2),
      'no normalisation': (image, height, width) =>
        mapped(zeroFilled(image, height, width), (value) => (value * height) / image.height),
      'a magnitude': (image, height, width) => mapped(zeroFilled(image, height, width), Math.abs),
      bicubic: (image, height, width) => resize(image, height, width, 'bicubic', 'float'),
      'an offset': (image, height, width) => mapped(zeroFilled(image, height, width), (value) => value + 0.1),
    },
  );

  it('keeps a real image real where its size is even', () => {
    const image = drawn(4, 6, (y, x) => ((3 * y + 5 * x) % 7) / 7);
    const { im } = bandLimited(image, 9, 12);
    expect(Math.max(...im.map(Math.abs))).to.be.below(1e-15);
  });

  it('refuses to shrink', () => {
    expect(() => zeroFilled(createImage(1, 4, 4), 4, 3)).to.throw(
      InputError,
      'zero-filled: expected an HR image at least as large as the LR image [1, 4, 4], got 4x3',
    );
  });
});

function drawn(height: number, width: number, value: (y: number, x: number) => number): Image {
  const data = Float64Array.from({ length: height * width }, (_, i) =>
    value(Math.floor(i / width), i % width),
  );
  return createImage(1, height, width, data);
}

function mapped(image: Image, change: (value: number) => number): Image {
  return { ...image, data: image.data.map(change) };
}

function sum(a: Image, b: Image): Image {
  return { ...a, data: a.data.map((value, i) => value + b.data[i]!) };
}

function meanSquare({ data }: Image): number {
  return data.reduce((total, value) => total + value * value, 0) / data.length;
}

/** Columns in the other order. */
function mirrored(image: Image): Image {
  return permuted(image, (x) => image.width - 1 - x);
}

function halfTurn(image: Image): Image {
  return transpose(mirrored(transpose(mirrored(image))));
}

/** Columns moved around the edge. */
function moved(image: Image, by: number): Image {
  return permuted(image, (x) => (x + image.width - by) % image.width);
}

function permuted(image: Image, from: (x: number) => number): Image {
  const { width } = image;
  return { ...image, data: image.data.map((_, i) => image.data[i - (i % width) + from(i % width)]!) };
}

/** Columns moved by a part of a pixel, by a straight line between two. */
function shifted(image: Image, by: number): Image {
  const whole = Math.floor(by);
  const [near, far] = [whole, whole + 1].map((each) =>
    moved(image, ((each % image.width) + image.width) % image.width),
  );
  return { ...image, data: near!.data.map((value, i) => value + (by - whole) * (far!.data[i]! - value)) };
}

function through(image: Image, by: number, made: (complex: Complex) => Float64Array): Image {
  const [height, width] = [image.height / by, image.width / by];
  return createImage(image.channels, height, width, made(bandLimited(image, height, width)));
}
