import { expect } from 'chai';
import fc from 'fast-check';
import type { EmaSetting } from '../../../harness/diffusion/ema-decay.ts';
import { readSafetensors, writeSafetensors } from '../../../harness/edges/files/weights/safetensors.ts';
import { sourceOf } from '../../../harness/edges/files/weights/source.ts';
import type { Tensors, TrainingEngine } from '../../../harness/networks/engine.ts';
import { canonicalJson, sha256 } from '../../../harness/pipeline/canonical.ts';
import type { checkpointTensors, stateOf } from '../../../harness/training/checkpoint.ts';
import {
  type averaged,
  curveStride,
  type initialState,
  type TrainingState,
  type train,
} from '../../../harness/training/train.ts';
import { referenceEngine } from '../../networks/reference/engine.ts';
import { runs } from '../../runs.ts';
import { steps, tinyTrainings } from '../../training/tiny-trainings.ts';

type Tiny = (typeof tinyTrainings)[number];

/** What trains, and keeps what was trained. */
export interface Trainer {
  readonly train: typeof train;
  readonly initialState: typeof initialState;
  readonly averaged: typeof averaged;
  readonly checkpointTensors: typeof checkpointTensors;
  readonly stateOf: typeof stateOf;
  readonly task: (tiny: Tiny, seed: number) => ReturnType<Tiny['task']>;
}

/** Laws of every training. */
export function everyTraining(tiny: Tiny, trainer: Trainer): void {
  const { train, initialState, task: taskOf } = trainer;
  const { trainedFrom, lossesOf, restored, bytesOf } = trainingsBy(trainer);
  let first: ReturnType<typeof trainedFrom> | undefined;
  const trained = () => (first ??= trainedFrom(tiny, 7));

  it('gives the same bytes from the same seed, after every step', async () => {
    const whole = await trained();
    expect((await trainedFrom(tiny, 7)).hashes).to.deep.equal(whole.hashes);
  });

  it('gives other weights from another seed, from the first step to the last', async () => {
    const whole = await trained();
    const { hashes } = await trainedFrom(tiny, 8);
    for (const [step, hash] of hashes.entries()) expect(whole.hashes[step], `${step}`).to.not.equal(hash);
  });

  it('ends in the same bytes where it was stopped after any step and resumed from its checkpoint', () =>
    fc.assert(
      fc.asyncProperty(fc.nat({ max: steps }), async (stop) => {
        const whole = await trained();
        const task = taskOf(tiny, 7);
        const state = restored(whole.checkpoints[stop]!, initialState(task, tiny.ema, 7));
        const seen: number[] = [];
        await train(task, tiny.setting, tiny.ema, referenceEngine, state, (step) => void seen.push(step));
        expect(sha256(bytesOf(state))).to.equal(whole.hashes.at(-1));
        expect(seen).to.deep.equal(Array.from({ length: steps - stop }, (_, i) => stop + i + 1));
      }),
      { numRuns: runs(4), examples: [[0], [steps]] },
    ));

  it('has checkpoints that say the whole state', async () => {
    const { state } = await trained();
    const initial = initialState(taskOf(tiny, 7), tiny.ema, 7);
    expect(restored(bytesOf(state), initial)).to.deep.equal(state);
  });

  it('draws a batch by its step alone', () =>
    fc.assert(
      fc.property(fc.nat({ max: 1e6 }), fc.nat({ max: 1e6 }), (step, other) => {
        const task = taskOf(tiny, 7);
        const first = told(task.batch(step));
        const between = told(task.batch(other));
        expect(told(task.batch(step))).to.equal(first);
        expect(told(taskOf(tiny, 7).batch(step))).to.equal(first);
        expect(told(taskOf(tiny, 8).batch(step))).to.not.equal(first);
        if (other !== step) expect(between).to.not.equal(first);
      }),
      { numRuns: runs(20) },
    ));

  it('has batches of the shapes that its loss asks for', () => {
    const task = taskOf(tiny, 7);
    const shapes = (tensors: Tensors) =>
      Object.fromEntries(Object.entries(tensors).map(([name, { shape }]) => [name, shape]));
    expect(shapes(task.batch(3))).to.deep.equal(task.inputs);
    for (const { shape, data } of Object.values(task.batch(3)))
      expect(data.length).to.equal(shape.reduce((a, b) => a * b));
  });

  it('brings its loss down, and keeps a curve of the mean loss of each ten steps', async () => {
    const { losses, curve } = await lossesOf(tiny, 3 * curveStride + 3);
    expect(mean(losses.slice(-curveStride))).to.be.below(0.8 * mean(losses.slice(0, 3)));
    expect(curve.length).to.equal(4);
    for (const [i, point] of curve.entries()) {
      const own = losses.slice(i * curveStride, (i + 1) * curveStride);
      expect(point, `point ${i}`).to.be.closeTo(mean(own), 1e-12);
    }
  });
}

/** Laws of what a training holds of its engine. */
export function heldByTraining({ train, initialState, task: taskOf }: Trainer): void {
  const [tiny] = tinyTrainings;
  const { setting, ema } = tiny;
  const task = (seed: number) => taskOf(tiny, seed);

  it('gives back what its engine holds, also where a step fails', async () => {
    const open: string[] = [];
    const engine: TrainingEngine = {
      ...referenceEngine,
      differentiate: async (...given) => {
        const made = await referenceEngine.differentiate(...given);
        open.push('held');
        return {
          run: (...asked) => made.run(...asked),
          dispose: async () => {
            await made.dispose();
            open.pop();
          },
        };
      },
    };
    const state = initialState(task(7), ema, 7);
    await train(
      task(7),
      { ...setting, steps: 1 },
      ema,
      engine,
      state,
      () => void expect(open).to.have.length(1),
    );
    expect(open).to.deep.equal([]);
    const stopped = () => {
      throw new Error('stopped');
    };
    const fault = await train(task(7), setting, ema, engine, state, stopped).catch((error: Error) => error);
    expect(fault).to.have.property('message', 'stopped');
    expect(open).to.deep.equal([]);
  });
}

/** Laws of the average that a training keeps of its weights. */
export function averageOfTraining(trainer: Trainer): void {
  const { initialState, averaged, task } = trainer;
  const { trainedFrom, restored } = trainingsBy(trainer);
  const denoiser = tinyTrainings[1];

  for (const warmUp of [true, false]) {
    it(`is the moving average of its weights after each step, ${warmUp ? 'with' : 'without'} warm-up`, async () => {
      const ema = { decay: 0.9, warmUp };
      const { state, checkpoints } = await trainedFrom({ ...denoiser, ema }, 3);
      const initial = initialState(task(denoiser, 3), ema, 3);
      const weightsAt = (bytes: Uint8Array) =>
        new Map([...restored(bytes, initial).weights].map(([name, { data }]) => [name, data]));
      const seen = checkpoints.map(weightsAt);
      let moved = 0;
      for (const [name, first] of seen[0]!) {
        // After step n the average keeps min(decay, (1 + n) / (10 + n)) of itself, or decay, in single precision.
        const expected = first.slice();
        seen.slice(1).forEach((weights, step) => {
          const kept = warmUp ? Math.min(0.9, (2 + step) / (11 + step)) : 0.9;
          for (let i = 0; i < expected.length; i++)
            expected[i] = kept * expected[i]! + (1 - kept) * weights.get(name)![i]!;
        });
        const found = state.ema!.averages.get(name)!;
        for (let i = 0; i < expected.length; i++) expect(found[i], name).to.be.closeTo(expected[i]!, 1e-6);
        for (let i = 0; i < found.length; i++) moved = Math.max(moved, Math.abs(found[i]! - first[i]!));
      }
      expect(moved).to.be.above(1e-3);
      expect(state.ema!.updates).to.equal(seen.length - 1);
      for (const [name, { data }] of averaged(state))
        expect(data).to.deep.equal(state.ema!.averages.get(name));
    });
  }

  it('is the weights themselves where none is kept', async () => {
    const { state } = await trainedFrom(tinyTrainings[2], 3);
    expect(averaged(state)).to.deep.equal(state.weights);
  });
}

function trainingsBy({ train, initialState, checkpointTensors, stateOf, task: taskOf }: Trainer) {
  const bytesOf = (state: TrainingState) => writeSafetensors(checkpointTensors(state));
  const restored = (bytes: Uint8Array, initial: TrainingState) =>
    stateOf(readSafetensors(sourceOf('checkpoint', bytes)), initial);

  /** A training to its end: its last state, its checkpoint after each step (the first before any) and its losses. */
  async function trainedFrom(tiny: Omit<Tiny, 'ema'> & { readonly ema: EmaSetting | null }, seed: number) {
    const { setting, ema } = tiny;
    const made = taskOf(tiny as Tiny, seed);
    const state = initialState(made, ema, seed);
    const checkpoints = [bytesOf(state)];
    await train(made, setting, ema, referenceEngine, state, () => {
      checkpoints.push(bytesOf(state));
    });
    return { state, checkpoints, hashes: checkpoints.map(sha256) };
  }

  /** So many steps at a constant rate. */
  async function lossesOf(tiny: Tiny, count: number) {
    const { setting, ema } = tiny;
    const made = taskOf(tiny, 7);
    const state = initialState(made, ema, 7);
    const losses: number[] = [];
    const learningRate = { peak: 0.004, warmUp: 0, annealing: null };
    const constant = { ...setting, steps: count, optimiser: { ...setting.optimiser, learningRate } };
    await train(made, constant, ema, referenceEngine, state, (_, loss) => {
      losses.push(loss);
    });
    return { losses, curve: state.losses };
  }

  return { bytesOf, restored, trainedFrom, lossesOf };
}

/** Names, shapes and values in one string. */
const told = (tensors: Tensors) =>
  canonicalJson(
    Object.entries(tensors).map(([name, { shape, data }]) => [
      name,
      shape,
      sha256(new Uint8Array(data.buffer)),
    ]),
  );
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b) / values.length;
