import { interpolateBilinear } from '../../degrade/interpolate.ts';
import { resize } from '../../degrade/resize.ts';
import { condition } from '../../diffusion/condition.ts';
import { decodeStack, encodeStack } from '../../pipeline/image-stack.ts';
import type { StageKind } from '../../pipeline/stage.ts';
import type { ConditionSetting } from '../../training/denoiser-recipe.ts';
import { joinedRows, splitRows } from '../networks/batches.ts';
import { latentsOf, signedSamples } from './stack-samples.ts';
import { stageEngine } from './stage-engine.ts';
import { type NamedAutoencoder, openAutoencoder } from './stage-networks.ts';
import { encodedSamples } from './through-autoencoder.ts';

/** What a denoiser sees of the LR images `low`, at the size of the latents `clean` of `images`: a stack `latents`. */
export const conditionStage: StageKind = {
  name: 'condition',
  code: import.meta.url,
  runsNetworks: true,
  async run(params, inputs, location, context) {
    const named = params['autoencoder'] as NamedAutoencoder;
    const { mode, pixelScale } = params['condition'] as ConditionSetting;
    const { autoencoder, weights } = openAutoencoder(named, inputs['autoencoder'], location);
    const engine = await stageEngine(context);
    const items = decodeStack(inputs['low']!);
    const [hr, latent] = [
      decodeStack(inputs['images']!)[0]!.image,
      decodeStack(inputs['clean']!, 'latents')[0]!.image,
    ];
    const low = signedSamples(items, autoencoder.imageChannels);
    const made = await condition(
      mode,
      { shape: [items.length, ...low.shape] as [number, number, number, number], data: joinedRows(low.rows) },
      {
        imageSize: [hr.height, hr.width],
        latentSize: [latent.channels, latent.height, latent.width],
        pixelScale,
        async encode({ shape: [count, ...shape], data }) {
          const rows = splitRows(data, count);
          const encoded = await encodedSamples(autoencoder, weights, { shape, rows }, engine);
          return {
            shape: [count, ...encoded.shape] as [number, number, number, number],
            data: joinedRows(encoded.rows),
          };
        },
        enlarge: (image, height, width) => resize(image, height, width, 'bicubic', 'float'),
        resize: (image, height, width) => interpolateBilinear(image, height, width),
      },
    );
    const [count, ...shape] = made.shape;
    return encodeStack(latentsOf(items, { shape, rows: splitRows(made.data, count) }), 'latents');
  },
};
