import { expect } from 'chai';
import fc from 'fast-check';
import type { CellBlock, Experiment, ScoreDeclaration } from '../../harness/pipeline/experiment.ts';
import type { PlanContext } from '../../harness/pipeline/plan/context.ts';
import { planExperiment } from '../../harness/pipeline/plan/experiment.ts';
import { runs } from '../runs.ts';
import { contextOf, experimentOf, levels, psnr, srBlock, stagesOf, world } from './planned.ts';

const seeds = [
  { id: 'first', autoencoder: 0, denoiser: 0 },
  { id: 'second', autoencoder: 1, denoiser: 0 },
  { id: 'third', autoencoder: 0, denoiser: 1 },
];
// Two experiments may give one id to different levels.
const halved = { id: 'smaller', kind: 'box-mean', factor: 2 };
const quartered = { id: 'smaller', kind: 'box-mean', factor: 4 };

const some = <T>(items: readonly T[]) => fc.subarray([...items], { minLength: 1 });

const experiments: fc.Arbitrary<Experiment> = fc
  .record({
    dataset: some(['knee', 'brain', 'real']),
    degradation: fc.constantFrom(levels.task, halved, quartered).map((level) => [level]),
    autoencoder: some(['medical', 'natural', 'published']),
    denoiser: some(['x0', 'published']),
    sampler: some(['main', 'half']),
    seed: some(seeds),
    samplesPerDataset: fc.constantFrom(null, 2, 5),
    scores: some<ScoreDeclaration>([psnr, { ...psnr, id: 'own', reference: 'self' }]),
  })
  .map(({ samplesPerDataset, scores, ...block }) =>
    experimentOf({
      cells: [{ ...srBlock, ...block } as CellBlock],
      scores,
      ...(samplesPerDataset !== null && { samplesPerDataset }),
    }),
  );

/** All that a plan says, each stage once. */
function outline(experiment: Experiment, context: PlanContext) {
  const plan = planExperiment(experiment, context);
  const stages = stagesOf(plan).map(({ inputs, ...stage }) => ({
    ...stage,
    inputs: Object.entries(inputs).map(([role, { key }]) => [role, key]),
  }));
  return { stages, cells: plan.cells, absent: plan.absent, missing: plan.missing };
}

describe('plans of several experiments', () => {
  it('are what each would be alone, whatever was planned before', () => {
    fc.assert(
      fc.property(fc.array(experiments, { minLength: 2, maxLength: 3 }), (several) => {
        const shared = contextOf(world);
        for (const experiment of several) {
          expect(outline(experiment, shared)).to.deep.equal(outline(experiment, contextOf(world)));
        }
      }),
      { numRuns: runs(15) },
    );
  });

  it('share the stages that they have in common', () => {
    const shared = contextOf(world);
    const [first, second] = ['one', 'two'].map((id) =>
      stagesOf(planExperiment(experimentOf({ id }), shared)),
    );
    const kinds = ['dataset', 'degrade', 'encode', 'condition', 'train-autoencoder', 'train-denoiser'];
    for (const kind of kinds) {
      const of = (stages = first) => stages!.filter((stage) => stage.kind === kind);
      expect(of(), kind).not.to.have.length(0);
      expect(
        of().every((stage, i) => of(second)[i] === stage),
        kind,
      ).to.equal(true);
    }
  });

  it('keep apart what two of them call by one name', () => {
    const shared = contextOf(world);
    const degraded = [halved, quartered].map((level) => {
      const plan = planExperiment(experimentOf({ cells: [{ ...srBlock, degradation: [level] }] }), shared);
      return stagesOf(plan).find(({ kind, inputs }) => kind === 'degrade' && 'images' in inputs)!.key;
    });
    expect(degraded[0]).not.to.equal(degraded[1]);
  });
});
