import { expect } from 'chai';
import { degrade } from '../../../harness/degrade/catalogue.ts';
import { noiseSource } from '../../../harness/diffusion/noise.ts';
import { restoreDiffirStage } from '../../../harness/edges/stages/restore-diffir.ts';
import { trainedWeights } from '../../../harness/edges/stages/stage-networks.ts';
import { trainDiffirStage } from '../../../harness/edges/stages/train-diffir.ts';
import { trainDiffirTruthStage } from '../../../harness/edges/stages/train-diffir-truth.ts';
import { createImage } from '../../../harness/numeric/image.ts';
import { stream } from '../../../harness/numeric/stream.ts';
import { decodeStack, encodeStack, type StackItem } from '../../../harness/pipeline/image-stack.ts';
import type { Artifact } from '../../../harness/pipeline/stage.ts';
import { resolveAnyRestorer } from '../../../harness/training/any-restorer-recipe.ts';
import { diffir, diffirWithTruth } from '../../../harness/training/diffir-networks.ts';
import type { DiffirRecipe, DiffirTruthRecipe } from '../../../harness/training/diffir-recipe.ts';
import { computeExactly, exact } from '../../networks/reference/engine.ts';
import { noContext } from '../../pipeline/stage-context.ts';
import { tinyDiffir, tinyDiffirTruth } from '../../training/tiny-trainings.ts';

const longer = { steps: 60, batch: 4 };
const first = resolveAnyRestorer({ ...tinyDiffirTruth, ...longer }, 'spec') as DiffirTruthRecipe;
const second = resolveAnyRestorer({ ...tinyDiffir, ...longer }, 'spec') as DiffirRecipe;
const { architecture } = first;
const images: readonly StackItem[] = Array.from({ length: 4 }, (_, i) => {
  const draws = stream(5, 'image', i);
  const values = Float64Array.from({ length: 64 }, () => draws.uniform());
  return { id: `i${i}`, subject: `s${i}`, image: createImage(1, 8, 8, values) };
});
const low = images.map((item) => ({ ...item, image: degrade(item.image, { kind: 'box-mean', factor: 2 }) }));
const pairs = { images: encodeStack(images), low: encodeStack(low) };
const lossesOf = (artifact: Artifact) =>
  (JSON.parse(new TextDecoder().decode(artifact['curve.json'])) as { losses: number[] }).losses;
const tensor = (shape: readonly number[], values: ArrayLike<number>) =>
  exact({ shape, data: Float32Array.from(values) });
const clamped = (values: ArrayLike<number>) => Array.from(values, (v) => Math.min(1, Math.max(0, v)));

describe('the stages of DiffIR', function () {
  this.timeout(300_000);
  let [knowing, diffusing]: Artifact[] = [];
  const restored = async (diffusion: object | null, seed: number, chosen = [0, 1, 2, 3]) => {
    const of = (items: readonly StackItem[]) => encodeStack(chosen.map((i) => items[i]!));
    const inputs = { low: of(low), images: of(images), restorer: (diffusion ? diffusing : knowing)! };
    const recipe = { architecture, diffusion } as never;
    return decodeStack(await restoreDiffirStage.run({ recipe, seed }, inputs, '', noContext));
  };
  before(async () => {
    knowing = await trainDiffirTruthStage.run({ recipe: first, seed: 1 }, pairs, '', noContext);
    const recipe = { ...second, architecture };
    const inputs = { ...pairs, pretrained: knowing };
    diffusing = await trainDiffirStage.run({ recipe, seed: 1 }, inputs, '', noContext);
  });

  it('learn', () => {
    for (const trained of [knowing!, diffusing!]) {
      const losses = lossesOf(trained);
      expect(losses.at(-1)).to.be.below(losses[0]!);
    }
  });

  it('go on from the first: the restorer of the second begins as a copy, its encoder does not', async () => {
    const still = { ...second.training, steps: 1 };
    const optimiser = {
      ...still.optimiser,
      learningRate: { ...still.optimiser.learningRate, peak: 1e-12, annealing: null },
    };
    const recipe = { ...second, architecture, training: { ...still, optimiser } };
    const made = await trainDiffirStage.run(
      { recipe, seed: 1 },
      { ...pairs, pretrained: knowing! },
      '',
      noContext,
    );
    const [before, after] = [knowing!, made].map((one) => trainedWeights(one, 'weights.safetensors'));
    for (const [name, { data }] of before!)
      if (name.startsWith('restorer.')) expect(after!.get(name)!.data, name).to.deep.equal(data);
    expect(after!.get('encoder.first.weight')!.shape).to.deep.equal([4, 4, 3, 3]);
    expect(before!.get('encoder.first.weight')!.shape).to.deep.equal([4, 20, 3, 3]);
  });

  it('restore by the true image where they know it, and by noise of the id and the seed where not', async () => {
    const seen = tensor([1, 1, 4, 4], low[2]!.image.data);
    const true2 = tensor([1, 1, 8, 8], images[2]!.image.data);
    const start = tensor([1, 4], noiseSource([1, 4, 1, 1], ['i2'], 7, 'sampling')());
    const network = diffir(architecture, second, 2);
    for (const [diffusion, expected] of [
      [
        null,
        computeExactly(
          diffirWithTruth(architecture, 2),
          { low: seen, high: true2 },
          trainedWeights(knowing!, 'weights.safetensors'),
        ),
      ],
      [
        second,
        computeExactly(network, { low: seen, start }, trainedWeights(diffusing!, 'weights.safetensors')),
      ],
    ] as const) {
      const [all, alone] = [await restored(diffusion, 7), await restored(diffusion, 7, [2])];
      expect(all[2]).to.deep.equal(alone[0]);
      const values = clamped(expected['enlarged']!.data);
      all[2]!.image.data.forEach((value, i) => {
        expect(value).to.be.closeTo(values[i]!, 1e-4);
      });
      expect(all.map(({ id, subject }) => [id, subject])).to.deep.equal(
        images.map(({ id, subject }) => [id, subject]),
      );
    }
  });
});
