import { expect } from 'chai';
import fc from 'fast-check';
import { layouts, networkWeights } from '../../harness/networks/layout.ts';
import type { Network } from '../../harness/networks/network.ts';
import type { Scope } from '../../harness/networks/scope.ts';
import type { Tensor } from '../../harness/networks/tensor.ts';
import { InputError } from '../../harness/numeric/input-error.ts';

const names = ['a', 'b', 'c', 'd', 'e'];
const network: Network = {
  name: 'sum',
  inputs: ['x'],
  outputs: ['y'],
  run<T>(scope: Scope<T>, { x }: Readonly<Record<string, T>>) {
    let y = x as T;
    for (const name of names) {
      const weight = scope.parameter(name, [2, 3], { kind: 'constant', value: 0 });
      y = scope.ops.add(y, scope.ops.mean(weight, [0, 1]));
    }
    return { y };
  },
};
const bind = (tensors: ReadonlyMap<string, Tensor>) =>
  networkWeights(network, { x: [1, 1] }, tensors, layouts.plain, 'file.ckpt');
const whole = (shape = [2, 3], value = 1): Tensor => ({
  shape,
  data: new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(value),
});

const states = ['right', 'missing', 'misshapen', 'NaN', 'infinite'] as const;

describe('weights of a checkpoint', () => {
  it('are refused with every fault of every tensor by name, all at once', () =>
    fc.assert(
      fc.property(
        fc.tuple(...names.map(() => fc.constantFrom(...states))),
        fc.array(fc.stringMatching(/^[u-z]{1,4}$/), { maxLength: 3 }),
        (chosen, more) => {
          const having = (state: (typeof states)[number]) => names.filter((_, i) => chosen[i] === state);
          const found = new Map<string, Tensor>(more.map((name) => [name, whole()]));
          for (const name of having('right')) found.set(name, whole());
          for (const name of having('misshapen')) found.set(name, whole([3, 2]));
          for (const name of having('NaN')) found.set(name, whole([2, 3], Number.NaN));
          for (const name of having('infinite')) found.set(name, whole([2, 3], Number.POSITIVE_INFINITY));
          const told = [
            ['wrongly shaped', having('misshapen').map((name) => `${name} [3, 2] instead of [2, 3]`)],
            ['missing', having('missing')],
            ['unexpected', [...new Set(more)]],
            ['with values that are no numbers', names.filter((_, i) => /NaN|infinite/.test(chosen[i]!))],
          ].flatMap(([fault, those]) =>
            those!.length > 0 ? [`${those!.length} ${fault}: ${(those as string[]).join(', ')}`] : [],
          );
          if (told.length === 0) expect([...bind(found).keys()]).to.eql(names);
          else expect(() => bind(found)).to.throw(InputError, `, got ${told.join('; ')}; `);
        },
      ),
    ));
});
