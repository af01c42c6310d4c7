import { tfjsBackends } from '../../harness/edges/tensor/tfjs-backends.ts';
import { type TfjsEngine, tfjsEngine } from '../../harness/edges/tensor/tfjs-engine.ts';
import { declared } from '../../harness/networks/declared.ts';
import { initialWeights } from '../../harness/networks/initial-weights.ts';
import type { InputShapes } from '../../harness/networks/network.ts';
import { scaleUnet } from '../../harness/networks/scale-unet.ts';
import { scopeOf } from '../../harness/networks/scope.ts';
import { shapeOps } from '../../harness/networks/shape-ops.ts';
import { count } from '../../harness/networks/shapes.ts';
import { stream } from '../../harness/numeric/stream.ts';
import type { Bench } from './bench.ts';

/** The scale model's denoiser on latents of factor 4, as it is trained. */
const network = scaleUnet('unet', { latentChannels: 3, channels: 32, timeChannels: 64 });
const shapes: InputShapes = { sample: [16, 6, 16, 16], time: [16] };

/**
 * A step of gradient descent, forward and back, on each TensorFlow.js engine present, one thread each. The
 * name says how many floating-point operations the convolutions of a step take.
 */
export const benches: readonly Bench[] = await Promise.all(
  tfjsBackends()
    .filter(({ lacks }) => lacks === null)
    .map(async ({ name }) => ({
      name: `training step ${name}, PyTorch (${(3 * forwardGflop()).toFixed(2)} GFLOP)`,
      run: trainingStep(await tfjsEngine({ backend: name, threads: 1 })),
      python: torchStep(),
    })),
);

function trainingStep(engine: TfjsEngine): () => void {
  const { parameters: declarations } = declared(network, shapes);
  const parameters = engine.parameters(network.name, declarations, initialWeights(declarations, 1));
  const draws = stream(1, 'batch');
  const noise = (shape: readonly number[]) => ({
    shape,
    data: Float32Array.from({ length: count(shape) }, () => draws.normal()),
  });
  const [sample, time, target] = [shapes['sample']!, shapes['time']!, [16, 3, 16, 16]].map(noise);
  const { ops } = engine;
  return () =>
    engine.scope(() => {
      const { gradients } = engine.valueAndGradients((given) => {
        const inputs = { sample: engine.tensor(sample!), time: engine.tensor(time!) };
        const { prediction } = network.run(scopeOf(ops, given), inputs);
        const error = ops.sub(prediction!, engine.tensor(target!));
        return ops.mean(ops.mul(error, error), [0, 1, 2, 3]);
      }, parameters);
      for (const [name, gradient] of gradients) {
        parameters.replace(name, ops.add(parameters.of(name), ops.affine(gradient, -1e-3, 0)));
      }
    });
}

function forwardGflop(): number {
  let operations = 0;
  const counting: typeof shapeOps = {
    ...shapeOps,
    conv2d(x, weight, bias, options) {
      const result = shapeOps.conv2d(x, weight, bias, options);
      operations += 2 * count(result) * count(weight.slice(1));
      return result;
    },
  };
  network.run(scopeOf(counting, { get: ({ shape }) => shape }), shapes);
  return operations / 1e9;
}

function torchStep(): string {
  return `
import torch
from torch import nn
from torch.nn import functional as F

def conv(i, o, k=3, s=1):
    return nn.Conv2d(i, o, k, s, k // 2)

class Residual(nn.Module):
    def __init__(self, i, o):
        super().__init__()
        self.n1, self.c1, self.t = nn.GroupNorm(8, i), conv(i, o), nn.Linear(64, o)
        self.n2, self.c2 = nn.GroupNorm(8, o), conv(o, o)
        self.same = nn.Identity() if i == o else conv(i, o, 1)

    def forward(self, x, e):
        h = self.c1(F.silu(self.n1(x))) + self.t(e)[:, :, None, None]
        return self.same(x) + self.c2(F.silu(self.n2(h)))

class Unet(nn.Module):
    def __init__(self):
        super().__init__()
        self.time = nn.Sequential(nn.Linear(64, 64), nn.SiLU(), nn.Linear(64, 64), nn.SiLU())
        self.first, self.r0, self.down = conv(6, 32), Residual(32, 32), conv(32, 64, 3, 2)
        self.r1, self.r2, self.up = Residual(64, 64), Residual(64, 64), conv(64, 32)
        self.r3, self.norm, self.last = Residual(64, 32), nn.GroupNorm(8, 32), conv(32, 3)

    def forward(self, x, t):
        angles = t[:, None] * 1000 * torch.exp(-torch.arange(32) / 32 * 6.907755)
        e = self.time(torch.cat([angles.sin(), angles.cos()], 1))
        skip = self.r0(self.first(x), e)
        deep = self.r2(self.r1(self.down(skip), e), e)
        up = self.up(F.interpolate(deep, scale_factor=2))
        return self.last(F.silu(self.norm(self.r3(torch.cat([up, skip], 1), e))))

net = Unet()
x, t, y = torch.randn(16, 6, 16, 16), torch.rand(16), torch.randn(16, 3, 16, 16)
descent = torch.optim.SGD(net.parameters(), 1e-3)

def run():
    descent.zero_grad()
    (net(x, t) - y).square().mean().backward()
    descent.step()
`;
}
