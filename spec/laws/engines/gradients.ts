import { expect } from 'chai';
import fc from 'fast-check';
import type { TrainingEngine } from '../../../harness/networks/engine.ts';
import { stream } from '../../../harness/numeric/stream.ts';
import { computeExactly, differentiateExactly, exact } from '../../networks/reference/engine.ts';
import { runs } from '../../runs.ts';
import { type LossCase, networkLosses, operationLosses } from '../gradients-losses.ts';

export type Differentiate = typeof differentiateExactly;

/** Laws of gradients in double precision, which those of engines are compared with. */
export function exactGradients(differentiate: Differentiate): void {
  for (const [name, arbitrary] of Object.entries(operationLosses)) {
    it(`${name}: they are the slopes of the value for any sizes`, () =>
      fc.assert(
        fc.property(arbitrary, (one) => expectSlopes(one, differentiate)),
        { numRuns: runs(12) },
      ));
  }
  for (const [name, arbitrary] of Object.entries(networkLosses)) {
    it(`${name}: the value changes by them for any sizes and weights`, () =>
      fc.assert(
        fc.property(arbitrary, (one) => expectRates(one, differentiate)),
        { numRuns: runs(2) },
      ));
  }
}

/** Laws of the gradients of every engine, from what opens it. */
export function everyGradient(open: () => Promise<TrainingEngine>): void {
  for (const [name, arbitrary] of Object.entries({ ...operationLosses, ...networkLosses })) {
    const numRuns = runs(name in operationLosses ? 10 : 3);
    it(`${name}: they are the reference's within 1e-4`, () =>
      fc.assert(
        fc.asyncProperty(arbitrary, async (one) => {
          const expected = differentiateExactly(one.loss, exactly(one), one.weights);
          const found = await differentiated(await open(), one);
          const off = Math.abs(found.value - expected.value) / Math.max(1, Math.abs(expected.value));
          expect(off, 'value').to.be.below(1e-4);
          expectClose(found.gradients, expected.gradients);
        }),
        { numRuns },
      ));
  }

  for (const [name, arbitrary] of Object.entries(networkLosses)) {
    it(`${name}: two runs give the same bytes`, () =>
      fc.assert(
        fc.asyncProperty(arbitrary, async (one) => {
          const engine = await open();
          const [once, again] = [await differentiated(engine, one), await differentiated(engine, one)];
          expect(again).to.eql(once);
        }),
        { numRuns: runs(1) },
      ));
  }
}

/** Compares a few of every parameter's gradients with central differences, relative to the largest of all. */
function expectSlopes(one: LossCase, differentiate: Differentiate): void {
  const { gradients } = differentiate(one.loss, exactly(one), one.weights);
  const unit = largest(gradients, 1e-3);
  for (const [name, gradient] of gradients) {
    for (const at of spreadOver(gradient.length, 5)) {
      const slope = centralDifference(one, name, at);
      expect(Math.abs(gradient[at]! - slope) / unit, `${one.told}: by ${name} at ${at}`).to.be.below(1e-5);
    }
  }
}

/** Moves all parameters together a little, some ways at random, and compares how the value changes. */
function expectRates(one: LossCase, differentiate: Differentiate): void {
  const { gradients } = differentiate(one.loss, exactly(one), one.weights);
  for (const seed of [1, 2, 3]) {
    const moved = (sign: number) =>
      new Map(
        [...one.weights].map(([name, { shape, data }]) => {
          if (!gradients.has(name)) return [name, { shape, data }] as const;
          const draws = stream(seed, 'direction', name);
          const step = () => sign * (draws.uniform() < 0.5 ? -1 : 1) * 2 ** -20;
          return [name, { shape, data: data.map((value) => value + step()) }] as const;
        }),
      );
    const [above, below] = [moved(1), moved(-1)];
    const values = [above, below].map((at) => computeExactly(one.loss, exactly(one), at)['loss']!.data[0]!);
    let [expected, unit] = [0, 0];
    for (const [name, gradient] of gradients) {
      for (const [i, slope] of gradient.entries()) {
        const change = slope * (above.get(name)!.data[i]! - below.get(name)!.data[i]!);
        expected += change;
        unit += change ** 2;
      }
    }
    const difference = Math.abs(values[0]! - values[1]! - expected);
    expect(difference / Math.sqrt(unit), one.told).to.be.below(1e-5);
  }
}

function centralDifference(one: LossCase, name: string, at: number): number {
  const { shape, data } = one.weights.get(name)!;
  const step = 2 ** -13;
  const valueAt = (offset: number) => {
    // In 32 bits, as weights are: the step that is left after rounding is the one divided by.
    const moved = Float32Array.from(data);
    moved[at]! += offset;
    const weights = new Map([...one.weights, [name, { shape, data: moved }]]);
    const { loss } = computeExactly(one.loss, exactly(one), weights);
    return { x: moved[at]!, y: loss!.data[0]! };
  };
  const [above, below] = [valueAt(step), valueAt(-step)];
  return (above.y - below.y) / (above.x - below.x);
}

function spreadOver(length: number, most: number): number[] {
  const asked = Math.min(length, most);
  return Array.from({ length: asked }, (_, i) => Math.floor(((i + 0.5) / asked) * length));
}

function exactly({ inputs }: LossCase) {
  return Object.fromEntries(Object.entries(inputs).map(([name, tensor]) => [name, exact(tensor)]));
}

async function differentiated(engine: TrainingEngine, { loss, inputs, weights }: LossCase) {
  const shapes = Object.fromEntries(Object.entries(inputs).map(([name, { shape }]) => [name, shape]));
  const ready = await engine.differentiate(loss, shapes);
  try {
    return await ready.run(inputs, weights);
  } finally {
    await ready.dispose();
  }
}

type Gradients = ReadonlyMap<string, ArrayLike<number>>;

/** Relative to the largest of all, or to 1e-2 where all are small. */
function expectClose(actual: Gradients, expected: Gradients): void {
  expect([...actual.keys()]).to.eql([...expected.keys()]);
  const unit = largest(expected, 1e-2);
  for (const [name, values] of expected) {
    const found = actual.get(name)!;
    expect(found.length, name).to.equal(values.length);
    const worst = Array.from(values).reduce(
      (most, value, i) => Math.max(most, Math.abs(value - found[i]!)),
      0,
    );
    expect(worst / unit, name).to.be.below(1e-4);
  }
}

function largest(gradients: Gradients, least: number): number {
  return [...gradients.values()].reduce(
    (most, values) => Array.from(values).reduce((so, value) => Math.max(so, Math.abs(value)), most),
    least,
  );
}
