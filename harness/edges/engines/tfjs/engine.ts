import type * as core from '@tensorflow/tfjs-core';
import { assertInputs } from '../../../networks/assert-inputs.ts';
import { declared } from '../../../networks/declared.ts';
import type { TrainingEngine, Weights } from '../../../networks/engine.ts';
import { assertNumber } from '../../../networks/gradients/differentiate.ts';
import type { Ops } from '../../../networks/ops.ts';
import type { Declaration, Parameters } from '../../../networks/parameters.ts';
import { scopeOf } from '../../../networks/scope.ts';
import { count, shown } from '../../../networks/shapes.ts';
import type { Tensor } from '../../../networks/tensor.ts';
import { bindWeights } from '../../../networks/weights.ts';
import { InputError } from '../../../numeric/input-error.ts';
import { loadTfjs, type TfjsName, tfjsBackends } from './backends.ts';
import { tfjsOps } from './ops.ts';
import { type TfjsParameters, tfjsParameters, valuesOf } from './parameters.ts';
import { logicalShape, type Tf, type TfjsTensor } from './tensor.ts';

/** Runs networks with TensorFlow.js, and differentiates them. */
export interface TfjsEngine extends TrainingEngine {
  readonly name: TfjsName;
  /** The operations, for use inside `scope`. */
  readonly ops: Ops<TfjsTensor>;
  /** Values in the engine's memory. */
  tensor(values: Tensor): TfjsTensor;
  /** The values of a tensor. */
  read(x: TfjsTensor): Tensor;
  /** Does some work and frees every tensor that it made, save those in what it returns. */
  scope<R>(work: () => R): R;
  /** Frees tensors that a scope returned. */
  dispose(...tensors: readonly TfjsTensor[]): void;
  /**
   * Takes a network's weights over, to be trained or run; more than it declares may be given.
   * @throws InputError starting with `where` when a weight is missing or wrongly shaped.
   */
  parameters(where: string, declarations: readonly Declaration[], weights: Weights): TfjsParameters;
  /**
   * The value of a function of the parameters, a single number, and its gradient by every trainable one: zeros
   * for those that the value does not depend on.
   */
  valueAndGradients(
    of: (parameters: Parameters<TfjsTensor>) => TfjsTensor,
    parameters: TfjsParameters,
  ): { readonly value: number; readonly gradients: ReadonlyMap<string, TfjsTensor> };
  /** How many tensors of any engine of this process are in memory, and their bytes. */
  memory(): { readonly tensors: number; readonly bytes: number };
}

export interface TfjsOptions {
  /** One that runs here. */
  readonly backend: TfjsName;
  /** For native operations; what the first engine of a process says holds for all. */
  readonly threads: number;
}

/** TensorFlow.js with a backend. @throws InputError when its compiled part cannot be loaded. */
export async function tfjsEngine({ backend: name, threads }: TfjsOptions): Promise<TfjsEngine> {
  const backend = tfjsBackends().find((each) => each.name === name)!;
  const open = opened.get(name) ?? loadTfjs(backend, threads).then((tf) => engine(name, tf));
  opened.set(name, open);
  return open;
}

const opened = new Map<TfjsName, Promise<TfjsEngine>>();

function engine(name: TfjsName, tf: Tf): TfjsEngine {
  const backend = tf.getBackend();
  const ops = tfjsOps(tf);
  /** All copies of the library share one state, in which one backend is at work. */
  const atWork = <R>(work: () => R): R => {
    if (tf.getBackend() !== backend) void tf.setBackend(backend);
    return work();
  };
  const scope = <R>(work: () => R): R =>
    atWork(() => {
      let result: R | undefined;
      tf.engine().startScope();
      try {
        result = work();
        return result;
      } finally {
        tf.engine().endScope(tensorsIn(result));
      }
    });
  const tensor = ({ shape, data }: Tensor): TfjsTensor =>
    atWork(() => ({ stored: tf.tensor(data, [...shape]), layout: 'row-major' }));
  const read = (x: TfjsTensor) => atWork(() => valuesOf(tf, x));
  const parameters = (where: string, declarations: readonly Declaration[], given: Weights) => {
    const weights = bindWeights(declarations, given, { where, ignored: () => true });
    return atWork(() => tfjsParameters(tf, declarations, weights));
  };
  const valueAndGradients: TfjsEngine['valueAndGradients'] = (of, held) =>
    scope(() => differentiated(tf, of, held));
  return {
    name,
    ops,
    tensor,
    read,
    scope,
    parameters,
    dispose(...tensors) {
      for (const { stored } of tensors) stored.dispose();
    },
    valueAndGradients,
    memory: () => ({ tensors: tf.memory().numTensors, bytes: tf.memory().numBytes }),
    async differentiate(loss, inputs) {
      const network = declared(loss, inputs);
      assertNumber(loss, network);
      return {
        async run(tensors, weights) {
          assertInputs(loss.name, inputs, tensors);
          const held = parameters(loss.name, network.parameters, weights);
          try {
            return scope(() => {
              const given = mapped(tensors, tensor);
              const { value, gradients } = valueAndGradients(
                (trained) => loss.run(scopeOf(ops, trained), given)[loss.outputs[0]!]!,
                held,
              );
              const values = [...gradients].map(([key, gradient]) => [key, read(gradient).data] as const);
              return { value, gradients: new Map(values) };
            });
          } finally {
            held.dispose();
          }
        },
        async dispose() {},
      };
    },
    async compile(network, inputs, weights) {
      const held = parameters(network.name, declared(network, inputs).parameters, weights);
      return {
        async run(tensors) {
          assertInputs(network.name, inputs, tensors);
          return scope(() => {
            const given = mapped(tensors, tensor);
            return mapped(network.run(scopeOf(ops, held), given), read);
          });
        },
        async dispose() {
          held.dispose();
        },
      };
    },
  };
}

function differentiated(
  tf: Tf,
  of: (parameters: Parameters<TfjsTensor>) => TfjsTensor,
  held: TfjsParameters,
) {
  const by = held.trainable.map((name) => held.of(name));
  const { value, grads } = withoutRests(tf, () =>
    tf.engine().gradients(
      () => {
        const result = of(held);
        if (count(logicalShape(result)) !== 1) throw notANumber(result);
        return tf.reshape(result.stored, []);
      },
      by.map(({ stored }) => stored),
      undefined,
      true,
    ),
  );
  const gradients = new Map(
    held.trainable.map((name, i): [string, TfjsTensor] => {
      const { stored, layout } = by[i]!;
      return [name, { stored: (grads[i] as core.Tensor | null) ?? tf.zerosLike(stored), layout }];
    }),
  );
  return { value: value.dataSync()[0]!, gradients };
}

/** The library frees what it kept for the way back only once it has gone it; after an error we do. */
function withoutRests<R>(tf: Tf, work: () => R): R {
  try {
    return work();
  } catch (error) {
    for (const { saved } of tf.engine().state.activeTape) {
      for (const tensor of saved ?? []) tensor.dispose();
    }
    throw error;
  }
}

/** The tensors in a tensor, or in an array, map or record of such. */
function tensorsIn(result: unknown): core.Tensor[] {
  if (typeof result !== 'object' || result === null || ArrayBuffer.isView(result)) return [];
  if ('stored' in result && 'layout' in result) return [(result as TfjsTensor).stored];
  if (result instanceof Map) return [...result.values()].flatMap(tensorsIn);
  return Object.values(result).flatMap(tensorsIn);
}

function mapped<A, B>(record: Readonly<Record<string, A>>, of: (a: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, of(value)]));
}

function notANumber(result: TfjsTensor): InputError {
  return new InputError({
    where: 'gradient',
    expected: 'the value to be one number',
    got: `a tensor ${shown(logicalShape(result))}`,
    remedy: 'take its mean over all axes',
  });
}
