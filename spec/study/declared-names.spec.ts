import { expect } from 'chai';
import type { Claim } from '../../harness/claims/claim.ts';
import type { Experiment, Profile } from '../../harness/pipeline/experiment.ts';
import { faultsOfClaims } from '../../harness/study/check-claims.ts';
import { faultsOfProfiles } from '../../harness/study/check-profiles.ts';
import { contextOf, experimentOf, levels, meanOf, psnr, srBlock, world } from '../pipeline/planned.ts';

const told = (faults: readonly Error[]) => faults.map(({ message }) => message);

describe('names in claims', () => {
  const experiment = experimentOf({ statistics: [meanOf('psnr')] });
  const claimOf = (own: object, criterion: object = {}, head: object = {}) =>
    ({
      ...{ id: 'c', experiment: 'e', ...head },
      parts: [
        {
          id: 'p',
          checks: [{ experiment: 'e', criteria: [{ statistic: 'psnr', ...criterion }], ...own }],
        },
      ],
    }) as unknown as Claim;
  const faults = (claim: Claim, experiments: readonly Experiment[] = [experiment], broken?: string[]) =>
    told(faultsOfClaims([claim], experiments, ['brain'], broken));
  const remedy = 'correct the id, or declare it';

  it('are found where experiments, statistics and levels are declared, or data sets are main ones', () => {
    expect(faults(claimOf({}))).to.deep.equal([]);
    for (const level of ['knee', 'sr', 'main', 'brain'])
      expect(faults(claimOf({}, { where: { factor: [level] } })), level).to.deep.equal([]);
    expect(faults(claimOf({}, { statistic: 'ps*' })), 'a pattern').to.deep.equal([]);
  });

  it('are told with their place where nobody declares them', () => {
    const file = 'experiments/claims/c.json';
    expect(faults(claimOf({}, {}, { experiment: 'x' }))).to.deep.equal([
      `${file} /experiment: expected an experiment among e, got "x"; ${remedy}`,
    ]);
    expect(faults(claimOf({ experiment: 'x' }))).to.deep.equal([
      `${file} /parts (p)/experiment: expected an experiment among e, got "x"; ${remedy}`,
    ]);
    expect(faults(claimOf({}, { statistic: 'ssim' }))).to.deep.equal([
      `${file} /parts (p)/statistic: expected a statistic of e among psnr, got "ssim"; ${remedy}`,
    ]);
    expect(faults(claimOf({}, { statistic: 's*' }), [experimentOf({})])).to.deep.equal([
      `${file} /parts (p)/statistic: expected a statistic of e among (none), got "s*"; ${remedy}`,
    ]);
    expect(faults(claimOf({}, { where: { dataset: ['knee', 'hip'] } }))).to.deep.equal([
      `${file} /parts (p)/where/dataset: expected a level of e among knee, task, sr, medical, x0, main, brain, got "hip"; ${remedy}`,
    ]);
  });

  it('of an experiment that could not be read are not unknown, and none of its statistics is', () => {
    const claim = claimOf({ experiment: 'torn' }, { statistic: 'ssim' }, { experiment: 'torn' });
    expect(faults(claim, [experiment], ['torn'])).to.deep.equal([]);
  });
});

describe('names in profiles', () => {
  const { profile: whole } = contextOf(world);
  const declared = {
    datasets: ['knees', 'brains', 'absent'],
    autoencoders: ['own', 'other', 'asset'],
    denoisers: ['x0', 'asset'],
    restorers: ['swinir', 'sr3', 'diffir-truth', 'diffir'],
  };
  const faults = (
    changes: Partial<Profile>,
    parts: Partial<Experiment> = {},
    given: Readonly<Record<string, readonly string[]>> = declared,
    broken?: readonly string[],
  ) => told(faultsOfProfiles([{ profile: { ...whole, ...changes } }], [experimentOf(parts)], given, broken));
  const file = 'experiments/profiles/spec.json';
  const correct = 'correct the id, or declare it';
  const missing = (part: string, role: string) =>
    `${file} /${part}: expected the role ${role}, which the experiment e names, got nothing; say what plays it, or null for nothing`;

  it('are found where they are declared, or are null', () => {
    expect(faults({})).to.deep.equal([]);
    expect(faults({ experiments: ['e'], besides: ['e'], afterwards: 'spec' })).to.deep.equal([]);
    expect(faults({ experiments: ['torn'], besides: ['torn'] }, {}, declared, ['torn'])).to.deep.equal([]);
    expect(faults({ foretoldBy: { profile: 'spec', there: 't', here: 'h' } })).to.deep.equal([]);
  });

  it('are told with their place where nobody declares them', () => {
    const expected = (at: string, what: string, got: string) =>
      `${file} /${at}: expected ${what}, got "${got}"; ${correct}`;
    expect(
      faults({
        experiments: ['e', 'x'],
        afterwards: 'y',
        foretoldBy: { profile: 'z', there: 't', here: 'h' },
        besides: ['e', 'v'],
        main: ['knee', 'hip'],
      }),
    ).to.deep.equal([
      expected('experiments/1', 'an experiment among e', 'x'),
      expected('afterwards', 'a profile among spec', 'y'),
      expected('foretoldBy/profile', 'a profile among spec', 'z'),
      expected('besides/1', 'an experiment among e', 'v'),
      expected('main/1', 'a role of data sets among knee, brain, real, none', 'hip'),
    ]);
    expect(faults({}, {}, { ...declared, autoencoders: ['own', 'other'], denoisers: [] })).to.deep.equal([
      expected('autoencoders/published', 'a file of experiments/autoencoders/ among own, other', 'asset'),
      expected('denoisers/x0', 'a file of experiments/denoisers/ among (none)', 'x0'),
      expected('denoisers/published', 'a file of experiments/denoisers/ among (none)', 'asset'),
    ]);
    expect(
      faults({ restorers: { swinir: 'x' } }, {}, { datasets: ['knees', 'brains', 'absent'] }),
    ).to.include(expected('restorers/swinir', 'a file of experiments/restorers/ among (none)', 'x'));
  });

  it('are asked for every role that cells, scores and panels of experiments that run name, each once', () => {
    const nobody = { autoencoders: {}, denoisers: {}, restorers: {}, samplers: {}, datasets: {}, main: [] };
    expect(faults(nobody)).to.deep.equal([
      missing('datasets', 'knee'),
      missing('autoencoders', 'medical'),
      missing('denoisers', 'x0'),
      missing('samplers', 'main'),
    ]);
    const plain = { dataset: ['*'], degradation: srBlock.degradation };
    const scores = [
      { ...psnr, floor: 'own' },
      { ...psnr, id: 'b', floor: 'natural' },
    ];
    const head = { id: 'p', title: 'P', sample: 's', cells: [] };
    expect(
      faults(nobody, { cells: [{ ...plain, method: [levels.swinir, levels.bicubic] }], scores }),
    ).to.deep.equal([missing('restorers', 'swinir'), missing('autoencoders', 'natural')]);
    const panels = [
      { ...head, reconstructions: ['own', 'medical'], hallucination: { floor: 'natural', k: 2 } },
      { ...head, reconstructions: ['medical'], hallucination: { floor: 'own', k: 2 } },
      head,
    ];
    expect(faults(nobody, { cells: [{ ...plain, method: [levels.bicubic] }], panels })).to.deep.equal([
      missing('autoencoders', 'medical'),
      missing('autoencoders', 'natural'),
    ]);
    expect(faults({ ...nobody, experiments: [] }), 'an experiment that does not run').to.deep.equal([]);
  });

  it('that a profile has from another are told of that one alone', () => {
    const own = { ...whole, id: 'own', afterwards: 'y', besides: ['v'] };
    const heir = { ...own, id: 'heir', besides: ['w'] };
    const of = (profiles: Parameters<typeof faultsOfProfiles>[0]) =>
      told(faultsOfProfiles(profiles, [experimentOf({})], declared)).map((message) =>
        /(\w+)\.json (\S+):/.exec(message)!.slice(1),
      );
    expect(of([{ profile: own }, { profile: heir, above: 'own' }])).to.deep.equal([
      ['own', '/afterwards'],
      ['own', '/besides/0'],
      ['heir', '/besides/0'],
    ]);
    expect(of([{ profile: heir, above: 'unread' }])).to.have.lengthOf(2);
  });
});
