import { expect } from 'chai';
import { writeSafetensors } from '../../../harness/edges/files/weights/safetensors.ts';
import { trainedWeights } from '../../../harness/edges/stages/stage-networks.ts';
import { trainDistilledStage } from '../../../harness/edges/stages/train-distilled.ts';
import { declared } from '../../../harness/networks/declared.ts';
import type { Weights } from '../../../harness/networks/engine.ts';
import { scaleUnet } from '../../../harness/networks/scale-unet.ts';
import { createImage } from '../../../harness/numeric/image.ts';
import { stream } from '../../../harness/numeric/stream.ts';
import { encodeStack } from '../../../harness/pipeline/image-stack.ts';
import type { Artifact, StageContext } from '../../../harness/pipeline/stage.ts';
import { resolveDistilled } from '../../../harness/training/distilled-recipe.ts';
import { noContext } from '../../pipeline/stage-context.ts';
import { denoiserRecipe, tinyDistilled } from '../../training/tiny-trainings.ts';

const { architecture, condition, objective, schedule, prediction } = denoiserRecipe;
const network = scaleUnet('denoiser', { ...architecture, latentChannels: 2 });
const teacher: Weights = new Map(
  declared(network, { sample: [1, 4, 4, 4], time: [1] }).parameters.map(({ name, shape }) => {
    const draws = stream(3, name);
    const data = new Float32Array(shape.reduce((a, b) => a * b, 1)).map(() => draws.normal() / 4);
    return [name, { shape, data }];
  }),
);
const latents = encodeStack(
  Array.from({ length: 5 }, (_, i) => {
    const draws = stream(5, 'latent', i);
    const values = Float64Array.from({ length: 32 }, () => draws.normal());
    return { id: `i${i}`, subject: `s${i}`, image: createImage(2, 4, 4, values) };
  }),
  'latents',
);
const inputs = {
  clean: latents,
  condition: latents,
  teacher: { 'weights.safetensors': writeSafetensors(teacher, 'F16') },
};

const trained = (steps: number, peak: number, context: StageContext = noContext): Promise<Artifact> => {
  const learningRate = { peak, annealing: { to: 0 } };
  const { training, samplingSteps } = resolveDistilled(
    { ...tinyDistilled, steps, batch: 4, optimiser: { kind: 'adam', learningRate } },
    'spec',
  );
  const recipe = { architecture, condition, objective, schedule, prediction, samplingSteps, training };
  return Promise.resolve(trainDistilledStage.run({ recipe, seed: 2 }, inputs, '', context));
};

describe('the stage train-distilled', function () {
  this.timeout(300_000);

  it('begins with the weights of the teacher', async () => {
    const weights = trainedWeights(await trained(1, 1e-9), 'weights.safetensors');
    const expected = trainedWeights(inputs.teacher, 'weights.safetensors');
    expect(weights).to.deep.equal(expected);
  });

  it('learns, and goes on alike where it was killed', async () => {
    let saved: Uint8Array | undefined;
    const checkpoint = {
      read: async () => undefined,
      write: async (state: Uint8Array) => {
        saved = state.slice();
      },
    };
    const whole = await trained(120, 0.003, { ...noContext, checkpoint });
    const { losses } = JSON.parse(new TextDecoder().decode(whole['curve.json'])) as { losses: number[] };
    expect(losses.at(-1)).to.be.below(losses[0]! / 2);
    const notes: string[] = [];
    const resumed = await trained(120, 0.003, {
      ...noContext,
      checkpoint: { ...checkpoint, read: async () => saved },
      report: (note) => notes.push(note),
    });
    expect(notes[0]).to.match(/^step 110 of 120/);
    expect(resumed).to.deep.equal(whole);
  });
});
