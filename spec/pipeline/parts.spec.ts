import { expect } from 'chai';
import fc from 'fast-check';
import { createImage } from '../../harness/numeric/image.ts';
import { flattened, linked } from '../../harness/pipeline/flat-stage.ts';
import { decodeStack, encodeStack } from '../../harness/pipeline/image-stack.ts';
import { inParts, inputsOfPart, joinedParts } from '../../harness/pipeline/parts.ts';
import { planExperiment } from '../../harness/pipeline/plan/experiment.ts';
import type { Artifact, Cut, Stage } from '../../harness/pipeline/stage.ts';
import { createStage, inOrder } from '../../harness/pipeline/stage.ts';
import { stageSeconds, usualFlops } from '../../harness/pipeline/stage-seconds.ts';
import { measureStage } from '../../harness/pipeline/stages/measure.ts';
import { missingStages } from '../../harness/study/missing-stages.ts';
import { contextOf, experimentOf, psnr, world } from './planned.ts';
import { noContext } from './stage-context.ts';

/** Images of one pixel, the first with a mask. */
const stackOf = (values: readonly number[]) =>
  encodeStack(
    values.map((value, i) => {
      const image = createImage(1, 1, 1, Float64Array.of(value));
      return { id: `i${i}`, subject: 's', image, ...(i === 0 && { mask: image }) };
    }),
  );

/** A stage that says of each image which batch it was in, as networks do in their last digits. */
const tearable = (batch: number) => (inputs: Readonly<Record<string, Artifact>>) => {
  const items = decodeStack(inputs['images']!);
  const sums = items.map((_, i) => {
    const from = Math.floor(i / batch) * batch;
    return items.slice(from, from + batch).reduce((sum, { image }) => sum + image.data[0]!, 0);
  });
  return encodeStack(
    items.map((item, i) => ({ ...item, image: createImage(1, 1, 1, Float64Array.of(sums[i]!)) })),
  );
};

const lawOfParts = (cutAt: (batch: number) => number) =>
  fc.property(
    fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 }),
    fc.integer({ min: 1, max: 7 }),
    fc.integer({ min: 1, max: 30 }),
    (values, batch, of) => {
      const inputs = { images: stackOf(values), other: { 'weights.bin': Uint8Array.of(1) } };
      const cut: Cut = { roles: ['images'], together: () => cutAt(batch) };
      const run = tearable(batch);
      const parts = Array.from({ length: of }, (_, index) => {
        const own = inputsOfPart({ index, of }, cut, {}, inputs);
        if (own) expect(own['other']).to.equal(inputs.other);
        return own ? run(own) : {};
      });
      expect(joinedParts(parts)).to.deep.equal(run(inputs));
    },
  );

const experiment = experimentOf({ scores: [psnr, { ...psnr, id: 'again' }] });
const cuts: Readonly<Record<string, Cut>> = {
  sample: { roles: ['condition'], together: () => 1 },
  measure: { roles: ['images'], together: () => 1 },
};
const planned = (profile: object) => {
  const context = contextOf({ ...world, profile });
  const kind = (name: string) => ({ ...context.kind(name), ...(cuts[name] && { cut: cuts[name] }) });
  return inOrder(planExperiment(experiment, { ...context, kind }).measures);
};
/** A plan in which the sampling takes three parts. */
const inThree = () => {
  const [sampling] = labelled(planned({}), 'sample');
  const partMinutes = stageSeconds(sampling!, { flops: usualFlops }) / 60 / 2.5;
  return { partMinutes, stages: planned({ partMinutes }) };
};
const labelled = (stages: readonly Stage[], begin: string) =>
  stages.filter(({ label }) => label.startsWith(begin));

describe('stages in parts', () => {
  it('come to the bytes of the whole, however many there are and how many go together', () => {
    fc.assert(lawOfParts((batch) => batch));
  });

  it('are told from parts that tear apart what goes together', () => {
    expect(fc.check(lawOfParts(() => 1)).failed).to.equal(true);
  });

  it('measure: are the rows of the whole', async () => {
    const [images, reference] = [stackOf([0.1, 0.2, 0.3]), stackOf([0.3, 0.2, 0.25])];
    const params = { cell: 'c', scores: [{ ...psnr, convention: { peak: 1 } }] };
    const run = (inputs: Readonly<Record<string, Artifact>>) =>
      measureStage.run(params, inputs, '', noContext) as Artifact;
    const made = [0, 1, 2].map((index) =>
      run(inputsOfPart({ index, of: 3 }, measureStage.cut!, params, { images, reference })!),
    );
    expect(joinedParts(made)).to.deep.equal(run({ images, reference }));
  });

  it('hold rows or stacks, or are refused by name', () => {
    expect(() => joinedParts([{ 'weights.safetensors': new Uint8Array() }])).to.throw(
      'parts of a stage: expected rows, or stacks of images, got weights.safetensors; do not cut',
    );
  });

  it('leave every key of a plan as it is, and take no longer than they may', () => {
    const { partMinutes, stages: cut } = inThree();
    expect(cut.map(({ key }) => key)).to.include.members(planned({}).map(({ key }) => key));
    expect(new Set(cut.map(({ key }) => key)).size).to.equal(cut.length);
    const joined = cut.filter(({ parts }) => parts !== undefined);
    const [{ parts, declaration }] = joined as [Stage];
    expect(parts!.map(({ part }) => part)).to.deep.equal([0, 1, 2].map((index) => ({ index, of: 3 })));
    for (const part of parts!) {
      expect(stageSeconds(part, { flops: usualFlops })).to.be.below(60 * partMinutes);
      expect(part.work).to.satisfy(Number.isInteger);
      expect(part.declaration).to.not.equal(declaration);
      // As who is given a part of a written plan makes its key again.
      expect(createStage(part, contextOf(world).codeVersion('sample')).key).to.equal(part.key);
    }
    expect(parts!.map(({ label }) => label)[0]).to.match(/, part 1 of 3$/);
  });

  it('without samples are nothing, and so is a whole of such parts alone', () => {
    const cut: Cut = { roles: ['images'], together: () => 2 };
    const given = [0, 1, 2].map((index) =>
      inputsOfPart({ index, of: 3 }, cut, {}, { images: stackOf([0.1, 0.2, 0.3]) }),
    );
    expect(given.map((inputs) => inputs && decodeStack(inputs['images']!).length)).to.deep.equal([
      undefined,
      2,
      1,
    ]);
    expect([joinedParts([]), joinedParts([{}, {}])]).to.deep.equal([{}, {}]);
  });

  it('are as many as whole parts of so many minutes have room for', () => {
    const [sampling] = labelled(planned({}), 'sample');
    const minutes = stageSeconds(sampling!, { flops: usualFlops }) / 60;
    for (const [share, count] of [
      [1.0001, 0],
      [0.9999, 2],
      [0.5001, 2],
      [0.4999, 3],
    ] as const)
      expect(
        labelled(planned({ partMinutes: share * minutes }), 'sample').filter(({ part }) => part),
      ).to.have.length(count);
  });

  it('are no more than there are samples', () => {
    const cut = planned({ partMinutes: 1e-12 });
    for (const kind of ['sample', 'measure'])
      expect(cut.find((stage) => stage.kind === kind && stage.parts)!.parts).to.have.length(8);
  });

  it('are not needed where the whole is stored, nor what only they need where they are', async () => {
    const cut = inThree().stages;
    const sampled = labelled(cut, 'sample');
    const joined = sampled.find((stage) => stage.parts !== undefined)!;
    const missing = async (stored: readonly string[]) =>
      labelled(await missingStages(cut, { has: async (key) => stored.includes(key) }), 'sample');
    expect(await missing([])).to.have.length(4);
    expect(await missing([joined.key])).to.deep.equal([]);
    const two = joined.parts!.slice(1).map(({ key }) => key);
    expect(await missing(two)).to.deep.equal([joined.parts![0], joined]);
  });

  it('are sent by their keys', () => {
    const cut = inThree().stages;
    const plain = (stages: readonly Stage[]) => JSON.parse(JSON.stringify(stages));
    expect(plain([...linked(flattened(cut)).values()])).to.deep.equal(plain(cut));
  });

  it('share the work of the whole in whole numbers, and what it takes in even parts', () => {
    const [whole] = labelled(planned({}), 'sample');
    const { parts, ...joined } = inParts({ ...whole!, work: 10, flop: 40, bytes: 8, calls: 5 }, 4);
    expect(parts!.map(({ work }) => work)).to.deep.equal([2, 3, 2, 3]);
    for (const { flop, bytes, calls } of parts!) expect([flop, bytes, calls]).to.deep.equal([10, 2, 5]);
    expect(parts!.map(({ label }) => label.replace(/.*, /, ''))).to.deep.equal(
      [1, 2, 3, 4].map((part) => `part ${part} of 4`),
    );
    expect([joined.work, joined.bytes, joined.flop, joined.calls]).to.deep.equal([
      1,
      8,
      undefined,
      undefined,
    ]);
  });

  it('take the seconds of their networks at the speed that is given, and those of their pixels', () => {
    const stage = { kind: 'x', label: '', params: {}, inputs: {}, work: 3 };
    const seconds = (more: object) => stageSeconds({ ...stage, ...more }, { flops: 100 });
    expect(seconds({})).to.equal(0);
    expect(seconds({ flop: 250 })).to.equal(2.5);
    expect(seconds({ kind: 'statistics' })).to.be.closeTo(0.3, 1e-12);
    expect(seconds({ kind: 'degrade' })).to.equal(0);
    expect(seconds({ kind: 'degrade', pixels: 1e6, flop: 100 })).to.be.closeTo(1 + 3 * 0.09, 1e-12);
  });
});
