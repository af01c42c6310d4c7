import { InputError } from '../../numeric/input-error.ts';
import { cleanEstimate } from '../prediction.ts';
import type { Diffusion } from '../trained.ts';
import type { Predict, Sampling } from './sampler.ts';

/** x0 by the network for latents z at an index of the schedule. */
export async function denoised(
  { predict, trained }: Sampling<Diffusion>,
  z: Float64Array,
  index: number,
): Promise<Float64Array> {
  const output = await predicted(predict, z, index);
  return cleanEstimate(trained.prediction, output, z, trained.schedule.alphas[index]);
}

/**
 * The network's output, checked. Latents stay in double precision between calls, so that a thousand steps add
 * no rounding of their own; the network is given single precision.
 * @throws InputError when the output has another length or a value that is not finite.
 */
export async function predicted(predict: Predict, z: Float64Array, time: number): Promise<Float32Array> {
  const output = await predict(Float32Array.from(z), time);
  const fault = faultOf(output, z.length);
  if (fault === undefined) return output;
  throw new InputError({
    where: `denoiser at time ${time}`,
    expected: `${z.length} finite values`,
    got: fault,
    remedy: 'check its weights and the condition it is given',
  });
}

function faultOf(output: Float32Array, length: number): string | undefined {
  if (output.length !== length) return `${output.length}`;
  // Times zero a finite value is zero and any other is NaN.
  let sum = 0;
  for (let i = 0; i < length; i++) sum += output[i] * 0;
  if (sum === 0) return undefined;
  const at = output.findIndex((value) => !Number.isFinite(value));
  return `${output[at]} at ${at}`;
}
