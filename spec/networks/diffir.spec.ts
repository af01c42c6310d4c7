import { expect } from 'chai';
import { resolveSchedule } from '../../harness/diffusion/schedule.ts';
import { declared } from '../../harness/networks/declared.ts';
import { pixelShuffle } from '../../harness/networks/layers.ts';
import { pixelUnshuffle } from '../../harness/networks/pixel-unshuffle.ts';
import { priorDiffusion } from '../../harness/networks/prior-diffusion.ts';
import { scopeOf } from '../../harness/networks/scope.ts';
import { shapeOps } from '../../harness/networks/shape-ops.ts';
import { diffirLoss, diffirTruthLoss } from '../../harness/training/diffir-losses.ts';
import { diffir, diffirWithTruth } from '../../harness/training/diffir-networks.ts';
import { distance, oracle } from '../diffusion/oracle.ts';
import { generatedInput, generatedTensors } from './oracle-tensors.ts';
import { computeExactly, differentiateExactly, exact } from './reference/engine.ts';
import { referenceOps } from './reference/ops.ts';

interface Stage {
  readonly stage: 'truth' | 'diffusion';
  readonly scale: number;
  readonly height: number;
  readonly width: number;
  readonly image: readonly number[];
  readonly prior: readonly number[];
  readonly loss: number;
  readonly gradients: Readonly<Record<string, { rms: number; first: readonly number[] }>>;
}

const architecture = {
  channels: 4,
  blocks: [1, 2],
  heads: [1, 2],
  hidden: 2,
  prior: { length: 6, channels: 4, blocks: 1 },
} as const;
const schedule = resolveSchedule({ kind: 'linear', steps: 4, firstBeta: 0.1, lastBeta: 0.99 }, 'oracle');

/** The network of a stage, and what it is given. */
function caseOf({ stage, scale, height, width }: Stage) {
  const network =
    stage === 'truth'
      ? diffirWithTruth(architecture, scale)
      : diffir(architecture, { schedule, layers: 2 }, scale);
  const image = (name: string, factor: number) => {
    const { shape, data } = generatedInput(`diffir/${name}`, [2, 1, factor * height, factor * width]);
    return exact({ shape, data: data.map((value) => (value + 1) / 2) });
  };
  const [low, high] = [image('low', 1), image('high', scale)];
  const [start, target] = ['start', 'target'].map((name) => exact(generatedInput(`diffir/${name}`, [2, 6])));
  const given = stage === 'truth' ? { low, high } : { low, start: start! };
  const shapes = Object.fromEntries(Object.entries(given).map(([name, { shape }]) => [name, shape]));
  const parameters = declared(network, shapes).parameters.map(({ name, shape }) => [name, shape] as const);
  const weights = generatedTensors('', parameters);
  const loss = stage === 'truth' ? diffirTruthLoss(network) : diffirLoss(network);
  const compared = stage === 'truth' ? given : { ...given, high, target: target! };
  return { network, given, weights, loss, compared };
}

/** The largest difference as a share of the largest value. */
const share = (found: ArrayLike<number>, values: readonly number[]) =>
  distance(found, values) / Math.max(...values.map(Math.abs), 1e-30);

describe('DiffIR, against PyTorch', () => {
  const { stages } = oracle<{ stages: readonly Stage[] }>('diffir');
  for (const found of stages) {
    const told = `${found.stage}, ${found.scale} times ${found.height} x ${found.width}`;
    it(`image and prior: ${told}`, () => {
      const { network, given, weights } = caseOf(found);
      const { enlarged, prior } = computeExactly(network, given, weights);
      expect(share(enlarged!.data, found.image)).to.be.below(1e-5);
      expect(share(prior!.data, found.prior)).to.be.below(1e-5);
    });

    it(`loss and gradients by every parameter: ${told}`, () => {
      const { loss, compared, weights } = caseOf(found);
      const { value, gradients } = differentiateExactly(loss, compared, weights);
      expect(value / found.loss).to.be.closeTo(1, 1e-5);
      expect([...gradients.keys()].toSorted()).to.deep.equal(Object.keys(found.gradients).toSorted());
      for (const [name, { rms, first }] of Object.entries(found.gradients)) {
        const gradient = gradients.get(name)!;
        const square = gradient.reduce((sum, v) => sum + v * v, 0) / gradient.length;
        expect(Math.sqrt(square) / rms, name).to.be.closeTo(1, 1e-5);
        expect(distance(gradient.subarray(0, 4), first) / rms, name).to.be.below(1e-5);
      }
    });
  }
});

describe('pixelUnshuffle', () => {
  const scope = scopeOf(referenceOps, { get: () => expect.fail('no parameter is asked for') });

  it('is undone by pixelShuffle', () => {
    const image = exact(generatedInput('image', [2, 3, 4, 6]));
    const channels = pixelUnshuffle(scope, image, 2);
    expect(channels.shape).to.deep.equal([2, 12, 2, 3]);
    expect(channels.data.subarray(0, 2)).to.deep.equal(Float64Array.of(image.data[0]!, image.data[2]!));
    expect(pixelShuffle(scope, channels, 2).data).to.deep.equal(image.data);
  });

  it('stops at an image that the factor does not divide', () => {
    const shapes = scopeOf(shapeOps, { get: ({ shape }) => shape }, 'encoder');
    expect(() => pixelUnshuffle(shapes, [1, 1, 4, 6], 4)).to.throw(
      'encoder: expected an image that 4 divides, got [1, 1, 4, 6]',
    );
  });
});

describe('the diffusion of a prior', () => {
  it('ends at its last estimate, whatever the noise, where the estimate sees the condition alone', () => {
    const network = priorDiffusion('denoiser', { length: 2, layers: 0, alphas: [0.9, 0.5, 0.01] });
    const tensor = (shape: readonly number[], values: number[]) => ({
      shape,
      data: Float32Array.from(values),
    });
    // The first layer takes the condition, [condition, time, z] being five numbers; the last doubles it.
    const weights = new Map([
      ['first.weight', tensor([2, 5], [1, 0, 0, 0, 0, 0, 1, 0, 0, 0])],
      ['first.bias', tensor([2], [0, 0])],
      ['last.weight', tensor([2, 2], [2, 0, 0, 2])],
      ['last.bias', tensor([2], [0, 0])],
    ]);
    const of = (start: number[]) =>
      computeExactly(
        network,
        { start: exact(tensor([1, 2], start)), condition: exact(tensor([1, 2], [3, 0.5])) },
        weights,
      )['prior']!.data;
    for (const start of [
      [0, 0],
      [5, -7],
    ])
      expect(distance(of(start), [6, 1])).to.be.below(1e-12);
  });
});
