import { expect } from 'chai';
import { tfjsBackends } from '../../../../harness/edges/engines/tfjs/backends.ts';
import { type TfjsEngine, tfjsEngine } from '../../../../harness/edges/engines/tfjs/engine.ts';
import type { TfjsParameters } from '../../../../harness/edges/engines/tfjs/parameters.ts';
import type { TfjsTensor } from '../../../../harness/edges/engines/tfjs/tensor.ts';
import { declared } from '../../../../harness/networks/declared.ts';
import type { Weights } from '../../../../harness/networks/engine.ts';
import { initialWeights } from '../../../../harness/networks/initial-weights.ts';
import type { Parameters } from '../../../../harness/networks/parameters.ts';
import { scaleUnet } from '../../../../harness/networks/scale-unet.ts';
import { scopeOf } from '../../../../harness/networks/scope.ts';
import { count } from '../../../../harness/networks/shapes.ts';
import { InputError } from '../../../../harness/numeric/input-error.ts';
import { stream } from '../../../../harness/numeric/stream.ts';

const network = scaleUnet('unet', { latentChannels: 2, channels: 8, timeChannels: 8 });
const inputs = { sample: [2, 4, 8, 8], time: [2] };
const { parameters: declarations } = declared(network, inputs);

for (const { name: backend, lacks } of tfjsBackends()) {
  if (lacks !== null) continue;
  describe(`${backend}: training`, () => {
    let engine: TfjsEngine;
    before(async () => {
      engine = await tfjsEngine({ backend, threads: 1 });
    });

    it('the same seed gives the same bytes, run twice', () => {
      const [once, again] = [trained(engine, 1), trained(engine, 1)];
      expect(again.losses).to.eql(once.losses);
      for (const [name, { data }] of once.weights) expect(again.weights.get(name)!.data, name).to.eql(data);
    });

    it('steps down the gradient lower the loss, and leave no tensor behind', () => {
      const { losses, leaked } = trained(engine, 2);
      expect(losses.at(-1)).to.be.below(losses[0]!);
      expect(leaked).to.equal(0);
    });

    it('an error in the middle of a step leaves no tensor behind', () => {
      const before = engine.memory().tensors;
      const parameters = engine.parameters(network.name, declarations, initialWeights(declarations, 1));
      const held = engine.memory().tensors;
      const broken = () =>
        engine.valueAndGradients((given) => {
          loss(engine, given, 1);
          throw new Error('stopped');
        }, parameters);
      expect(broken).to.throw('stopped');
      expect(engine.memory().tensors).to.equal(held);
      parameters.dispose();
      expect(engine.memory().tensors).to.equal(before);
    });

    it('weights come back as they went in, filters too', () => {
      const weights = initialWeights(declarations, 3);
      const parameters = engine.parameters(network.name, declarations, weights);
      const back = parameters.weights();
      parameters.dispose();
      expect([...back]).to.eql([...weights]);
    });

    it('a parameter that the value does not depend on has a gradient of zeros', () => {
      const gradients = inScalars(engine, { a: 3, b: 5 }, (ops, { a }) => ops.mul(a!, a!));
      expect(gradients).to.eql({ value: 9, a: 6, b: 0 });
    });

    it('a value that is no single number is refused', () => {
      const several = () =>
        inScalars(engine, { a: 3 }, (ops, { a }) =>
          ops.concat([ops.reshape(a!, [1]), ops.reshape(a!, [1])], 0),
        );
      expect(several).to.throw(InputError, 'gradient: expected the value to be one number, got a tensor [2]');
    });

    it('a parameter is replaced by its own shape only', () => {
      const parameters = engine.parameters(network.name, declarations, initialWeights(declarations, 1));
      const wrong = engine.tensor({ shape: [3], data: new Float32Array(3) });
      expect(() => parameters.replace('ci.bias', wrong)).to.throw(
        InputError,
        'ci.bias: expected a tensor [8], got [3]',
      );
      engine.dispose(wrong);
      parameters.dispose();
    });

    it('a missing weight is named', () => {
      const weights = new Map(initialWeights(declarations, 1));
      weights.delete('ci.bias');
      expect(() => engine.parameters(network.name, declarations, weights)).to.throw(
        InputError,
        /^unet: .*1 missing: ci\.bias/,
      );
    });
  });
}

/** A few steps of gradient descent from a seed. */
function trained(engine: TfjsEngine, seed: number): { losses: number[]; weights: Weights; leaked: number } {
  const before = engine.memory().tensors;
  const parameters = engine.parameters(network.name, declarations, initialWeights(declarations, seed));
  const losses = Array.from({ length: 4 }, () => step(engine, parameters, seed));
  const weights = parameters.weights();
  parameters.dispose();
  return { losses, weights, leaked: engine.memory().tensors - before };
}

function step(engine: TfjsEngine, parameters: TfjsParameters, seed: number): number {
  return engine.scope(() => {
    const { value, gradients } = engine.valueAndGradients((given) => loss(engine, given, seed), parameters);
    for (const [name, gradient] of gradients) {
      const change = engine.ops.affine(gradient, -0.05, 0);
      parameters.replace(name, engine.ops.add(parameters.of(name), change));
    }
    return value;
  });
}

/** The mean squared error of the network on fixed noise. */
function loss(engine: TfjsEngine, parameters: Parameters<TfjsTensor>, seed: number) {
  const draws = stream(seed, 'batch');
  const noise = (shape: readonly number[]) =>
    engine.tensor({ shape, data: Float32Array.from({ length: count(shape) }, () => draws.normal()) });
  const { ops } = engine;
  const given = { sample: noise(inputs.sample), time: noise(inputs.time) };
  const { prediction } = network.run(scopeOf(ops, parameters), given);
  const error = ops.sub(prediction!, noise([2, 2, 8, 8]));
  return ops.mean(ops.mul(error, error), [0, 1, 2, 3]);
}

/** The value and the gradients of a function of single numbers. */
function inScalars(
  engine: TfjsEngine,
  at: Readonly<Record<string, number>>,
  of: (ops: TfjsEngine['ops'], given: Record<string, TfjsTensor>) => TfjsTensor,
): Record<string, number> {
  const names = Object.keys(at);
  const scalars = names.map((name) => ({
    name,
    shape: [],
    initial: { kind: 'constant', value: 0 } as const,
    trainable: true,
  }));
  const values = new Map(names.map((name) => [name, { shape: [], data: Float32Array.of(at[name]!) }]));
  const parameters = engine.parameters('scalars', scalars, values);
  try {
    return engine.scope(() => {
      const { value, gradients } = engine.valueAndGradients(
        (given) =>
          of(engine.ops, Object.fromEntries(scalars.map((scalar) => [scalar.name, given.get(scalar)]))),
        parameters,
      );
      const slopes = names.map((name) => [name, engine.read(gradients.get(name)!).data[0]!]);
      return { value, ...Object.fromEntries(slopes) };
    });
  } finally {
    parameters.dispose();
  }
}
