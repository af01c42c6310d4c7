import { InputError } from '../numeric/input-error.ts';
import type { Weights } from './engine.ts';
import type { Declaration, Parameters } from './parameters.ts';
import { shown } from './shapes.ts';
import type { Tensor } from './tensor.ts';

/** How the tensors of a file are matched with a network's parameters. */
export interface Binding {
  /** The file, for messages. */
  readonly where: string;
  /** Tensors of the file that the network has no use for and that are no fault. */
  readonly ignored?: (name: string) => boolean;
  /** What the file calls a tensor, for messages. */
  readonly called?: (name: string) => string;
  /** Whether every value has to be a number: a look at all of them, for weights that come from outside. */
  readonly finite?: boolean;
}

/**
 * The tensors that a network needs, in its order. A tensor whose values have another arrangement of the same
 * sizes without the ones (a linear layer's `[O, I]` for a convolution's `[O, I, 1, 1]`) is accepted as it is.
 * @throws InputError of the wrongly shaped, missing and unexpected tensors and those with values that are no numbers:
 *   how many, and the first by name.
 */
export function bindWeights(
  declarations: readonly Declaration[],
  found: ReadonlyMap<string, Tensor>,
  { where, ignored = () => false, called = (name) => name, finite = false }: Binding,
): Weights {
  const wanted = new Set(declarations.map(({ name }) => name));
  const missing = declarations.filter(({ name }) => !found.has(name)).map(({ name }) => name);
  const unexpected = [...found.keys()].filter((name) => !wanted.has(name) && !ignored(name)).map(called);
  const misshapen = declarations.flatMap(({ name, shape }) => {
    const tensor = found.get(name);
    const fits = !tensor || squeezed(tensor.shape) === squeezed(shape);
    return fits ? [] : [`${name} ${shown(tensor.shape)} instead of ${shown(shape)}`];
  });
  const infinite = declarations
    .map(({ name }) => name)
    .filter((name) => finite && !allNumbers(found.get(name)?.data ?? []));
  const faults = [
    ['wrongly shaped', misshapen],
    ['missing', missing],
    ['unexpected', unexpected],
    ['with values that are no numbers', infinite],
  ] as const;
  const told = faults.filter(([, names]) => names.length > 0);
  if (told.length > 0) {
    throw new InputError({
      where,
      expected: `the network's ${declarations.length} tensors`,
      got: told.map(([fault, names]) => `${names.length} ${fault}: ${someOf(names)}`).join('; '),
      remedy: "give the checkpoint of this architecture, or correct the architecture's configuration",
    });
  }
  return new Map(declarations.map(({ name, shape }) => [name, { shape, data: found.get(name)!.data }]));
}

/** Parameters that stand in a map by their names. */
export function parametersFrom<T>(tensors: ReadonlyMap<string, T>): Parameters<T> {
  return {
    get({ name, shape }) {
      const tensor = tensors.get(name);
      if (tensor !== undefined) return tensor;
      throw new InputError({
        where: name,
        expected: `a parameter ${shown(shape)}`,
        got: 'none of that name',
        remedy: 'bind the weights to the network before running it',
      });
    },
  };
}

/** Few enough names to read. */
function someOf(names: readonly string[]): string {
  return names.length <= SHOWN
    ? names.join(', ')
    : `${names.slice(0, SHOWN).join(', ')} and ${names.length - SHOWN} more`;
}

const SHOWN = 8;

function allNumbers(data: ArrayLike<number>): boolean {
  for (let i = 0; i < data.length; i++) if (!Number.isFinite(data[i])) return false;
  return true;
}

function squeezed(shape: readonly number[]): string {
  return shown(shape.filter((size) => size !== 1));
}
