import { expect } from 'chai';
import { pooledPsnr, psnr } from '../../harness/metrics/psnr.ts';
import { createImage, type Image } from '../../harness/numeric/image.ts';
import { InputError } from '../../harness/numeric/input-error.ts';

describe('psnr', () => {
  it('gives at zero error what its convention says', () => {
    const same = { image: flat(1, 0.5), reference: flat(1, 0.5) };
    expect(psnr.compute(same, psnr.resolve({}))).to.equal(Number.POSITIVE_INFINITY);
    for (const cap of [80, 100]) expect(psnr.compute(same, psnr.resolve({ zeroError: cap }))).to.equal(cap);
  });

  it('counts errors below the limit as none', () => {
    const pair = { image: flat(1, 1e-7), reference: flat(1, 0) };
    expect(psnr.compute(pair, psnr.resolve({}))).to.be.closeTo(140, 1e-9);
    const capped = (limit: number) => psnr.compute(pair, psnr.resolve({ zeroError: 100, zeroBelow: limit }));
    expect(capped(1e-12)).to.equal(100);
    expect(capped(1.01e-14)).to.equal(100);
    expect(capped(0.99e-14)).to.be.closeTo(140, 1e-9);
  });

  it('compares channel means in its grey variant, every channel otherwise', () => {
    const image = createImage(3, 1, 1, Float64Array.of(0.1, 0.2, 0.6));
    const reference = createImage(3, 1, 1, Float64Array.of(0.3, 0.3, 0.3));
    expect(psnr.compute({ image, reference }, psnr.resolve({ channels: 'grey' }))).to.be.above(300);
    const all = 10 * Math.log10(3 / (0.04 + 0.01 + 0.09));
    expect(psnr.compute({ image, reference }, psnr.resolve({}))).to.be.closeTo(all, 1e-12);
  });
});

describe('psnr pooled over a set (pooledPsnr)', () => {
  const reference = flat(1, 0);

  it('is the ratio of the error pooled over the set, at most the mean of the ratios', async () => {
    const pairs = [0.1, 0.01].map((error) => ({ image: flat(1, error), reference }));
    const pooled = await pooledPsnr(pairs, psnr.convention);
    expect(pooled).to.be.closeTo(-10 * Math.log10((0.01 + 0.0001) / 2), 1e-12);
    expect(pooled).to.be.below(30);
  });

  it('is the own ratio of a single image, and weighs larger images more', async () => {
    const one = { image: flat(1, 0.1), reference };
    expect(await pooledPsnr([one], psnr.convention)).to.equal(psnr.compute(one, psnr.convention));
    const large = { image: createImage(1, 12, 4), reference: createImage(1, 12, 4) };
    expect(await pooledPsnr([one, large], psnr.convention)).to.be.closeTo(20 + 10 * Math.log10(4), 1e-12);
  });

  it('weighs an image by its pixels where the channels are averaged, by its values otherwise', async () => {
    const grey = { image: flat(1, 0.1), reference };
    const colour = { image: flat(3, 0.3), reference: flat(3, 0) };
    const of = (channels: string) => pooledPsnr([grey, colour], psnr.resolve({ channels }));
    expect(await of('grey')).to.be.closeTo(-10 * Math.log10((0.01 + 0.09) / 2), 1e-12);
    expect(await of('all')).to.be.closeTo(-10 * Math.log10((0.01 + 3 * 0.09) / 4), 1e-12);
  });

  it('refuses an empty set', async () => {
    const error = await pooledPsnr([], psnr.convention).catch((thrown: Error) => thrown);
    expect(error).to.be.instanceOf(InputError);
    expect((error as Error).message).to.include('pooled psnr: expected at least one pair');
  });
});

function flat(channels: number, value: number): Image {
  return createImage(channels, 4, 4, new Float64Array(16 * channels).fill(value));
}
