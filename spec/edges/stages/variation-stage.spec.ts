import { expect } from 'chai';
import { trainDenoiserStage } from '../../../harness/edges/stages/train-denoiser.ts';
import { trainVariationStage } from '../../../harness/edges/stages/train-variation.ts';
import { createImage } from '../../../harness/numeric/image.ts';
import { stream } from '../../../harness/numeric/stream.ts';
import { encodeStack } from '../../../harness/pipeline/image-stack.ts';
import type { Artifact } from '../../../harness/pipeline/stage.ts';
import type { Variation } from '../../../harness/training/variation-recipe.ts';
import { noContext } from '../../pipeline/stage-context.ts';
import { denoiserRecipe } from '../../training/tiny-trainings.ts';

const latents = encodeStack(
  Array.from({ length: 5 }, (_, i) => {
    const draws = stream(5, 'latent', i);
    const values = Float64Array.from({ length: 32 }, () => draws.normal());
    return { id: `i${i}`, subject: `s${i}`, image: createImage(2, 4, 4, values) };
  }),
  'latents',
);
const inputs = { clean: latents, condition: latents };
const { kind: _, ...recipe } = denoiserRecipe;
const varied = (variation: Variation) =>
  trainVariationStage.run({ recipe: { ...recipe, ...variation }, seed: 2 }, inputs, '', noContext);

describe('the stage train-variation', function () {
  this.timeout(120_000);
  let plain: Artifact;
  before(async () => {
    plain = await trainDenoiserStage.run({ recipe, seed: 2 }, inputs, '', noContext);
  });

  it('without a difference trains the very network of train-denoiser', async () => {
    expect(await varied({})).to.deep.equal(plain);
  });

  it('trains other networks by subbands and without a condition', async () => {
    const [aware, dropped] = [await varied({ subbands: [4, 2, 1] }), await varied({ dropped: 0.5 })];
    for (const other of [aware, dropped]) expect(other).to.not.deep.equal(plain);
    expect(dropped).to.not.deep.equal(aware);
  });
});
