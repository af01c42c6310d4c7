import { expect } from 'chai';
import fc from 'fast-check';
import { openEngine } from '../../harness/edges/engines/open-engine.ts';
import { workspaceAt } from '../../harness/edges/files/workspace.ts';
import { reconstruct } from '../../harness/edges/networks/reconstruct.ts';
import { openVae, type Vae } from '../../harness/edges/networks/vae.ts';
import { leastActivationBytes } from '../../harness/networks/activation-memory.ts';
import { autoencoderKl } from '../../harness/networks/autoencoder-kl.ts';
import { reachOf } from '../../harness/networks/reach.ts';
import { scaleAutoencoder } from '../../harness/networks/scale-autoencoder.ts';
import { tileSpans } from '../../harness/networks/tile-spans.ts';
import { createImage } from '../../harness/numeric/image.ts';
import { stream } from '../../harness/numeric/stream.ts';

const kl = autoencoderKl('kl', {
  ...{ channels: 8, multipliers: [1, 2], blocks: 1, imageChannels: 1 },
  ...{ innerChannels: 2, latentChannels: 2, groups: 4 },
});

describe('tiles of an axis', () => {
  it('keep every position once, and see it as far from their own edges as the halo, or at the axis’ edge', () => {
    const axis = fc.record({
      size: fc.integer({ min: 1, max: 300 }),
      halo: fc.integer({ min: 0, max: 20 }),
      more: fc.integer({ min: 1, max: 60 }),
    });
    fc.assert(
      fc.property(axis, ({ size, halo, more }) => {
        const spans = tileSpans(size, 2 * halo + more, halo);
        let next = 0;
        for (const { from, to, keepFrom, keepTo } of spans) {
          expect(keepFrom).to.equal(next);
          expect(keepTo).to.be.above(keepFrom);
          expect(from === 0 || keepFrom - from >= halo).to.equal(true);
          expect(to === size || to - keepTo >= halo).to.equal(true);
          expect(to - from).to.equal(spans[0]!.to);
          next = keepTo;
        }
        expect(next).to.equal(size);
      }),
    );
  });
});

describe('an image in tiles', () => {
  const random = stream(1, 'spec', 'tiles');
  const image = createImage(
    1,
    213,
    302,
    Float64Array.from({ length: 213 * 302 }, () => random.uniform()),
  );
  let vae: Vae;
  before(async () => {
    const engine = await openEngine('onnx', { threads: 1 });
    vae = await openVae('autoencoder-medical-seed-0', workspaceAt(undefined), engine, { threads: 1 });
  });
  after(() => vae.dispose());
  const difference = (a: Float64Array, b: Float64Array) =>
    a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);

  it('comes out as in one, at all pixels, from a network that ships; with a shorter reach it would not', async () => {
    const whole = await reconstruct(vae, image);
    const tiled = await reconstruct(vae, image, { tile: 128 });
    expect([whole.tiles, tiled.latent, tiled.padded]).to.deep.equal([1, whole.latent, whole.padded]);
    expect(tiled.tiles).to.be.above(3);
    expect(difference(tiled.copy.data, whole.copy.data)).to.be.below(1e-5);
    const short = await reconstruct({ ...vae, reach: vae.factor }, image, { tile: 128 });
    expect(difference(short.copy.data, whole.copy.data)).to.be.above(1e-4);
  });

  it('is not taken so where a network looks at the whole image, and is refused where that is too large', async () => {
    expect(reachOf(kl)).to.equal(null);
    const bytes = (side: number) => leastActivationBytes(kl.encoder, { image: [1, 1, side, side] });
    // The attention between all positions grows with the fourth power of the side.
    expect(bytes(256) / bytes(128)).to.be.closeTo(16, 1);
    const large = { ...vae, reach: null, leastBytes: () => 1e15 };
    const refused = await reconstruct(large, image).catch((error: Error) => error.message);
    expect(refused).to.match(
      /whose layers fit into .* GB of memory, got 216x304, which takes 1\.00e\+6 GB at least; crop/,
    );
  });

  it('reaches no further for a network of fewer levels', () => {
    const reach = (widths: readonly number[]) =>
      reachOf(scaleAutoencoder('a', { latentChannels: 3, widths }));
    expect(reach([16])).to.be.below(reach([16, 32])!);
    expect(reach([16, 32])).to.be.below(reach([16, 32, 32])!);
  });
});
