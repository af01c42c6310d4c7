import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { onnxEngine } from '../../harness/edges/engines/onnx/engine.ts';
import type { Tensors, TrainingEngine } from '../../harness/networks/engine.ts';
import type { Network } from '../../harness/networks/network.ts';
import type { Shape } from '../../harness/networks/ops.ts';
import { type ScaleAutoencoderConfig, scaleAutoencoder } from '../../harness/networks/scale-autoencoder.ts';
import { scaleUnet } from '../../harness/networks/scale-unet.ts';
import type { Scope } from '../../harness/networks/scope.ts';
import { swinir, swinirLightweight } from '../../harness/networks/swinir.ts';
import { generatedInput, generatedTensors, type OracleCase } from './oracle-tensors.ts';
import { referenceEngine } from './reference/engine.ts';

/** What PyTorch found, as golden/oracles/networks_gradients.py wrote it. */
interface GradientCase extends Pick<OracleCase, 'tensors' | 'time'> {
  readonly case: string;
  readonly norm: 'L1' | 'L2';
  readonly inputs: Readonly<Record<string, Shape>>;
  readonly loss: number;
  readonly gradients: Readonly<Record<string, { rms: number; values: readonly number[] }>>;
}

const { cases } = JSON.parse(
  readFileSync(new URL('../../golden/oracles/networks-gradients.json', import.meta.url), 'utf8'),
) as { cases: readonly GradientCase[] };

const networks: Readonly<Record<string, Network>> = {
  'scale-f4': whole('scale-f4', { latentChannels: 3, widths: [6, 8] }),
  'scale-f8': whole('scale-f8', { latentChannels: 4, widths: [6, 8, 10] }),
  'scale-unet': scaleUnet('scale-unet', { latentChannels: 3, channels: 8, timeChannels: 16 }),
  swinir: swinir('swinir', { ...swinirLightweight, channels: 8, depths: [2], heads: 2, window: 4, scale: 2 }),
};

describe("gradients of networks against PyTorch's", () => {
  for (const one of cases) {
    // Where time is embedded or a mean colour subtracted, the original does so in 32 bits.
    const exactness = one.case.startsWith('scale-f') ? 1e-6 : 1e-4;

    it(`${one.case}, ${one.norm}: by the reference they are PyTorch's in double precision`, () =>
      expectOracle(referenceEngine, one, exactness));

    it(`${one.case}, ${one.norm}: by ONNX Runtime they are PyTorch's within 1e-4`, () =>
      expectOracle(onnxEngine({ threads: 1 }), one, 1e-4));
  }
});

/** Compares relative to each gradient's root mean square, or to a thousandth of the largest of these. */
async function expectOracle(engine: TrainingEngine, one: GradientCase, exactness: number): Promise<void> {
  const drawn = Object.entries(one.inputs).map(
    ([key, shape]) => [key, generatedInput(`${one.case}/${key}`, shape)] as const,
  );
  const time = one.time && { time: { shape: [one.time.length], data: Float32Array.from(one.time) } };
  const inputs: Tensors = { ...Object.fromEntries(drawn), ...time };
  const shapes = Object.fromEntries(Object.entries(inputs).map(([key, { shape }]) => [key, shape]));
  const ready = await engine.differentiate(errorOf(networks[one.case]!, one.norm), shapes);
  const { value, gradients } = await ready.run(inputs, generatedTensors(one.case, one.tensors));
  await ready.dispose();
  expect(value / one.loss - 1).to.be.closeTo(0, exactness);
  expect([...gradients.keys()].sort()).to.eql(Object.keys(one.gradients).sort());
  const least = 1e-3 * Math.max(...Object.values(one.gradients).map(({ rms }) => rms));
  for (const [name, { rms, values }] of Object.entries(one.gradients)) {
    const found = gradients.get(name)!;
    const unit = Math.max(rms, least);
    const foundRms = Math.sqrt(found.reduce((sum, x) => sum + x ** 2, 0) / found.length);
    expect(Math.abs(foundRms - rms) / unit, `${name}, root mean square`).to.be.below(exactness);
    for (const [i, expected] of values.entries()) {
      const at = values.length === found.length ? i : Math.floor(((i + 0.5) * found.length) / values.length);
      expect(Math.abs(found[at]! - expected) / unit, `${name} at ${at}`).to.be.below(10 * exactness);
    }
  }
}

/** The mean error of a network's only output against the input `target`. */
function errorOf(network: Network, norm: 'L1' | 'L2'): Network {
  return {
    name: `${network.name}-loss`,
    inputs: [...network.inputs, 'target'],
    outputs: ['loss'],
    run<T>(scope: Scope<T>, given: Readonly<Record<string, T>>) {
      const { ops } = scope;
      const error = ops.sub(network.run(scope, given)[network.outputs[0]!]!, given['target']!);
      return { loss: ops.mean(norm === 'L1' ? ops.abs(error) : ops.mul(error, error), [0, 1, 2, 3]) };
    },
  };
}

/** Encoder and decoder as one network. */
function whole(name: string, config: ScaleAutoencoderConfig): Network {
  const { encoder, decoder } = scaleAutoencoder(name, config);
  return {
    name,
    inputs: ['image'],
    outputs: ['image'],
    run: (scope, given) => decoder.run(scope, encoder.run(scope, given)),
  };
}
