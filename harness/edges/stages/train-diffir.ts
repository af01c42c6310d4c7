import { batchSize } from '../../networks/batch-size.ts';
import { decodeStack } from '../../pipeline/image-stack.ts';
import type { StageKind } from '../../pipeline/stage.ts';
import { checkpointTensors } from '../../training/checkpoint.ts';
import {
  type DiffirArchitecture,
  type DiffirDiffusion,
  diffir,
  diffirWithTruth,
} from '../../training/diffir-networks.ts';
import { diffirTask } from '../../training/diffir-task.ts';
import type { TrainingSetting } from '../../training/recipe-training.ts';
import { initialState } from '../../training/train.ts';
import { writeSafetensors } from '../files/weights/safetensors.ts';
import { inBatches, joinedRows, splitRows } from '../networks/batches.ts';
import { plainSamples } from './stack-samples.ts';
import { stageEngine } from './stage-engine.ts';
import { trainedWeights } from './stage-networks.ts';
import { curveFile, trainingRun } from './training-run.ts';

interface TrainDiffirParams {
  readonly recipe: DiffirDiffusion & {
    readonly architecture: DiffirArchitecture;
    readonly training: TrainingSetting;
  };
  readonly seed: number;
}

/**
 * Trains DiffIR's second stage on `images` and their LR images `low`: its priors are those of the first stage,
 * `pretrained`, which stays as it is, and its restorer begins where that one's ended.
 */
export const trainDiffirStage: StageKind<TrainDiffirParams> = {
  name: 'train-diffir',
  code: import.meta.url,
  runsNetworks: true,
  async run({ recipe, seed }, inputs, _location, context) {
    const { architecture, training } = recipe;
    const low = plainSamples(decodeStack(inputs['low']!));
    const high = plainSamples(decodeStack(inputs['images']!));
    const [lowSide, highSide] = [low.shape[1]!, high.shape[1]!];
    const factor = highSide / lowSide;
    const pretrained = trainedWeights(inputs['pretrained']!, 'weights.safetensors');
    const knowing = diffirWithTruth(architecture, factor);
    const engine = await stageEngine(context);
    const priors: Float32Array[] = [];
    await inBatches(
      { from: 0, to: low.rows.length },
      batchSize(highSide ** 2, engine),
      async (positions, compiledFor) => {
        const batch = positions.length;
        const shapes = { low: [batch, ...low.shape], high: [batch, ...high.shape] };
        const compiled = await compiledFor(batch, () => engine.compile(knowing, shapes, pretrained));
        const found = await compiled.run({
          low: { shape: shapes.low, data: joinedRows(positions.map((i) => low.rows[i]!)) },
          high: { shape: shapes.high, data: joinedRows(positions.map((i) => high.rows[i]!)) },
        });
        priors.push(...splitRows(found['prior']!.data, batch));
      },
    );
    const pairs = { low: low.rows, lowSide, high: high.rows, highSide, priors };
    const task = diffirTask(diffir(architecture, recipe, factor), recipe, training, pairs, seed);
    const beginning = () => {
      const initial = initialState(task, null, seed);
      const weights = new Map(
        [...initial.weights].map(([name, tensor]) => [
          name,
          name.startsWith('restorer.') ? pretrained.get(name)! : tensor,
        ]),
      );
      return writeSafetensors(checkpointTensors({ ...initial, weights }));
    };
    const checkpoint = {
      read: async () => (await context.checkpoint.read()) ?? beginning(),
      write: (state: Uint8Array) => context.checkpoint.write(state),
    };
    const state = await trainingRun(task, training, null, seed, { ...context, checkpoint });
    return { 'weights.safetensors': writeSafetensors(state.weights, 'F16'), 'curve.json': curveFile(state) };
  },
};
