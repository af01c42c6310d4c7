import { expect } from 'chai';
import type { Claim, Criterion } from '../../harness/claims/claim.ts';
import type { Comparator } from '../../harness/claims/comparator.ts';
import { createImage } from '../../harness/numeric/image.ts';
import { InputError } from '../../harness/numeric/input-error.ts';
import { stream } from '../../harness/numeric/stream.ts';
import { decodeStack, encodeStack } from '../../harness/pipeline/image-stack.ts';
import { joinedParts } from '../../harness/pipeline/parts.ts';
import { decodeRows, encodeRows } from '../../harness/pipeline/row.ts';
import type { Artifact, Stage } from '../../harness/pipeline/stage.ts';
import { sliceStage } from '../../harness/pipeline/stages/slice.ts';
import { silent } from '../../harness/study/execution.ts';
import { prepare } from '../../harness/study/prepare.ts';
import { runStudy } from '../../harness/study/run-study.ts';
import { stagesOf } from '../../harness/study/stages.ts';
import { experimentOf, levels, meanOf, phantom, world } from '../pipeline/planned.ts';
import { noContext } from '../pipeline/stage-context.ts';
import { type Memory, memoryPorts } from './memory-ports.ts';

const images = 200;
const block = { dataset: ['knee'], degradation: [levels.task], method: [levels.bicubic] };
const selection = { profile: 'spec', only: [], seed: undefined, fromScratch: false };
const settings = { progress: silent, strict: false, published: true, untilDecided: true };
const given = {
  ...world,
  datasets: {
    ...world.datasets,
    knees: phantom('knees', { samples: images }),
    brains: phantom('brains', { samples: images }),
  },
};

const above = (bound: number): Comparator => ({ kind: 'above', bound });
const asking = (comparator: Comparator, more: Partial<Criterion> = {}): Criterion => ({
  label: 'PSNR',
  statistic: 'psnr',
  value: '/mean',
  interval: '/ci95',
  comparator,
  ...more,
});

const claimOf = (...parts: readonly (readonly Criterion[])[]): Claim => ({
  id: 'c',
  statement: 'PSNR is high.',
  place: 'here',
  printed: '',
  experiment: 'e',
  parts: parts.map((criteria, i) => ({
    id: `p${i}`,
    statement: 'It is.',
    checks: [
      {
        tiers: ['embedded'],
        experiment: 'e',
        reason: 'it says so',
        criteria,
        counterexample: { because: 'less', cells: {} },
      },
    ],
  })),
});

/** Scores of images about 30 dB, `perSubject` of one subject. */
function memoryOf(claim: Claim, perSubject = 1, statistics = [meanOf('psnr')], sets = ['knee']): Memory {
  const rows = ({ inputs }: Stage): Artifact => {
    const { kind, params, inputs: behind } = inputs['reference']!;
    const set = JSON.stringify([params, behind]).includes('"brains"') ? 'brain' : 'knee';
    const { from, to } =
      kind === 'slice' ? (params as { from: number; to: number }) : { from: 0, to: images };
    return encodeRows(
      Array.from({ length: to - from }, (_, i) => ({
        cell: `${set}/task/bicubic`,
        sample: `i${from + i}`,
        subject: `s${Math.floor((from + i) / (set === 'knee' ? perSubject : 4))}`,
        score: 'psnr',
        value: 30 + stream(1, from + i).normal(),
      })),
    );
  };
  return {
    experiments: [experimentOf({ cells: [{ ...block, dataset: sets }], statistics })],
    claims: [claim],
    golden: new Map(),
    verdicts: new Map(),
    stored: new Map(),
    files: new Map(),
    compute: (stage) =>
      stage.parts
        ? joinedParts(stage.parts.map((part) => rows(part)))
        : stage.kind === 'measure'
          ? rows(stage)
          : stage.kind === 'statistics'
            ? { 'statistics.json': new TextEncoder().encode('[]') }
            : {},
  };
}

const portsOf = (memory: Memory) => {
  const ports = memoryPorts(memory, given);
  const cut = { roles: ['images'], together: () => 1 };
  return {
    ...ports,
    kind: (name: string) => ({ ...ports.kind(name), ...(name === 'measure' && { cut }) }),
  };
};

async function verdictsOf(...given: Parameters<typeof memoryOf>) {
  const { run } = await runStudy(portsOf(memoryOf(...given)), selection, settings);
  return { run, verdicts: run.verdicts };
}

describe('a run until its claims are decided', () => {
  it('stops at the first look that decides, and says so with what it saved', async () => {
    const memory = memoryOf(claimOf([asking(above(25))]));
    const { run, stages } = await runStudy(portsOf(memory), selection, settings);
    const [verdict] = run.verdicts;
    expect([verdict!.outcome, verdict!.sequential]).to.deep.equal([
      'reproduced',
      'after 32 of 200 images of knee, sequential',
    ]);
    expect(verdict!.criteria[0]!.n).to.equal(32);
    const { taken, saved } = run.untilDecided!;
    expect([taken.stages, saved.stages % 4]).to.deep.equal([stages, 0]);
    expect(saved.stages).to.be.above(taken.stages);
    expect([...memory.files.keys()].some((file) => file.startsWith('spec-until-decided/'))).to.equal(true);
  });

  it('goes on where the interval holds the bound, to the last image, and stays open', async () => {
    const [verdict] = (await verdictsOf(claimOf([asking(above(30))]))).verdicts;
    expect([verdict!.outcome, verdict!.sequential]).to.deep.equal([
      'inconclusive',
      'after 200 of 200 images of knee, sequential',
    ]);
  });

  it('takes a little more where the margin is narrow', async () => {
    const at = async (bound: number) => {
      const { criteria } = (await verdictsOf(claimOf([asking(above(bound))]))).verdicts[0]!;
      return criteria[0]!.n!;
    };
    const [far, near] = [await at(28), await at(29.65)];
    expect(far < near && near < images).to.equal(true);
  });

  it('takes no more images for what another comparison has contradicted', async () => {
    const { verdicts } = await verdictsOf(claimOf([asking(above(35)), asking(above(30))]));
    expect([verdicts[0]!.outcome, verdicts[0]!.criteria[0]!.n]).to.deep.equal(['not reproduced', 32]);
  });

  it('goes on for a part of the claim that nothing has contradicted', async () => {
    const { verdicts } = await verdictsOf(claimOf([asking(above(35))], [asking(above(30))]));
    for (const { sequential } of verdicts)
      expect(sequential).to.equal('after 200 of 200 images of knee, sequential');
    expect(verdicts.map(({ outcome, criteria }) => [outcome, criteria[0]!.n])).to.deep.equal([
      ['not reproduced', images],
      ['inconclusive', images],
    ]);
  });

  it('says of each set how many of its images were taken, and takes none of a set that is decided', async () => {
    // Of brains four images are a subject: 128 are the first of which more than 30 subjects are whole.
    const both = ['knee', 'brain'];
    const of = (comparator: Comparator) => claimOf([asking(comparator)]);
    const [verdict] = (await verdictsOf(of(above(25)), 1, [meanOf('psnr')], both)).verdicts;
    expect([verdict!.outcome, verdict!.sequential]).to.deep.equal([
      'reproduced',
      'after 32 of 200 images of knee, 124 of 200 of brain, sequential',
    ]);
    expect(verdict!.scope[0]).to.equal(verdict!.sequential);
    const memory = memoryOf(of(above(35)), 1, [meanOf('psnr')], both);
    const { run } = await runStudy(portsOf(memory), selection, settings);
    const measured = [...memory.stored.values()].flatMap((artifact) =>
      'rows.jsonl' in artifact ? decodeRows(artifact) : [],
    );
    const taken = (cell: string) => measured.filter((row) => row.cell.startsWith(cell)).length;
    expect([taken('knee'), taken('brain')]).to.deep.equal([32, 32]);
    expect(JSON.stringify(run)).to.include(
      'needs more images, which were not taken: another comparison decided first',
    );
  });

  it('says of each part how many images its own means took, and the most of one set', async () => {
    const inGroup = (set: string) => ({ where: { dataset: [set] } });
    const parts = ['knee', 'brain'].map((set) => [asking(above(25), inGroup(set))]);
    const { verdicts } = await verdictsOf(claimOf(...parts), 1, [meanOf('psnr')], ['knee', 'brain']);
    expect(verdicts.map(({ sequential }) => sequential)).to.deep.equal([
      'after 32 of 200 images of knee, sequential',
      'after 124 of 200 images of brain, sequential',
    ]);
    const [near, far] = ['near', 'far'].map((id) => ({ ...meanOf('psnr'), id }));
    for (const [a, b] of [
      [near!, far!],
      [far!, near!],
    ] as const) {
      const criteria = [asking(above(29.65), { statistic: 'near' }), asking(above(25), { statistic: 'far' })];
      const found = (await verdictsOf(claimOf(criteria), 1, [a, b])).verdicts[0]!;
      const [most, least] = found.criteria.map(({ n }) => n!);
      expect(most! > least!).to.equal(true);
      expect(found.sequential).to.equal(`after ${most} of 200 images of knee, sequential`);
    }
  });

  it('names what its means are of: the data set, or what else they are grouped by', async () => {
    for (const [by, name] of [
      [['dataset', 'method'], ' of knee'],
      [['method'], ' of bicubic'],
      [[], ''],
    ] as const) {
      const { verdicts } = await verdictsOf(claimOf([asking(above(25))]), 1, [
        { ...meanOf('psnr'), by: [...by] },
      ]);
      expect(verdicts[0]!.sequential).to.equal(`after 32 of 200 images${name}, sequential`);
    }
  });

  it('compares nothing with golden values, and throws what is no fault of the input', async () => {
    const { run } = await verdictsOf(claimOf([asking(above(25))]));
    const { compared, repeated, another, unsaid } = run.golden;
    expect([compared, repeated, another, unsaid]).to.deep.equal([0, 0, 0, 0]);
    const memory = memoryOf(claimOf([asking(above(25))]));
    const compute = (stage: Stage): Artifact => {
      if (stage.kind === 'measure') throw new TypeError('a defect');
      return memory.compute(stage);
    };
    const thrown = await runStudy(portsOf({ ...memory, compute }), selection, settings).catch(
      (error) => error,
    );
    expect(thrown).to.be.instanceOf(TypeError);
  });

  it('counts subjects, waits for those that a batch cuts, and looks at no fewer than 30', async () => {
    const { verdicts } = await verdictsOf(claimOf([asking(above(25))]), 5);
    // 160 images are 32 subjects, the last of which may go on.
    expect(verdicts[0]!.sequential).to.equal('after 155 of 200 images of knee, sequential');
    expect(verdicts[0]!.criteria[0]!.subjects).to.equal(31);
    const few = (await verdictsOf(claimOf([asking(above(25))]), 8)).verdicts[0]!;
    expect([few.outcome, few.sequential]).to.deep.equal(['untestable', undefined]);
    expect(few.reason).to.match(/needs 30 subjects/);
  });

  it('says of what is no mean that it needs all images', async () => {
    const test = { ...meanOf('psnr'), id: 'test', procedure: 'wilcoxon', options: {} };
    const p = asking({ kind: 'below', bound: 0.05 }, { statistic: 'test', value: '/p', interval: null });
    const { verdicts } = await verdictsOf(claimOf([asking(above(25))], [p]), 1, [meanOf('psnr'), test]);
    expect(verdicts.map(({ outcome }) => outcome)).to.deep.equal(['reproduced', 'untestable']);
    expect(verdicts[1]!.reason).to.match(/^needs all images: test \(wilcoxon\) is no mean/);
  });

  it('names a stage that fails, and stops there', async () => {
    const memory = memoryOf(claimOf([asking(above(25))]));
    const compute = (stage: Stage): Artifact => {
      if (stage.kind !== 'measure') return memory.compute(stage);
      throw new InputError({ where: 'stage', expected: 'scores', got: 'none', remedy: 'mend it' });
    };
    const { run, exitCode } = await runStudy(portsOf({ ...memory, compute }), selection, settings);
    expect([run.verdicts[0]!.outcome, exitCode]).to.deep.equal(['untestable', 1]);
    expect(run.verdicts[0]!.reason).to.match(/needs stages that failed: stage: expected scores/);
  });

  it('stops where a later batch fails, and tells of each set its own fault', async () => {
    const failing = async (
      sets: string[],
      fails: (rows: readonly { sample: string; cell: string }[]) => boolean,
    ) => {
      const claims = claimOf(...sets.map((set) => [asking(above(30), { where: { dataset: [set] } })]));
      const memory = memoryOf(claims, 1, [meanOf('psnr')], sets);
      const tried: string[] = [];
      const compute = (stage: Stage): Artifact => {
        const artifact = memory.compute(stage);
        if (stage.kind !== 'measure') return artifact;
        const rows = decodeRows(artifact);
        tried.push(rows[0]!.sample);
        if (!fails(rows)) return artifact;
        throw new InputError({ where: rows[0]!.cell, expected: 'scores', got: 'none', remedy: 'mend it' });
      };
      const { run } = await runStudy(portsOf({ ...memory, compute }), selection, settings);
      return { verdicts: run.verdicts, tried };
    };
    const second = await failing(['knee'], ([row]) => row!.sample === 'i32');
    expect(second.tried).to.deep.equal(['i0', 'i32']);
    expect(second.verdicts[0]!.outcome).to.equal('untestable');
    const both = await failing(['knee', 'brain'], () => true);
    expect(both.verdicts[0]!.reason).to.match(/failed: knee\/.*failed: brain\//);
  });

  it('keeps the rows of what it took, each with its experiment', async () => {
    const claim = claimOf([asking(above(25))]);
    const check = { ...claim.parts[0]!.checks[0]!, experiment: 'f' };
    const other = {
      ...claim,
      id: 'd',
      experiment: 'f',
      parts: [{ ...claim.parts[0]!, checks: [{ ...check, criteria: [asking(above(30))] }] }],
    };
    const memory = memoryOf(claim);
    const second = { ...memory.experiments[0]!, id: 'f' };
    const both = { ...memory, experiments: [memory.experiments[0]!, second], claims: [claim, other] };
    const { run } = await runStudy(portsOf(both), selection, settings);
    expect(
      run.verdicts.map(({ claim: id, outcome, criteria }) => [id, outcome, criteria[0]!.n]),
    ).to.deep.equal([
      ['c', 'reproduced', 32],
      ['d', 'inconclusive', images],
    ]);
    const rows = [...memory.files]
      .find(([file]) => file.endsWith('/rows.jsonl'))![1]
      .trim()
      .split('\n');
    const of = (id: string) => rows.filter((row) => JSON.parse(row).experiment === id).length;
    expect([of('e'), of('f')]).to.deep.equal([32, images]);
    expect(run.experiments.map(({ id, statistics }) => [id, statistics.map(({ n }) => n)])).to.deep.equal([
      ['e', [32]],
      ['f', [images]],
    ]);
  });

  it('leaves what a run of all images puts together, with the keys and the rows of one that began with all', async () => {
    const claim = claimOf([asking(above(25))]);
    const [memory, other] = [memoryOf(claim), memoryOf(claim)];
    const alone = await prepare(portsOf(other), selection);
    await runStudy(portsOf(memory), selection, settings);
    const after = await prepare(portsOf(memory), selection);
    const measures = ({ plans }: typeof after) => plans.flatMap((plan) => plan.measures);
    expect(measures(after).map(({ key }) => key)).to.deep.equal(measures(alone).map(({ key }) => key));
    const [joined] = measures(after);
    expect(joined!.parts!.map(({ key }) => memory.stored.has(key))).to.deep.equal([
      true,
      ...new Array(6).fill(false),
    ]);
    expect(stagesOf(after).every(({ inputs }) => Object.values(inputs).every(Boolean))).to.equal(true);
    const rows = (of: Memory, stage: Stage) => decodeRows(of.compute(stage));
    expect(rows(memory, joined!)).to.deep.equal(rows(other, measures(alone)[0]!));
  });

  it('takes so many images of a set as the profile says, and never fewer than go through a network together', async () => {
    const planned = async (batch: number) => {
      const ports = memoryPorts(memoryOf(claimOf([])), { ...given, profile: { batch } });
      const prepared = await prepare(ports, selection);
      return prepared.batchesOf(prepared.plans[0]!.experiment).length;
    };
    expect([await planned(100), await planned(32), await planned(1)]).to.deep.equal([2, 7, 7]);
  });
});

describe('a slice of a data set', () => {
  it('has its images in their order, and all slices have them all', async () => {
    const item = (id: string) => ({ id, subject: id, image: createImage(1, 1, 1, Float64Array.of(0.5)) });
    const stack = encodeStack(['a', 'b', 'c', 'd', 'e'].map(item));
    const slices = [0, 2, 4].map((from) =>
      sliceStage.run({ from, to: from + 2 }, { images: stack }, '', noContext),
    );
    expect(decodeStack(await slices[1]!).map(({ id }) => id)).to.deep.equal(['c', 'd']);
    expect(joinedParts(await Promise.all(slices))).to.deep.equal(stack);
  });
});
