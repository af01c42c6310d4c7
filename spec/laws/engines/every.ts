import { expect } from 'chai';
import fc from 'fast-check';
import type { TfjsEngine } from '../../../harness/edges/engines/tfjs/engine.ts';
import type { Engine, Tensors, Weights } from '../../../harness/networks/engine.ts';
import type { Network } from '../../../harness/networks/network.ts';
import type { Scope } from '../../../harness/networks/scope.ts';
import { InputError } from '../../../harness/numeric/input-error.ts';
import { type Case, cases } from '../../edges/engines/tfjs/cases.ts';
import { compiledRun } from '../../networks/compiled-run.ts';
import { computeExactly, exact } from '../../networks/reference/engine.ts';
import { runs } from '../../runs.ts';
import { networkCases } from '../engines-networks.ts';

/** Laws of every engine, from what opens it, always the same one. */
export function everyEngine(open: () => Promise<Engine>): void {
  for (const [op, arbitrary] of Object.entries(cases)) {
    it(`${op} is the reference's within 1e-4 for any sizes`, () =>
      fc.assert(
        fc.asyncProperty(arbitrary, async (one) => {
          const engine = await open();
          const inputs = named(one);
          await expectReference(engine, asNetwork(one), inputs, new Map());
        }),
        { numRuns: runs(12) },
      ));
  }

  for (const [title, arbitrary] of Object.entries(networkCases)) {
    // This one enlarges every image to 299 x 299.
    const times = title === 'inception' ? 2 : 4;
    it(`${title} is the reference's within 1e-4 for any sizes and weights`, () =>
      fc.assert(
        fc.asyncProperty(arbitrary, async ({ network, inputs, weights }) =>
          expectReference(await open(), network, inputs, weights),
        ),
        { numRuns: runs(times) },
      ));

    it(`${title} gives the same bytes twice`, () =>
      fc.assert(
        fc.asyncProperty(arbitrary, async ({ network, inputs, weights }) => {
          const once = await compiledRun(await open(), network, inputs, weights);
          const again = await compiledRun(await open(), network, inputs, weights);
          for (const output of network.outputs) expect(again[output]!.data).to.eql(once[output]!.data);
        }),
        { numRuns: runs(times / 2) },
      ));
  }

  it('networks that were compiled, run and freed leave no tensor behind', async () => {
    const engine = await open();
    const held = () => (engine as Partial<TfjsEngine>).memory?.().tensors ?? 0;
    const before = held();
    for (const arbitrary of Object.values(networkCases)) {
      const [{ network, inputs, weights }] = fc.sample(arbitrary, { numRuns: 1, seed: 1 });
      const shapes = Object.fromEntries(Object.entries(inputs).map(([key, { shape }]) => [key, shape]));
      const compiled = await engine.compile(network, shapes, weights);
      const ready = held();
      await compiled.run(inputs);
      await compiled.run(inputs);
      expect(held(), `${network.name} while it runs`).to.equal(ready);
      const [first, ...others] = Object.entries(inputs);
      const wrong = {
        [first![0]]: { shape: [1], data: new Float32Array(1) },
        ...Object.fromEntries(others),
      };
      await compiled.run(wrong).catch(() => {});
      await compiled.dispose();
      expect(held(), network.name).to.equal(before);
    }
  });

  it('a network compiled once gives for each input what it gives for it alone', async () => {
    const engine = await open();
    const [{ network, inputs, weights }] = fc.sample(networkCases['unet-2d']!, { numRuns: 1, seed: 1 });
    const other = Object.entries(inputs).map(
      ([key, { shape, data }]) => [key, { shape, data: data.map((x) => -x) }] as const,
    );
    const shapes = Object.fromEntries(Object.entries(inputs).map(([key, { shape }]) => [key, shape]));
    const compiled = await engine.compile(network, shapes, weights);
    const first = await compiled.run(inputs);
    const between = await compiled.run(Object.fromEntries(other));
    const last = await compiled.run(inputs);
    await compiled.dispose();
    expect(last['prediction']!.data).to.eql(first['prediction']!.data);
    expect(between['prediction']!.data).not.to.eql(first['prediction']!.data);
  });

  it('an input of another size than compiled for is refused by name', async () => {
    const engine = await open();
    const [{ network, inputs, weights }] = fc.sample(networkCases['scale encoder']!, {
      numRuns: 1,
      seed: 1,
    });
    const shapes = { image: inputs['image']!.shape };
    const compiled = await engine.compile(network, shapes, weights);
    const wrong = { image: { shape: [1, 1, 4, 5], data: new Float32Array(20) } };
    const error = await compiled.run(wrong).catch((thrown: unknown) => thrown);
    await compiled.dispose();
    expect(error).to.be.instanceOf(InputError);
    expect((error as InputError).message).to.match(/^scale-encoder: expected an input image \[/);
  });

  it('an image of other channels than the weights have is refused naming the layer', async () => {
    const engine = await open();
    const [{ network, weights }] = fc.sample(networkCases['autoencoder-kl encoder']!, {
      numRuns: 1,
      seed: 1,
    });
    const error = await engine
      .compile(network, { image: [1, 3, 8, 8] }, weights)
      .catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(InputError);
    expect((error as InputError).message).to.contain('encoder.conv_in.weight [4, 2, 3, 3]');
  });

  it('an image that the strides do not divide is refused naming the layer', async () => {
    const engine = await open();
    const [{ network, weights }] = fc.sample(networkCases['unet-2d']!, { numRuns: 1, seed: 1 });
    const error = await engine
      .compile(network, { sample: [1, 2, 6, 8], time: [1] }, weights)
      .catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(InputError);
    expect((error as InputError).message).to.match(/^network: .*\[1, 8, 4, 4\]|^up_blocks/);
  });
}

function named({ inputs }: Case): Tensors {
  return Object.fromEntries(inputs.map((tensor, i) => [`x${i}`, tensor]));
}

/** A case of one operation as a network without parameters. */
function asNetwork(one: Case): Network {
  const names = one.inputs.map((_, i) => `x${i}`);
  return {
    name: 'operation',
    inputs: names,
    outputs: ['y'],
    run: <T>({ ops }: Scope<T>, xs: Readonly<Record<string, T>>) => ({
      y: one.run(
        ops,
        names.map((name) => xs[name]!),
      ),
    }),
  };
}

async function expectReference(engine: Engine, network: Network, inputs: Tensors, weights: Weights) {
  const tensors = Object.entries(inputs).map(([name, tensor]) => [name, exact(tensor)] as const);
  const expected = computeExactly(network, Object.fromEntries(tensors), weights);
  const results = await compiledRun(engine, network, inputs, weights);
  for (const output of network.outputs) {
    expect(results[output]!.shape).to.eql(expected[output]!.shape);
    const values = expected[output]!.data;
    // Relative to the largest value, or to 1 where all are small.
    const unit = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
    const worst = values.reduce((most, value, i) => {
      const difference = Math.abs(value - results[output]!.data[i]!);
      return difference <= most ? most : Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
    }, 0);
    expect(worst / unit).to.be.below(1e-4);
  }
}
