import { expect } from 'chai';
import { checkExperiment, faultsOfExperiment } from '../../harness/pipeline/check-experiment.ts';
import type { CellBlock, Experiment, ScoreDeclaration } from '../../harness/pipeline/experiment.ts';
import { levels, meanOf, psnr, srBlock } from './planned.ts';

const placeOf = (pointer: string) => `e.json ${pointer}`;
const experiment = (score: Partial<ScoreDeclaration>): Experiment => ({
  id: 'e',
  title: 't',
  question: 'q',
  cells: [],
  scores: [{ id: 's', metric: 'lpips', reference: 'true-hr', convention: {}, ...score }],
  statistics: [],
  figures: [],
  panels: [],
});

describe('scores by a network', () => {
  it('are refused what their stages do not look at', () => {
    const frechet = { metric: 'frechet', convention: { features: 'inception-v3' } };
    for (const [score, name] of [
      [{ masked: true }, 'masked'],
      [{ floor: 'own' }, 'floor'],
      [{ of: 'latent' as const }, 'of: latent'],
      [{ ...frechet, reference: 'self' as const }, 'reference: self'],
      [{ ...frechet, masked: true }, 'masked'],
      [{ metric: 'training-loss', reference: 'self' as const }, 'reference: self'],
    ] as [Partial<ScoreDeclaration>, string][]) {
      const { metric = 'lpips' } = score;
      expect(() => checkExperiment(experiment(score), placeOf)).to.throw(
        `e.json /scores/0: expected a score of ${metric} without ${name}, got ${name}; remove it`,
      );
    }
    checkExperiment(experiment({ masked: false, of: 'image' }), placeOf);
  });

  it('take an HR image, and LPIPS what the autoencoder makes of it', () => {
    checkExperiment(experiment({}), placeOf);
    checkExperiment(experiment({ reference: 'self' }), placeOf);
    checkExperiment(
      experiment({ metric: 'frechet', convention: { features: 'autoencoder:medical' } }),
      placeOf,
    );
  });
});

describe('scores of an experiment', () => {
  const refused = (score: Partial<ScoreDeclaration>, message: string) =>
    expect(() => checkExperiment(experiment(score), placeOf)).to.throw(message);

  it('that are given are asked nothing but an id and a unit', () => {
    const given = { metric: 'given', unit: 'HU' };
    checkExperiment(experiment(given), placeOf);
    checkExperiment(experiment({ ...given, masked: false }), placeOf);
    for (const [more, got] of [
      [{ reference: 'self' }, 'reference: self'],
      [{ of: 'latent' }, 'of'],
      [{ floor: 'own' }, 'floor'],
      [{ masked: true }, 'masked'],
      [{ convention: { peak: 1 } }, 'peak'],
    ] as const)
      refused(
        { ...given, ...more },
        `e.json /scores/0: expected a given score with an id and a unit alone, got ${got}; remove it`,
      );
  });

  it('have no unit of their own where the metric has one', () => {
    for (const metric of ['psnr', 'lpips'])
      refused(
        { metric, unit: 'dB' },
        `e.json /scores/0/unit: expected no unit: ${metric} has its own, got one`,
      );
  });

  it('are of a metric that there is, with options that it takes, and the place is said once', () => {
    refused({ metric: 'psrn' }, 'psrn');
    refused({ metric: 'psnr', convention: { peek: 1 } }, 'e.json /scores/0: ');
    expect(faultsOfExperiment(experiment({ metric: 'psnr', unit: 'dB' }), placeOf)[0]!.message).to.match(
      /^e\.json \/scores\/0\/unit: /,
    );
  });
});

describe('an experiment', () => {
  const whole: Experiment = {
    ...experiment({}),
    cells: [srBlock],
    scores: [psnr],
    statistics: [meanOf('psnr')],
  };
  const placesOf = (more: Partial<Experiment>) =>
    faultsOfExperiment({ ...whole, ...more }, placeOf).map(({ fault }) => fault.where);
  const block = (more: Partial<CellBlock>): Partial<Experiment> => ({ cells: [{ ...srBlock, ...more }] });

  it('is told everything that is wrong with it, each at its place, and thrown the first', () => {
    expect(placesOf({})).to.deep.equal([]);
    const wrong = {
      cells: [srBlock, { ...srBlock, degradation: [{ id: 'd', kind: 'melt' }] }],
      scores: [psnr, { ...psnr, id: 'other', metric: 'psrn' }],
    };
    const places = placesOf(wrong);
    expect(places).to.have.length(2);
    expect(places[0]).to.match(/^e\.json \/cells\/1\/degradation\/0/);
    expect(places[1]).to.match(/^e\.json \/scores\/1/);
    expect(() => checkExperiment({ ...whole, ...wrong }, placeOf)).to.throw(
      /^e\.json \/cells\/1\/degradation\/0/,
    );
  });

  it('is told of statistics that cannot be only where its scores are known', () => {
    const statistics = [meanOf('psnr'), meanOf('ssim')];
    expect(placesOf({ statistics })).to.deep.equal(['e.json /statistics/1']);
    const unknown = [{ ...psnr, metric: 'psrn' }];
    expect(
      placesOf({ statistics, scores: unknown }).every((place) => place.startsWith('e.json /scores/0')),
    ).to.equal(true);
  });

  it('has methods with the factors that they need, and no others are asked of them', () => {
    const { autoencoder: _a, denoiser: _d, sampler: _s, ...bare } = srBlock;
    expect(placesOf({ cells: [bare] })).to.deep.equal(['e.json /cells/0/autoencoder']);
    expect(placesOf({ cells: [{ ...bare, autoencoder: ['medical'] }] })).to.deep.equal([
      'e.json /cells/0/denoiser',
    ]);
    expect(placesOf({ cells: [{ ...bare, autoencoder: ['medical'], denoiser: ['x0'] }] })).to.deep.equal([
      'e.json /cells/0/sampler',
    ]);
    expect(placesOf({ cells: [{ ...bare, autoencoder: ['medical'], method: [levels.ae] }] })).to.deep.equal(
      [],
    );
    expect(placesOf({ cells: [{ ...bare, method: [levels.bicubic, levels.swinir] }] })).to.deep.equal([]);
    expect(faultsOfExperiment({ ...whole, cells: [bare] }, placeOf)[0]!.message).to.include(
      'expected levels for the method sr, got none; add autoencoder',
    );
  });

  it('has levels whose options their kinds take, and the degradation of the task or of the table as they are', () => {
    for (const kind of ['task', 'own'])
      expect(placesOf(block({ degradation: [{ id: 'd', kind }] }))).to.deep.equal([]);
    for (const level of [
      { ...levels.sr, weights: 'mean' },
      { ...levels.sr, colour: 1 },
      { ...levels.ae, weights: 'raw' },
      { ...levels.bicubic, kernel: 'square' },
      { id: 'x', kind: 'toString' },
      { id: 's', kind: 'scores', columns: { psnr: '' } },
    ]) {
      const places = placesOf(block({ method: [levels.raw, level] }));
      expect(places.length, JSON.stringify(level)).to.equal(1);
      expect(places[0]).to.match(/^e\.json \/cells\/0\/method\/1/);
    }
    const scores = { id: 's', kind: 'scores', where: { arm: 'ours' }, columns: { psnr: 'PSNR' } };
    expect(placesOf(block({ method: [scores] }))).to.deep.equal([]);
  });

  it('has every id once in its list, and the second is at fault', () => {
    expect(placesOf({ scores: [psnr, { ...psnr, id: 'q' }, psnr] })).to.deep.equal(['e.json /scores/2']);
    expect(placesOf({ statistics: [meanOf('psnr'), meanOf('psnr')] })).to.deep.equal([
      'e.json /statistics/1',
    ]);
    expect(placesOf(block({ method: [levels.sr, levels.raw] }))).to.deep.equal(['e.json /cells/0/method/1']);
    expect(placesOf(block({ autoencoder: ['a', 'b', 'c', 'b'] }))).to.deep.equal([
      'e.json /cells/0/autoencoder/3',
    ]);
  });
});
