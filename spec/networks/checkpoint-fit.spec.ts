import { expect } from 'chai';
import fc from 'fast-check';
import { autoencoderKl } from '../../harness/networks/autoencoder-kl.ts';
import { declared } from '../../harness/networks/declared.ts';
import { assertDenoiserFits } from '../../harness/networks/denoiser-fit.ts';
import { layouts, networkWeights } from '../../harness/networks/layout.ts';
import { publishedAutoencoder } from '../../harness/networks/published-autoencoders.ts';
import { restorerWeights } from '../../harness/networks/published-restorers.ts';
import type { Tensor } from '../../harness/networks/tensor.ts';
import { paperUnet2d, unet2d } from '../../harness/networks/unet-2d.ts';
import { InputError } from '../../harness/numeric/input-error.ts';
import { runs } from '../runs.ts';

type Tensors = Map<string, Tensor>;

const sdvae = autoencoderTensors(4, [1, 2, 4, 4]);
const f4 = autoencoderTensors(3, [1, 2, 4]);

describe('a network in a checkpoint', () => {
  it('is found under any prefix, beside tensors of others', () =>
    fc.assert(
      fc.property(
        fc.constantFrom('', 'model.', 'module.', 'first_stage_model.', 'module.model.', 'a.b.c.'),
        fc.boolean(),
        (prefix, others) => {
          const file = under(prefix, sdvae);
          if (prefix !== '' && others)
            for (const [name, tensor] of under('loss.net.', sdvae))
              if (/net\.encoder\.conv_in/.test(name)) file.set(name, tensor);
          const { weights } = publishedAutoencoder('sdvae', file, 'x.ckpt');
          expect(weights.size).to.equal(sdvae.size);
          for (const [name, tensor] of sdvae) expect(weights.get(name)!.data).to.equal(tensor.data);
        },
      ),
      { numRuns: runs(12) },
    ));

  it('that stands there twice is refused by both prefixes', () => {
    const twice = new Map([...under('net.', sdvae), ...under('net_ema.', sdvae)]);
    expect(() => publishedAutoencoder('sdvae', twice, 'x.ckpt')).to.throw(
      InputError,
      'x.ckpt: expected one network of these names, got several, under net. and net_ema.; save the one that is meant alone: ',
    );
  });

  it('under a prefix that lacks a tensor is refused by that tensor and the prefix', () => {
    const file = under('first_stage_model.', sdvae);
    file.delete('first_stage_model.decoder.conv_in.bias');
    expect(() => publishedAutoencoder('sdvae', file, 'x.ckpt')).to.throw(
      InputError,
      /^x\.ckpt under first_stage_model\.: expected the network's \d+ tensors, got 1 missing: decoder\.conv_in\.bias; /,
    );
  });

  it('of another network is refused in a few words', () => {
    const { message } = thrown(() => restorerWeights('esrgan-x4', f4, 'x.ckpt'));
    expect(message).to.match(/^x\.ckpt: expected .* 702 missing: conv_first\.weight, .* and 694 more; /);
    expect(message.length).to.be.below(900);
  });

  it('of another autoencoder is refused by its name', () => {
    expect(() => publishedAutoencoder('medvae-4-3', sdvae, 'x.ckpt')).to.throw(
      InputError,
      /^x\.ckpt: expected the tensors of medvae-4-3, got those of the form of medvae-8-4 or sdvae \(.*\); name it as medvae-8-4, or /,
    );
    expect(() => publishedAutoencoder('sdvae', f4, 'x.ckpt')).to.throw(
      InputError,
      'got those of the form of medvae-4-3 or kl-f4 (',
    );
  });
});

describe("a denoiser's checkpoint", () => {
  const [channels, side] = [3, 64] as const;
  const own = denoiserTensors(channels, side);

  it('of other latents is refused by their channels or their size, for any of them', () =>
    fc.assert(
      fc.property(fc.constantFrom(1, 3, 4), fc.constantFrom(16, 32, 64, 128), (c, s) => {
        const check = () => assertDenoiserFits(own, paperUnet2d(c, s), s, 'x.ckpt');
        if (c !== channels)
          expect(check).to.throw(
            InputError,
            `x.ckpt: expected a denoiser of ${c} latent channels and ${c} of the condition, as the autoencoder here has, got one of 3 latent channels and 3 of the condition; `,
          );
        else if (s !== side)
          expect(check).to.throw(
            InputError,
            `x.ckpt: expected latents of 64 x 64, at which this denoiser was trained (it attends at level 2), got ${s} x ${s}; give images of the size `,
          );
        else expect(check).not.to.throw();
      }),
      { numRuns: runs(30) },
    ));

  it('is what binds where that is said to fit', () => {
    const network = unet2d('denoiser', paperUnet2d(channels, side));
    const shapes = { sample: [1, 2 * channels, side, side], time: [1] };
    expect(networkWeights(network, shapes, own, layouts.plain, 'x').size).to.equal(own.size);
  });
});

function autoencoderTensors(latentChannels: number, multipliers: readonly number[]): Tensors {
  const config = { channels: 128, blocks: 2, groups: 32, imageChannels: 3, latentChannels, multipliers };
  const { encoder, decoder, factor } = autoencoderKl('x', { ...config, innerChannels: latentChannels });
  return tensorsOf([
    ...declared(encoder, { image: [1, 3, 4 * factor, 4 * factor] }).parameters,
    ...declared(decoder, { latent: [1, latentChannels, 4, 4] }).parameters,
  ]);
}

function denoiserTensors(channels: number, side: number): Tensors {
  const network = unet2d('denoiser', paperUnet2d(channels, side));
  return tensorsOf(declared(network, { sample: [1, 2 * channels, side, side], time: [1] }).parameters);
}

/** Without values: only names and shapes matter here. */
function tensorsOf(
  declarations: readonly { readonly name: string; readonly shape: readonly number[] }[],
): Tensors {
  return new Map(declarations.map(({ name, shape }) => [name, { shape, data: new Float32Array(0) }]));
}

function under(prefix: string, tensors: Tensors): Tensors {
  return new Map([...tensors].map(([name, tensor]) => [`${prefix}${name}`, tensor]));
}

function thrown(action: () => unknown): Error {
  try {
    action();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}
