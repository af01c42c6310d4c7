import { declared } from '../../networks/declared.ts';
import type { Engine } from '../../networks/engine.ts';
import { networkSize } from '../../networks/network-size.ts';
import { count } from '../../networks/shapes.ts';
import { paperUnet2d, unet2d } from '../../networks/unet-2d.ts';
import { type EngineChoice, openEngine } from './open-engine.ts';

/** How fast an engine runs a denoiser of full size here. */
export interface Probe {
  /** Of one image. */
  readonly seconds: number;
  readonly flops: number;
}

/** Latents of 4 channels at an eighth of 256 pixels. */
const [channels, side] = [4, 32];
const CALLS = 3;

/**
 * Measures an engine on a denoiser of the paper's size, with weights that are all alike: after a call that makes it
 * ready, the fastest of some.
 */
export async function probeEngine(choice: EngineChoice, threads: number): Promise<Probe> {
  const engine: Engine = await openEngine(choice, { threads });
  const network = unet2d('probe', paperUnet2d(channels, side));
  const shapes = { sample: [1, 2 * channels, side, side], time: [1] };
  const weights = new Map(
    declared(network, shapes).parameters.map(({ name, shape }) => {
      const length = count(shape);
      return [name, { shape, data: new Float32Array(length).fill(1 / Math.sqrt(length)) }];
    }),
  );
  const compiled = await engine.compile(network, shapes, weights);
  const inputs = {
    sample: { shape: shapes.sample, data: new Float32Array(2 * channels * side ** 2).fill(0.5) },
    time: { shape: shapes.time, data: Float32Array.of(10) },
  };
  let seconds = Number.POSITIVE_INFINITY;
  for (let call = 0; call <= CALLS; call++) {
    const begun = performance.now();
    await compiled.run(inputs);
    if (call > 0) seconds = Math.min(seconds, (performance.now() - begun) / 1000);
  }
  await compiled.dispose();
  return { seconds, flops: networkSize(network, shapes).flop / seconds };
}
