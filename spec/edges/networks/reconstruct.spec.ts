import { expect } from 'chai';
import { reconstruct } from '../../../harness/edges/networks/reconstruct.ts';
import type { Vae } from '../../../harness/edges/networks/vae.ts';
import { createImage } from '../../../harness/numeric/image.ts';

/** Takes every `down`-th pixel, and repeats each `up` times. */
function decimating(down: number, up: number, factor: number | null): Vae {
  return {
    name: 'decimating',
    factor,
    reach: null,
    leastBytes: () => 0,
    async encode({ height, width, data }) {
      const [rows, columns] = [Math.floor(height / down), Math.floor(width / down)];
      const kept = Float32Array.from({ length: rows * columns }, (_, i) => {
        const [y, x] = [Math.floor(i / columns), i % columns];
        return data[y * down * width + x * down]!;
      });
      return { shape: [1, 1, rows, columns], data: kept };
    },
    async decode({ shape, data }) {
      const [, , rows, columns] = shape as [number, number, number, number];
      const image = createImage(1, rows * up, columns * up);
      for (let i = 0; i < image.data.length; i++) {
        const [y, x] = [Math.floor(i / image.width), i % image.width];
        image.data[i] = data[Math.floor(y / up) * columns + Math.floor(x / up)]!;
      }
      return image;
    },
    async dispose() {},
  };
}

const image = createImage(
  1,
  13,
  18,
  Float64Array.from({ length: 13 * 18 }, (_, i) => (i % 7) / 7),
);

describe('an image through an autoencoder', () => {
  it('comes back in its own size, mirrored on the way where the factor does not divide it', async () => {
    for (const factor of [4, null]) {
      const { copy, padded, latent } = await reconstruct(decimating(4, 4, factor), image);
      expect([copy.height, copy.width]).to.deep.equal([13, 18]);
      expect(padded).to.deep.equal({ height: 16, width: 20 });
      expect(latent).to.deep.equal([1, 4, 5]);
      expect(copy.data[0]).to.be.closeTo(image.data[0], 1e-7);
      expect(copy.data[12 * 18 + 17]).to.be.closeTo(image.data[12 * 18 + 16], 1e-7);
    }
  });

  it('is not mirrored where its size fits', async () => {
    const { padded } = await reconstruct(decimating(4, 4, 4), createImage(1, 8, 12));
    expect(padded).to.equal(null);
  });

  it('is refused where it comes back in another size all the same', async () => {
    for (const factor of [4, null]) {
      const fault = await reconstruct(decimating(4, 2, factor), image).catch((error: Error) => error);
      expect((fault as Error).message).to.match(
        /^decimating: expected an image of 1[46]x(18|20) back, got \dx\d+/,
      );
    }
  });
});
