import type { Weights } from '../../../networks/engine.ts';
import type { Declaration, Parameters } from '../../../networks/parameters.ts';
import { shown } from '../../../networks/shapes.ts';
import { parametersFrom } from '../../../networks/weights.ts';
import { InputError } from '../../../numeric/input-error.ts';
import { inLayout, type Layout, logicalShape, type Tf, type TfjsTensor } from './tensor.ts';

/** A network's parameters in the engine's memory, where they stay until they are disposed of. */
export interface TfjsParameters extends Parameters<TfjsTensor> {
  /** The names of those that training moves. */
  readonly trainable: readonly string[];
  of(name: string): TfjsTensor;
  /** Puts a tensor in a parameter's place and takes it over. @throws InputError on another shape. */
  replace(name: string, by: TfjsTensor): void;
  /** Their values now. */
  weights(): Weights;
  dispose(): void;
}

/** Takes weights over into the engine's memory, filters in the order in which convolutions read them. */
export function tfjsParameters(
  tf: Tf,
  declarations: readonly Declaration[],
  weights: Weights,
): TfjsParameters {
  const held = new Map<string, TfjsTensor>();
  const named = parametersFrom(weights);
  for (const declaration of declarations) {
    const layout = declaration.shape.length === 4 ? 'filter' : 'row-major';
    const { data } = named.get(declaration);
    const stored = tf.tidy(() => {
      const given: TfjsTensor = { stored: tf.tensor(data, [...declaration.shape]), layout: 'row-major' };
      return tf.keep(inLayout(tf, given, layout));
    });
    held.set(declaration.name, { stored, layout });
  }
  const parameters = parametersFrom(held);
  const of = (name: string) => parameters.get({ name, shape: [], initial: unset, trainable: true });
  return {
    ...parameters,
    of,
    trainable: declarations.filter(({ trainable }) => trainable).map(({ name }) => name),
    replace(name, by) {
      const former = of(name);
      if (shown(logicalShape(by)) !== shown(logicalShape(former))) throw misplaced(name, former, by);
      const stored = tf.keep(inLayout(tf, by, former.layout));
      if (stored !== by.stored) by.stored.dispose();
      if (stored !== former.stored) former.stored.dispose();
      held.set(name, { stored, layout: former.layout as Layout });
    },
    weights: () => new Map([...held].map(([name, tensor]) => [name, valuesOf(tf, tensor)])),
    dispose() {
      for (const { stored } of held.values()) stored.dispose();
      held.clear();
    },
  };
}

/** The values of a tensor in the order of its logical sizes. */
export function valuesOf(tf: Tf, x: TfjsTensor): { shape: readonly number[]; data: Float32Array } {
  const ordered = inLayout(tf, x, 'row-major');
  const data = ordered.dataSync() as Float32Array;
  if (ordered !== x.stored) ordered.dispose();
  return { shape: logicalShape(x), data };
}

const unset = { kind: 'constant', value: 0 } as const;

function misplaced(name: string, former: TfjsTensor, by: TfjsTensor): InputError {
  return new InputError({
    where: name,
    expected: `a tensor ${shown(logicalShape(former))}`,
    got: shown(logicalShape(by)),
    remedy: 'replace a parameter by one of its own shape',
  });
}
