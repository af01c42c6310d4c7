import type { EmaSetting } from '../../diffusion/ema-decay.ts';
import { flopOf } from '../../networks/flop.ts';
import type { StageContext } from '../../pipeline/stage.ts';
import { checkpointTensors, stateOf } from '../../training/checkpoint.ts';
import type { TrainingSetting } from '../../training/recipe-training.ts';
import type { TrainingTask } from '../../training/task.ts';
import { curveStride, initialState, type TrainingState, train } from '../../training/train.ts';
import { readSafetensors, writeSafetensors } from '../files/weights/safetensors.ts';
import { sourceOf } from '../files/weights/source.ts';
import { trainingEngine } from './stage-engine.ts';

/**
 * A checkpoint is written after at most so many steps, and at most this work: some ten minutes of one process, that a
 * kill loses no more.
 */
const most = { steps: 100, flop: 3e13 };

/** Trains from the last checkpoint, or from the beginning, to the end. */
export async function trainingRun(
  task: TrainingTask,
  setting: TrainingSetting,
  ema: EmaSetting | null,
  seed: number,
  context: StageContext,
): Promise<TrainingState> {
  const { checkpoint, report } = context;
  const initial = initialState(task, ema, seed);
  const saved = await checkpoint.read();
  const state = saved ? stateOf(readSafetensors(sourceOf('checkpoint', saved)), initial) : initial;
  // The way back takes about twice what the way there does.
  const steps = Math.floor(most.flop / (3 * flopOf(task.loss, task.inputs)));
  const checkpointEvery = Math.max(1, Math.min(most.steps, steps));
  await train(task, setting, ema, await trainingEngine(context), state, async (step, loss, rate) => {
    if (step % curveStride === 0) {
      report(`step ${step} of ${setting.steps}, loss ${loss.toPrecision(3)}, rate ${rate.toExponential(1)}`);
    }
    if (step % checkpointEvery === 0 && step < setting.steps) {
      await checkpoint.write(writeSafetensors(checkpointTensors(state)));
    }
  });
  return state;
}

/** The training curve as a file of the artifact. */
export function curveFile({ losses }: TrainingState): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ stride: curveStride, losses }));
}
