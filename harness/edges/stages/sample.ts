import { classifierFree } from '../../networks/classifier-free.ts';
import type { StageKind } from '../../pipeline/stage.ts';
import { type DrawParams, draw, drawCut } from './draw.ts';

interface SampleParams extends DrawParams {
  /** The weight w of the condition under classifier-free guidance; without it there is none, as with 1. */
  readonly guidance?: number;
}

/** Draws latents, and decodes them: see `draw`. */
export const sampleStage: StageKind<SampleParams> = {
  name: 'sample',
  code: import.meta.url,
  runsNetworks: true,
  cut: drawCut(),
  run: ({ guidance, ...params }, inputs, location, context) =>
    draw(params, inputs, location, context, ({ denoiser, latentChannels }) =>
      guidance === undefined ? {} : { network: classifierFree(denoiser, latentChannels, guidance) },
    ),
};
