import { decodeStack, encodeStack } from '../../pipeline/image-stack.ts';
import type { StageKind } from '../../pipeline/stage.ts';
import { imagesOf, plainSamples } from './stack-samples.ts';
import { stageEngine } from './stage-engine.ts';
import { latentsTogether, type NamedAutoencoder, openAutoencoder } from './stage-networks.ts';
import { decodedSamples } from './through-autoencoder.ts';

/** What `autoencoder` makes of images: the `clean` latents decoded. */
export const reconstructStage: StageKind<{ readonly autoencoder: NamedAutoencoder }> = {
  name: 'reconstruct',
  code: import.meta.url,
  runsNetworks: true,
  cut: {
    roles: ['clean'],
    together: ({ autoencoder }, inputs) => latentsTogether(autoencoder, inputs['clean']!),
  },
  async run(params, inputs, location, context) {
    const { autoencoder, weights } = openAutoencoder(params.autoencoder, inputs['autoencoder'], location);
    const items = decodeStack(inputs['clean']!, 'latents');
    const engine = await stageEngine(context);
    const decoded = await decodedSamples(autoencoder, weights, plainSamples(items), engine);
    return encodeStack(imagesOf(items, decoded));
  },
};
