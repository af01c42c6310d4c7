import { decodeStack, encodeStack } from '../../../pipeline/image-stack.ts';
import type { StageKind } from '../../../pipeline/stage.ts';
import { throughNetwork } from '../batches.ts';
import { onnxEngine } from '../onnx-engine.ts';
import { imagesOf, plainSamples } from '../stack-samples.ts';
import { type NamedAutoencoder, openAutoencoder } from '../stage-networks.ts';
import { networkCode } from './network-code.ts';

/** What `autoencoder` makes of images: the `clean` latents decoded. */
export const reconstructStage: StageKind = {
  name: 'reconstruct',
  code: networkCode,
  async run(params, inputs, location) {
    const named = params['autoencoder'] as NamedAutoencoder;
    const { autoencoder, weights } = openAutoencoder(named, inputs['autoencoder'], location);
    const items = decodeStack(inputs['clean']!, 'latents');
    const decoded = await throughNetwork(
      onnxEngine({ threads: 1 }),
      autoencoder.decoder,
      weights,
      plainSamples(items),
    );
    return encodeStack(imagesOf(items, decoded));
  },
};
