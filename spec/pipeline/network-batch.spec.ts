import { expect } from 'chai';
import fc from 'fast-check';
import { joinedRows, splitRows, throughNetwork } from '../../harness/edges/networks/batches.ts';
import { batchSize } from '../../harness/networks/batch-size.ts';
import type { Engine } from '../../harness/networks/engine.ts';
import type { Network } from '../../harness/networks/network.ts';
import { createImage } from '../../harness/numeric/image.ts';
import { flattened, linked } from '../../harness/pipeline/flat-stage.ts';
import { decodeStack, encodeStack } from '../../harness/pipeline/image-stack.ts';
import { inputsOfPart, joinedParts } from '../../harness/pipeline/parts.ts';
import { planExperiment } from '../../harness/pipeline/plan/experiment.ts';
import {
  commonBatch,
  declaredBatch,
  type NetworkBatch,
  networkMemory,
} from '../../harness/pipeline/plan/network-batch.ts';
import { type Artifact, createStage, inOrder } from '../../harness/pipeline/stage.ts';
import { contextOf, experimentOf, levels, srBlock, world } from './planned.ts';

const experiment = experimentOf({
  cells: [{ ...srBlock, method: [levels.sr, levels.ae, levels.swinir] }],
});
const planned = (networkBatch?: NetworkBatch, more: object = {}) => {
  const profile = { ...more, ...(networkBatch !== undefined && { networkBatch }) };
  return inOrder(planExperiment(experiment, contextOf({ ...world, profile })).measures);
};
const keysOf = (stages: ReturnType<typeof planned>) => stages.map(({ key }) => key);

const needs = fc.record({
  flop: fc.constant(1),
  weights: fc.integer({ min: 0, max: 1e9 }),
  activations: fc.integer({ min: 1, max: 1e9 }),
  pixels: fc.integer({ min: 1, max: 512 ** 2 }),
});

describe('the batch that a profile declares', () => {
  it('leaves every key as it is where it is the usual one', () => {
    // Images of 16 x 16.
    expect(batchSize(256)).to.equal(32);
    expect(keysOf(planned(32))).to.deep.equal(keysOf(planned()));
  });

  it('is part of the key of stages that give images to networks, and of what is made of those, a training on their latents too', () => {
    const usual = new Set(keysOf(planned()));
    const stages = planned(5);
    const giving = ['condition', 'encode', 'reconstruct', 'sample'];
    const others = ['dataset', 'degrade', 'restore-trained', 'train-autoencoder', 'train-restorer'];
    const kinds = stages.map(({ kind }) => kind);
    expect(kinds).to.include.members([...giving, ...others, 'train-denoiser', 'measure']);
    for (const { kind, key, batch, label } of stages) {
      expect(batch, kind).to.equal(giving.includes(kind) ? 5 : undefined);
      expect(usual.has(key), label).to.equal(others.includes(kind) || label.includes('swinir'));
    }
  });

  it('stays in what is written down: who is given a stage makes its key again', () => {
    const { codeVersion } = contextOf(world);
    for (const stage of linked(flattened(planned(5, { partMinutes: 1e-9 }))).values())
      expect(createStage(stage, codeVersion(stage.kind)).key).to.equal(stage.key);
  });

  it('fills a memory to a power of two, and not beyond it where one image fits', () => {
    fc.assert(
      fc.property(needs, fc.double({ min: 0.001, max: 500, noNaN: true }), (need, gigabytes) => {
        const batch = declaredBatch({ gigabytes }, need) ?? batchSize(need.pixels);
        expect([1, 2, 4, 8, 16, 32]).to.include(batch);
        const fits = (count: number) => networkMemory(need, count) <= 1e9 * gigabytes;
        if (batch > 1) expect(fits(batch)).to.equal(true);
        if (batch < 32) expect(fits(2 * batch)).to.equal(false);
        expect(commonBatch({ gigabytes }, 256) % batch).to.equal(0);
      }),
    );
  });

  it('is the usual one where a memory is declared and the size of images is not known', () => {
    const unknown = { flop: 0, weights: 0, activations: 0, pixels: 0 };
    expect(declaredBatch({ gigabytes: 40 }, unknown)).to.equal(undefined);
    expect(declaredBatch(7, unknown)).to.equal(7);
    expect(declaredBatch(7, { ...unknown, alone: true })).to.equal(undefined);
  });

  it('moves the memory that a plan tells', () => {
    const memoryOf = (batch?: NetworkBatch) => planned(batch).find(({ kind }) => kind === 'sample')!.memory!;
    const [few, usual, many] = [memoryOf(1), memoryOf(), memoryOf(64)];
    expect((many - usual) / (usual - few)).to.be.closeTo(32 / 31, 1e-9);
  });
});

/** Doubles, but for the last bits, which tell how many there were, as TensorFlow's native kernels do. */
const network = { name: 'double', inputs: ['x'], outputs: ['y'] } as unknown as Network;
const native = (batch: number): Engine => ({
  name: 'native',
  batch,
  compile: async (_network, { x }) => ({
    run: async ({ x: given }) => ({
      y: { shape: x!, data: given!.data.map((value) => value * (2 + x![0]! * 2 ** -20)) },
    }),
    dispose: async () => {},
  }),
});

const stackOf = (values: readonly number[]) =>
  encodeStack(
    values.map((value, i) => ({
      id: `i${i}`,
      subject: 's',
      image: createImage(1, 1, 1, Float64Array.of(value)),
    })),
  );
const run = async (inputs: Readonly<Record<string, Artifact>>, batch: number): Promise<Artifact> => {
  const items = decodeStack(inputs['images']!);
  const rows = splitRows(joinedRows(items.map(({ image }) => Float32Array.from(image.data))), items.length);
  const made = await throughNetwork(native(batch), network, new Map(), { shape: [1, 1, 1], rows }, 64 ** 2);
  const image = (i: number) => createImage(1, 1, 1, Float64Array.of(made.rows[i]![0]!));
  return encodeStack(items.map((item, i) => ({ ...item, image: image(i) })));
};

/** @param cutBy the batch that parts are cut by */
const lawOfBatches = (cutBy: (declared: number) => number | undefined) =>
  fc.asyncProperty(
    fc.integer({ min: 1, max: 40 }),
    fc.integer({ min: 1, max: 50 }),
    fc.integer({ min: 1, max: 12 }),
    async (count, batch, of) => {
      const inputs = { images: stackOf(Array.from({ length: count }, (_, i) => 1 + i / 7)) };
      const cut = { roles: ['images'], together: () => batchSize(64 ** 2) };
      const parts: Artifact[] = [];
      for (let index = 0; index < of; index++) {
        const own = inputsOfPart({ index, of }, cut, {}, inputs, cutBy(batch));
        parts.push(own ? await run(own, batch) : {});
      }
      expect(joinedParts(parts)).to.deep.equal(await run(inputs, batch));
    },
  );

describe('parts of a stage that declares its batch', () => {
  it('come to the bytes of the whole on an engine whose last bits depend on it', () =>
    fc.assert(lawOfBatches((declared) => declared)));

  it('are told from parts that are cut by the usual batch', async () => {
    expect((await fc.check(lawOfBatches(() => undefined))).failed).to.equal(true);
  });
});
