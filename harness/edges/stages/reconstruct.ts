import { decodeStack, encodeStack } from '../../pipeline/image-stack.ts';
import type { StageKind } from '../../pipeline/stage.ts';
import { imagesOf, plainSamples } from './stack-samples.ts';
import { stageEngine } from './stage-engine.ts';
import { type NamedAutoencoder, openAutoencoder } from './stage-networks.ts';
import { decodedSamples } from './through-autoencoder.ts';

/** What `autoencoder` makes of images: the `clean` latents decoded. */
export const reconstructStage: StageKind = {
  name: 'reconstruct',
  code: import.meta.url,
  runsNetworks: true,
  async run(params, inputs, location, context) {
    const named = params['autoencoder'] as NamedAutoencoder;
    const { autoencoder, weights } = openAutoencoder(named, inputs['autoencoder'], location);
    const items = decodeStack(inputs['clean']!, 'latents');
    const engine = await stageEngine(context);
    const decoded = await decodedSamples(autoencoder, weights, plainSamples(items), engine);
    return encodeStack(imagesOf(items, decoded));
  },
};
