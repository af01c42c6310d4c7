import type { Network } from './network.ts';
import { encoderActivations, type ScaleAutoencoderConfig } from './scale-autoencoder.ts';
import { misfit, shown } from './shapes.ts';

/**
 * An image as the encoder of a scale model's autoencoder sees it: `image` `[B, 1, H, W]` in [-1, 1] to `features`
 * `[B, 4 D]`, the D activations before the encoder's last convolution, each averaged over the four quarters of
 * the image (top left, top right, bottom left, bottom right; the quarter varies fastest). The latent itself would
 * be too few numbers, and one average over the whole image would not see what is in the wrong place.
 * @throws InputError when a half of the activations is not a whole number of rows and columns.
 */
export function encoderFeatures(name: string, config: ScaleAutoencoderConfig): Network {
  return {
    name,
    inputs: ['image'],
    outputs: ['features'],
    run(scope, { image }) {
      const { ops, path } = scope;
      const x = encoderActivations(scope, image!, config);
      const [batch, channels, height, width] = ops.shape(x) as [number, number, number, number];
      if (height % 2 !== 0 || width % 2 !== 0) {
        throw misfit(path || name, 'activations with an even height and width', shown(ops.shape(x)));
      }
      const quarters = ops.reshape(x, [batch, channels, 2, height / 2, 2, width / 2]);
      return { features: ops.reshape(ops.mean(quarters, [3, 5]), [batch, 4 * channels]) };
    },
  };
}
