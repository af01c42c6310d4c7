import { decodeStack } from '../../pipeline/image-stack.ts';
import type { Artifact } from '../../pipeline/stage.ts';
import type { LatentPairs } from '../../training/denoiser-task.ts';
import { averaged, type TrainingState } from '../../training/train.ts';
import { writeSafetensors } from '../files/weights/safetensors.ts';
import { plainSamples } from './stack-samples.ts';
import { curveFile } from './training-run.ts';

/** The latents `clean` and their `condition`. */
export function latentPairsIn(inputs: Readonly<Record<string, Artifact>>): LatentPairs {
  const clean = plainSamples(decodeStack(inputs['clean']!, 'latents'));
  const condition = plainSamples(decodeStack(inputs['condition']!, 'latents'));
  return {
    clean: clean.rows,
    condition: condition.rows,
    shape: clean.shape as readonly [number, number, number],
    conditionChannels: condition.shape[0]!,
  };
}

/** The averaged weights of a training, those of its last step, and its curve. */
export function denoiserFiles(state: TrainingState): Artifact {
  return {
    'weights.safetensors': writeSafetensors(averaged(state), 'F16'),
    'raw.safetensors': writeSafetensors(state.weights, 'F16'),
    'curve.json': curveFile(state),
  };
}
