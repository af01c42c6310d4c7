import { batchSize } from '../../networks/batch-size.ts';
import { decodeStack, encodeStack } from '../../pipeline/image-stack.ts';
import type { StageKind } from '../../pipeline/stage.ts';
import { latentsOf, signedSamples } from './stack-samples.ts';
import { stageEngine } from './stage-engine.ts';
import { type NamedAutoencoder, openAutoencoder } from './stage-networks.ts';
import { encodedSamples } from './through-autoencoder.ts';

/** Encodes `images` by `autoencoder` to a stack `latents`. */
export const encodeStage: StageKind = {
  name: 'encode',
  code: import.meta.url,
  runsNetworks: true,
  cut: {
    roles: ['images'],
    together(_params, inputs) {
      const { height, width } = decodeStack(inputs['images']!)[0]!.image;
      return batchSize(height * width);
    },
  },
  async run(params, inputs, location, context) {
    const named = params['autoencoder'] as NamedAutoencoder;
    const { autoencoder, weights } = openAutoencoder(named, inputs['autoencoder'], location);
    const items = decodeStack(inputs['images']!);
    const samples = signedSamples(items, autoencoder.imageChannels);
    const latents = await encodedSamples(autoencoder, weights, samples, await stageEngine(context));
    return encodeStack(latentsOf(items, latents), 'latents');
  },
};
