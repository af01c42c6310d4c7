import { expect } from 'chai';
import { InputError } from '../../harness/numeric/input-error.ts';
import type { ScoreDeclaration } from '../../harness/pipeline/experiment.ts';
import type { Stage } from '../../harness/pipeline/stage.ts';
import { meanOf, phantom, planOf, psnr, srBlock, type World, world } from './planned.ts';

const lpips: ScoreDeclaration = { ...psnr, id: 'lpips', metric: 'lpips' };
const frechet = (features: string): ScoreDeclaration => ({
  ...psnr,
  id: 'fd',
  metric: 'frechet',
  convention: { features },
});
const assets = ['lpips-alex-v0.1', 'inception-v3-fid', 'kl-f4'];
/** Of an autoencoder alone: 8 images of 16 x 16. */
const cell = {
  dataset: ['knee'],
  degradation: [srBlock.degradation[0]!],
  method: [{ id: 'ae', kind: 'autoencoder' }],
};
const planWith = (scores: readonly ScoreDeclaration[], more: Partial<World> = {}) =>
  planOf(
    {
      cells: [{ ...cell, autoencoder: ['medical'] }],
      scores: [...scores],
      statistics: scores.map(({ id }) => meanOf(id)),
    },
    { assets, ...more },
  );
const stageOf = (score: ScoreDeclaration, kind: string): Stage =>
  planWith([score]).measures.find((stage) => stage.kind === kind)!;
const kindsOf = (scores: readonly ScoreDeclaration[]) => planWith(scores).measures.map(({ kind }) => kind);

describe('scores by a network', () => {
  it('are stages of their own beside the one of all others, which is not there without any', () => {
    expect(kindsOf([psnr, lpips, frechet('inception-v3')])).to.have.members([
      'measure',
      'measure-lpips',
      'measure-frechet',
    ]);
    expect(kindsOf([lpips])).to.deep.equal(['measure-lpips']);
  });

  it('that are declared wrongly are a fault, and nothing that is missing', () => {
    expect(() => planWith([frechet('alexnet')])).to.throw(
      InputError,
      'option features: expected a text that matches',
    );
  });

  it('look at the images and at HR, or at what the autoencoder makes of it where LPIPS is asked so', () => {
    const own = stageOf({ ...lpips, reference: 'self' }, 'measure-lpips');
    const hr = stageOf(lpips, 'measure-lpips');
    expect(Object.keys(hr.inputs)).to.deep.equal(['images', 'reference']);
    expect(hr.inputs['reference']!.kind).to.equal('dataset');
    expect(own.inputs['reference']!.kind).to.equal('reconstruct');
    expect(own.key).to.not.equal(hr.key);
  });

  it('name the files of the network that they need, and where these lie', () => {
    for (const [score, kind, asset] of [
      [lpips, 'measure-lpips', 'lpips-alex-v0.1'],
      [frechet('lpips-alex'), 'measure-frechet', 'lpips-alex-v0.1'],
      [frechet('inception-v3'), 'measure-frechet', 'inception-v3-fid'],
    ] as const) {
      const { params, location } = stageOf(score, kind);
      expect((params['asset'] as { files: { name: string }[] }).files.map(({ name }) => name)).to.deep.equal([
        `${asset}/file`,
      ]);
      expect(location).to.equal('/assets');
      const [absent] = planWith([score], { assets: [] }).absent;
      expect(absent!.reason).to.equal(`needs the asset ${asset}`);
    }
  });

  it('by features of an autoencoder take its weights and no asset, and need one that was trained', () => {
    const { params, inputs, location } = stageOf(frechet('autoencoder:natural'), 'measure-frechet');
    expect(Object.keys(inputs)).to.deep.equal(['images', 'reference', 'autoencoder']);
    expect(inputs['autoencoder']!.kind).to.equal('train-autoencoder');
    expect(params).to.include.keys('autoencoder');
    expect([params['asset'], location]).to.deep.equal([undefined, undefined]);
    const [absent] = planWith([frechet('autoencoder:none')]).absent;
    expect(absent!.reason).to.match(/^needs the autoencoder 'none'/);
    const [untrained] = planWith([frechet('autoencoder:published')]).absent;
    expect(untrained!.reason).to.equal('needs features of a trained autoencoder: score fd');
  });

  it('draw resamples by the seed of the run, which LPIPS does not look at', () => {
    const keysWith = (score: ScoreDeclaration) =>
      [42, 43].map((seed) => planWith([score], { seed }).measures[0]!.params['seed']);
    expect(keysWith(frechet('inception-v3'))).to.deep.equal([42, 43]);
    expect(keysWith(lpips)).to.deep.equal([undefined, undefined]);
  });

  it('tell their work: LPIPS goes through pairs at once, a distance of sets through either image', () => {
    // AlexNet refuses images of 16 x 16.
    const datasets = { ...world.datasets, knees: phantom('knees', { side: 64 }) };
    const [one, sets, fid] = [lpips, frechet('lpips-alex'), frechet('inception-v3')].map(
      (score) => planWith([score], { datasets }).measures[0]!,
    ) as [Stage, Stage, Stage];
    for (const { work, memory, flop } of [one, sets, fid]) {
      expect(work).to.equal(8);
      // Above what a process and the images take: 2 x 8 images of 64 x 64 doubles.
      expect(memory).to.be.above(300e6 + 8 * 2 * 8 * 64 ** 2);
      expect(flop).to.be.above(0);
    }
    // LPIPS is AlexNet on both images, and then little: as much as features of both.
    expect(one.flop! / sets.flop!).to.be.within(1, 1.1);
    expect(fid.flop!).to.be.above(10 * sets.flop!);
  });
});

describe('the loss of a training', () => {
  const loss: ScoreDeclaration = { ...psnr, id: 'loss', metric: 'training-loss' };
  const countsOf = ({ statistics }: ReturnType<typeof planOf>) =>
    (statistics!.params['statistics'] as { counts?: string }[]).map(({ counts }) => counts);

  it('is read from the training of the denoiser of the cell, and nothing else', () => {
    const { measures, absent } = planOf({ scores: [loss], statistics: [meanOf('loss')] });
    expect(absent).to.deep.equal([]);
    const [stage] = measures;
    expect(measures).to.have.length(1);
    expect(stage!.kind).to.equal('measure-training');
    expect(Object.values(stage!.inputs).map(({ kind }) => kind)).to.deep.equal(['train-denoiser']);
  });

  it('counts losses, where other scores count images', () => {
    const scores = [loss, psnr];
    const planned = planOf({ scores, statistics: scores.map(({ id }) => meanOf(id)) });
    expect(countsOf(planned)).to.deep.equal(['losses', undefined]);
  });

  it('is missing where nothing was trained', () => {
    expect(planWith([loss]).absent.map(({ reason }) => reason)).to.deep.equal([
      'needs a denoiser that is trained here, and its losses: score loss',
    ]);
  });
});

describe('the stages behind a score', () => {
  it('are those that it is taken of, not those of its neighbours', () => {
    const given = planWith([psnr, { ...psnr, id: 'given', metric: 'given' }]);
    expect(given.absent.map(({ statistic, reason }) => [statistic, reason])).to.deep.equal([
      ['given', 'needs a table of scores: given is given, not taken'],
    ]);
    const [measure] = planWith([psnr, { ...psnr, id: 'self', reference: 'self' }]).measures;
    expect(Object.keys(measure!.inputs)).to.deep.equal(['images', 'reference', 'self']);
    expect(measure!.work).to.equal(2 * 8);
  });

  it('are of a floor of their own autoencoder, or of that of a role', () => {
    const rolesOf = (floor: string) => Object.keys(planWith([{ ...psnr, floor }]).measures[0]!.inputs);
    expect(rolesOf('own')).to.deep.equal(['images', 'reference', 'floor own']);
    expect(rolesOf('natural')).to.deep.equal(['images', 'reference', 'floor natural']);
  });
});
