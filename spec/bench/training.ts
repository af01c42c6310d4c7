import { declared } from '../../harness/networks/declared.ts';
import type { Differentiated, Tensors, TrainingEngine, Weights } from '../../harness/networks/engine.ts';
import { flopOf } from '../../harness/networks/flop.ts';
import { initialWeights } from '../../harness/networks/initial-weights.ts';
import type { InputShapes, Network } from '../../harness/networks/network.ts';
import type { Shape } from '../../harness/networks/ops.ts';
import { scaleAutoencoder } from '../../harness/networks/scale-autoencoder.ts';
import { scaleUnet } from '../../harness/networks/scale-unet.ts';
import type { Scope } from '../../harness/networks/scope.ts';
import { count } from '../../harness/networks/shapes.ts';
import { stream } from '../../harness/numeric/stream.ts';
import { enginesPresent } from '../laws/engines-present.ts';
import type { Bench } from './bench.ts';
import { PAPER_UNET, paperUnet } from './networks.ts';

/** A loss that the scale model is trained on, and the same in PyTorch. */
interface Training {
  readonly name: string;
  readonly loss: Network;
  readonly shapes: InputShapes;
  /** Defines `net` and `loss()`. */
  readonly python: string;
}

const images: Shape = [8, 1, 64, 64];
const trainings: readonly Training[] = [
  {
    name: 'denoiser',
    loss: errorOf(scaleUnet('unet', { latentChannels: 3, channels: 32, timeChannels: 64 }), 'L2'),
    shapes: { sample: [16, 6, 16, 16], time: [16], target: [16, 3, 16, 16] },
    python: `
net = networks_scale.UNet(3, 32, 64)
x, t, y = torch.randn(16, 6, 16, 16), torch.rand(16), torch.randn(16, 3, 16, 16)
def loss(): return (net(x, t) - y).square().mean()
`,
  },
  ...[
    [16, 32],
    [16, 32, 48],
  ].map((widths) => ({
    name: `autoencoder of factor ${2 ** widths.length}`,
    loss: errorOf(autoencoder(widths), 'L1'),
    shapes: { image: images, target: images },
    python: `
net = networks_scale.Autoencoder(${2 ** widths.length}, 3, (${widths}))
x = torch.randn(8, 1, 64, 64)
def loss(): return (net.decode(net.encode(x)) - x).abs().mean()
`,
  })),
  ...(process.env['BENCH_PAPER']
    ? [
        {
          name: "paper's denoiser",
          loss: errorOf(paperUnet, 'L2'),
          shapes: { sample: [1, 6, 64, 64], time: [1], target: [1, 3, 64, 64] },
          python: `
import diffusers
net = ${PAPER_UNET.replace('m = ', '')}
x, y = torch.randn(1, 6, 64, 64), torch.randn(1, 3, 64, 64)
def loss(): return (net(x, 500).sample - y).square().mean()
`,
        },
      ]
    : []),
];

const DESCENT = `
torch.set_grad_enabled(True)  # which the benches of inference take away
descent = torch.optim.SGD(net.parameters(), 1e-3)
def run():
    descent.zero_grad()
    loss().backward()
    descent.step()
`;

/**
 * A step of gradient descent, forward and back, of each part of the scale model on each engine present, one
 * thread each; with BENCH_PAPER set, of the paper's denoiser too. The name says how many floating-point operations the convolutions of a step take.
 */
export const benches: readonly Bench[] = trainings.flatMap((training) =>
  enginesPresent.map(({ name, open }) => ({
    name: `${name}: training step of the ${training.name} (${((3 * flopOf(training.loss, training.shapes)) / 1e9).toFixed(2)} GFLOP)`,
    run: step(training, open),
    python: `import torch\nimport networks_scale\n${training.python}${DESCENT}`,
  })),
);

function step({ loss, shapes }: Training, open: () => Promise<TrainingEngine>): () => Promise<void> {
  let ready: Promise<Differentiated> | undefined;
  let given: { readonly weights: Weights; readonly inputs: Tensors } | undefined;
  return async () => {
    given ??= givenTo(loss, shapes);
    ready ??= open().then((engine) => engine.differentiate(loss, shapes));
    const { weights, inputs } = given;
    const { gradients } = await (await ready).run(inputs, weights);
    for (const [name, gradient] of gradients) {
      const { data } = weights.get(name)!;
      for (let i = 0; i < data.length; i++) data[i]! -= 1e-3 * gradient[i]!;
    }
  };
}

function givenTo(loss: Network, shapes: InputShapes) {
  const weights = initialWeights(declared(loss, shapes).parameters, 1);
  const draws = stream(1, 'batch');
  const inputs = Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => {
      const data = Float32Array.from({ length: count(shape) }, () => draws.normal());
      return [name, { shape, data }];
    }),
  );
  return { weights, inputs };
}

function autoencoder(widths: readonly number[]): Network {
  const { name, encoder, decoder } = scaleAutoencoder('autoencoder', { latentChannels: 3, widths });
  return {
    name,
    inputs: encoder.inputs,
    outputs: decoder.outputs,
    run: (scope, given) => decoder.run(scope, encoder.run(scope, given)),
  };
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
