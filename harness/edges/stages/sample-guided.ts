import { backProject } from '../../degrade/back-project.ts';
import { resolveDegradation } from '../../degrade/catalogue.ts';
import type { Trained } from '../../diffusion/trained.ts';
import { InputError } from '../../numeric/input-error.ts';
import { decodeStack } from '../../pipeline/image-stack.ts';
import type { StageKind } from '../../pipeline/stage.ts';
import { type DrawParams, draw, drawCut } from './draw.ts';
import { imagesOf, signedSamples } from './stack-samples.ts';
import { decodedSamples, encodedSamples } from './through-autoencoder.ts';

interface GuidedParams extends DrawParams {
  readonly degradation: unknown;
  readonly passes: number;
}

/**
 * Draws latents as `sample` does, with the same noise, but replaces each estimate x0 of the clean latent by
 * E(P(D(x0))): decoded, brought into agreement with the LR image `low` by back-projection P, and encoded again.
 */
export const sampleGuidedStage: StageKind<GuidedParams> = {
  name: 'sample-guided',
  code: import.meta.url,
  runsNetworks: true,
  cut: drawCut('low'),
  run({ degradation: declared, passes, ...params }, inputs, location, context) {
    const low = new Map(decodeStack(inputs['low']!).map(({ id, image }) => [id, image]));
    const degradation = resolveDegradation(declared, 'degradation');
    return draw(
      params,
      inputs,
      location,
      context,
      ({ engine, conditions, trained, autoencoder, weights }) => {
        assertClean(trained);
        return {
          async guided(x0, positions) {
            const items = positions.map((i) => conditions[i]!);
            const images = imagesOf(items, await decodedSamples(autoencoder, weights, x0, engine));
            const agreeing = images.map((item) => ({
              ...item,
              image: backProject(item.image, low.get(item.id)!, degradation, passes),
            }));
            const signed = signedSamples(agreeing, autoencoder.imageChannels);
            return encodedSamples(autoencoder, weights, signed, engine);
          },
        };
      },
    );
  },
};

function assertClean(trained: Trained): void {
  if (trained.kind === 'diffusion' && trained.prediction.target === 'x0') return;
  throw new InputError({
    where: 'guidance at every step',
    expected: 'a denoiser that predicts the clean latent, x0',
    got: trained.kind === 'flow' ? 'one trained for flow' : `one that predicts ${trained.prediction.target}`,
    remedy: 'guide the image alone, or take another denoiser',
  });
}
