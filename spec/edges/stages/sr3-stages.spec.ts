import { expect } from 'chai';
import { degrade } from '../../../harness/degrade/catalogue.ts';
import { resize } from '../../../harness/degrade/resize.ts';
import { noiseSource } from '../../../harness/diffusion/noise.ts';
import { restoreSr3Stage } from '../../../harness/edges/stages/restore-sr3.ts';
import { trainedWeights } from '../../../harness/edges/stages/stage-networks.ts';
import { trainSr3Stage } from '../../../harness/edges/stages/train-sr3.ts';
import { createImage } from '../../../harness/numeric/image.ts';
import { stream } from '../../../harness/numeric/stream.ts';
import { decodeStack, encodeStack, type StackItem } from '../../../harness/pipeline/image-stack.ts';
import type { Artifact } from '../../../harness/pipeline/stage.ts';
import { resolveAnyRestorer } from '../../../harness/training/any-restorer-recipe.ts';
import { joined } from '../../../harness/training/denoiser-task.ts';
import type { Sr3Recipe } from '../../../harness/training/sr3-recipe.ts';
import { sr3Network } from '../../../harness/training/sr3-task.ts';
import { computeExactly, exact } from '../../networks/reference/engine.ts';
import { noContext } from '../../pipeline/stage-context.ts';
import { tinySr3 } from '../../training/tiny-trainings.ts';

const recipe = (more: object = {}) => resolveAnyRestorer({ ...tinySr3, ...more }, 'spec') as Sr3Recipe;
const images: readonly StackItem[] = Array.from({ length: 3 }, (_, i) => {
  const draws = stream(5, 'image', i);
  const values = Float64Array.from({ length: 64 }, () => draws.uniform());
  return { id: `i${i}`, subject: `s${i}`, image: createImage(1, 8, 8, values) };
});
const low = images.map((item) => ({ ...item, image: degrade(item.image, { kind: 'box-mean', factor: 2 }) }));

describe('the stages of SR3', function () {
  this.timeout(300_000);
  let trained: Artifact;
  const restored = async (sampler: object, seed: number, chosen = images.map((_, i) => i)) => {
    const of = (items: readonly StackItem[]) => encodeStack(chosen.map((i) => items[i]!));
    const inputs = { low: of(low), images: of(images), restorer: trained };
    return decodeStack(
      await restoreSr3Stage.run({ recipe: recipe({ sampler }), seed }, inputs, '', noContext),
    );
  };
  before(async () => {
    const inputs = { images: encodeStack(images), low: encodeStack(low) };
    trained = await trainSr3Stage.run(
      { recipe: recipe({ steps: 150, batch: 8 }), seed: 1 },
      inputs,
      '',
      noContext,
    );
  });

  it('learn to tell the noise', () => {
    const { losses } = JSON.parse(new TextDecoder().decode(trained['curve.json'])) as { losses: number[] };
    expect(losses.at(-1)).to.be.below(losses[0]!);
  });

  it('of one step are the estimate of the image at the noisiest level, bounded to its range', async () => {
    const [found] = await restored({ kind: 'ancestral', steps: 1, spacing: 'trailing' }, 7, [1]);
    const noise = noiseSource([1, 1, 8, 8], ['i1'], 7, 'sampling')();
    const seen = Float32Array.from(resize(low[1]!.image, 8, 8, 'bicubic', 'float').data, (x) => 2 * x - 1);
    // Twenty betas from 1e-4 to 0.02.
    let gamma = 1;
    for (let t = 0; t < 20; t++) gamma *= 1 - (1e-4 + (t / 19) * (0.02 - 1e-4));
    const eps = computeExactly(
      sr3Network(recipe()),
      {
        sample: exact({ shape: [1, 2, 8, 8], data: joined(noise, seen, 1) }),
        time: exact({ shape: [1], data: Float32Array.from([Math.sqrt(gamma)]) }),
      },
      trainedWeights(trained, 'weights.safetensors'),
    )['prediction']!.data;
    found!.image.data.forEach((value, i) => {
      const clean = (noise[i]! - Math.sqrt(1 - gamma) * eps[i]!) / Math.sqrt(gamma);
      expect(value).to.be.closeTo((Math.min(1, Math.max(-1, clean)) + 1) / 2, 1e-4);
    });
  });

  it('draw each image from its id and the seed alone', async () => {
    const sampler = { kind: 'ancestral', steps: 4, spacing: 'trailing' };
    const [all, alone, other] = [
      await restored(sampler, 7),
      await restored(sampler, 7, [2]),
      await restored(sampler, 8),
    ];
    const away = (a: StackItem, b: StackItem) =>
      Math.max(...a.image.data.map((value, i) => Math.abs(value - b.image.data[i]!)));
    expect(away(all[2]!, alone[0]!)).to.be.below(1e-5);
    expect(away(all[2]!, other[2]!)).to.be.above(1e-2);
    expect(all.map(({ id, subject }) => [id, subject])).to.deep.equal(
      images.map(({ id, subject }) => [id, subject]),
    );
  });
});
