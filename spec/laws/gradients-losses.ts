import fc from 'fast-check';
import type { Tensors, Weights } from '../../harness/networks/engine.ts';
import type { Network } from '../../harness/networks/network.ts';
import type { Ops } from '../../harness/networks/ops.ts';
import type { Scope } from '../../harness/networks/scope.ts';
import { count } from '../../harness/networks/shapes.ts';
import { stream } from '../../harness/numeric/stream.ts';
import { weightedSubbands } from '../../harness/training/weighted-subbands.ts';
import { type Case, cases } from '../edges/engines/tfjs/cases.ts';
import { computeExactly, exact } from '../networks/reference/engine.ts';
import { type NetworkCase, networkCases } from './engines-networks.ts';

/** A loss with values for everything. */
export interface LossCase {
  readonly told: string;
  readonly loss: Network;
  readonly inputs: Tensors;
  readonly weights: Weights;
}

/** Operations that only a network that is not trained here uses. */
const withoutGradient = ['maxPool', 'avgPool', 'resizeBilinear'];

/** A weighted sum of the result of each operation, everything that goes in a parameter. */
export const operationLosses: Readonly<Record<string, fc.Arbitrary<LossCase>>> = Object.fromEntries(
  Object.entries({ ...cases, 'weighted subbands': subbands() })
    .filter(([name]) => !withoutGradient.includes(name))
    .map(([name, arbitrary]) => [name, arbitrary.map(ofOperation)]),
);

/** The networks that are trained, with their errors' means, absolute and squared. */
export const networkLosses: Readonly<Record<string, fc.Arbitrary<LossCase>>> = Object.fromEntries(
  ['scale encoder', 'scale decoder', 'scale unet', 'swinir'].flatMap((name) =>
    (['L1', 'L2'] as const).map((norm) => [
      `${name}, ${norm}`,
      networkCases[name]!.filter(largeEnough).map((one) => ofNetwork(one, norm)),
    ]),
  ),
);

/** Groups of two values, as a denoiser's lower level has in the smallest images, have no stable deviation. */
function largeEnough({ inputs }: NetworkCase): boolean {
  const { sample } = inputs;
  return !sample || Math.min(...sample.shape.slice(2)) >= 4;
}

function ofOperation(one: Case): LossCase {
  const names = one.inputs.map((_, i) => `x${i}`);
  const loss: Network = {
    name: 'operation',
    inputs: [],
    outputs: ['loss'],
    run<T>({ ops, parameter }: Scope<T>) {
      const xs = one.inputs.map(({ shape }, i) =>
        parameter(names[i]!, shape, { kind: 'constant', value: 0 }),
      );
      const result = one.run(ops, xs);
      const shape = ops.shape(result);
      return { loss: total(ops, ops.mul(result, ops.constant(factors(count(shape)), shape)), count(shape)) };
    },
  };
  const weights = new Map(one.inputs.map((input, i) => [names[i]!, input]));
  return shown({ told: one.told, loss, inputs: {}, weights });
}

/** Weights of the subbands of two levels. */
function subbands(): fc.Arbitrary<Case> {
  const size = fc.integer({ min: 1, max: 2 });
  return fc.tuple(size, size, size, size, fc.nat()).map(([batch, channels, height, width, seed]) => {
    const shape = [batch, channels, 4 * height, 4 * width];
    const draws = stream(seed, 'subbands');
    return {
      told: `${shape}`,
      inputs: [{ shape, data: Float32Array.from({ length: count(shape) }, () => draws.normal()) }],
      run: (ops, [x]) => weightedSubbands(ops, x!, [4, 0.5, 2]),
    };
  });
}

/** The error of the network's only output, whose pixels are all far enough from the target's to keep their sign. */
function ofNetwork(one: NetworkCase, norm: 'L1' | 'L2'): LossCase {
  const { told, network, weights } = one;
  const inputs = withEarlyTimes(one.inputs);
  const [output] = network.outputs as [string];
  const given = Object.entries(inputs).map(([name, tensor]) => [name, exact(tensor)] as const);
  const { shape, data } = computeExactly(network, Object.fromEntries(given), weights)[output]!;
  const loss: Network = {
    name: `${network.name}-loss`,
    inputs: [...network.inputs, 'target'],
    outputs: ['loss'],
    run<T>(scope: Scope<T>, given: Readonly<Record<string, T>>) {
      const { ops } = scope;
      const error = ops.sub(network.run(scope, given)[output]!, given['target']!);
      return { loss: total(ops, norm === 'L1' ? ops.abs(error) : ops.mul(error, error), 1) };
    },
  };
  const errors = factors(data.length).map((value) => value + Math.sign(value) / 4);
  const target = { shape, data: Float32Array.from(data, (value, i) => value - errors[i]!) };
  return shown({ told: `${norm} of ${told}`, loss, inputs: { ...inputs, target }, weights });
}

/** Times of a thousandth: angles of hundreds keep too few digits in 32 bits to be compared. */
function withEarlyTimes(inputs: Tensors): Tensors {
  const { time } = inputs;
  return time ? { ...inputs, time: { ...time, data: time.data.map((t) => t / 1000) } } : inputs;
}

/** Told in a few words where a law fails, not by all its values. */
function shown(one: LossCase): LossCase {
  return Object.assign(one, { [fc.toStringMethod]: () => one.told });
}

function total<T>(ops: Ops<T>, x: T, factor: number): T {
  const all = ops.shape(x).map((_, axis) => axis);
  return ops.affine(ops.mean(x, all), factor, 0);
}

function factors(length: number): Float64Array {
  const draws = stream(11, 'factors');
  return Float64Array.from({ length }, () => Math.fround(draws.normal()));
}
