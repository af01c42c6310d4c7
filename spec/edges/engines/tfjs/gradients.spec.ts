import { expect } from 'chai';
import fc from 'fast-check';
import { tfjsBackends } from '../../../../harness/edges/engines/tfjs/backends.ts';
import { type TfjsEngine, tfjsEngine } from '../../../../harness/edges/engines/tfjs/engine.ts';
import type { Declaration } from '../../../../harness/networks/parameters.ts';
import { stream } from '../../../../harness/numeric/stream.ts';
import { exact } from '../../../networks/reference/engine.ts';
import { referenceOps } from '../../../networks/reference/ops.ts';
import { runs } from '../../../runs.ts';
import { type Case, cases } from './cases.ts';

for (const { name: backend, lacks } of tfjsBackends()) {
  if (lacks !== null) continue;
  describe(`${backend}: operations`, () => {
    let engine: TfjsEngine;
    before(async () => {
      engine = await tfjsEngine({ backend, threads: 1 });
    });

    for (const [name, arbitrary] of Object.entries(cases)) {
      it(`${name} and its gradients are those of the reference, images first or last`, () => {
        fc.assert(
          fc.property(arbitrary, fc.boolean(), (op, imagesLast) => {
            const tensors = engine.memory().tensors;
            const found = differentiate(engine, op, imagesLast);
            closeTo(found.value, weighted(op), `${op.told}: value`);
            op.inputs.forEach((_, i) => {
              for (const [j, slope] of centralDifferences(op, i)) {
                closeTo(found.gradients[i]![j]!, slope, `${op.told}: by value ${j} of input ${i}`);
              }
            });
            expect(engine.memory().tensors, 'tensors left behind').to.equal(tensors);
          }),
          { numRuns: runs(40) },
        );
      });
    }
  });
}

/** The weighted sum of an operation's result and its gradients, by the engine. */
function differentiate(engine: TfjsEngine, op: Case, imagesLast: boolean) {
  const names = op.inputs.map((_, i) => `x${i}`);
  const declarations = op.inputs.map(
    ({ shape }, i): Declaration => ({
      name: names[i]!,
      shape,
      initial: { kind: 'constant', value: 0 },
      trainable: true,
    }),
  );
  const held = engine.parameters(
    'case',
    declarations,
    new Map(op.inputs.map((input, i) => [names[i]!, input])),
  );
  const { ops } = engine;
  try {
    return engine.scope(() => {
      const { value, gradients } = engine.valueAndGradients((parameters) => {
        const xs = declarations.map((declaration) => {
          const x = parameters.get(declaration);
          const movable = imagesLast && declaration.shape.length === 4;
          return movable ? ops.resizeNearest(x, 1) : ops.reshape(x, declaration.shape);
        });
        const result = op.run(ops, xs);
        const shape = ops.shape(result);
        const all = shape.map((_, axis) => axis);
        const length = shape.reduce((a, b) => a * b, 1);
        const products = ops.mul(result, ops.constant(weights(length), shape));
        return ops.affine(ops.mean(products, all), length, 0);
      }, held);
      return { value, gradients: names.map((name) => engine.read(gradients.get(name)!).data) };
    });
  } finally {
    held.dispose();
  }
}

/** The same weighted sum in double precision. */
function weighted(op: Case, inputs = op.inputs.map(exact)): number {
  const { data } = op.run(referenceOps, inputs);
  const factors = weights(data.length);
  return data.reduce((sum, value, i) => sum + value * factors[i]!, 0);
}

/** The slopes by some of an input's values, at most twelve spread over all of them. */
function centralDifferences(op: Case, input: number): [number, number][] {
  const step = 1e-4;
  const { length } = op.inputs[input]!.data;
  const asked = Math.min(length, 12);
  return Array.from({ length: asked }, (_, k) => {
    const j = Math.floor(((k + 0.5) / asked) * length);
    const at = (offset: number) => {
      const inputs = op.inputs.map(exact);
      inputs[input]!.data[j]! += offset;
      return weighted(op, inputs);
    };
    return [j, (at(step) - at(-step)) / (2 * step)];
  });
}

function weights(length: number): Float64Array {
  const draws = stream(11, 'weights');
  return Float64Array.from({ length }, () => Math.fround(draws.normal()));
}

function closeTo(actual: number, expected: number, what: string): void {
  expect(Math.abs(actual - expected), what).to.be.below(1e-4 * Math.max(1, Math.abs(expected)) + 2e-5);
}
