import { expect } from 'chai';
import { readImported } from '../../harness/edges/files/declarations.ts';
import { stream } from '../../harness/numeric/stream.ts';
import { alignedArms } from '../../harness/record/scores/aligned-arms.ts';
import { type Arm, datasetRole, parseArm, unnamed } from '../../harness/record/scores/arm.ts';
import { assertLevels } from '../../harness/record/scores/arm-levels.ts';
import { clusteredArms } from '../../harness/record/scores/clustered-arms.ts';
import { judgeScores } from '../../harness/record/scores/judge-scores.ts';
import { directionsBy } from '../../harness/record/scores/score-direction.ts';
import { claims, experiments, workspace } from '../claims/planted.ts';

const imported = readImported(workspace)!;
const { first, second } = imported;

/** Scores of an arm around levels, images being easy and hard for all arms. */
function arm(
  of: Pick<Arm, 'levels' | 'name'>,
  means: Readonly<Record<string, number>>,
  { n = 120, dataset = unnamed, idOf = (i: number) => `image-${i}` } = {},
): Arm {
  const ids = Array.from({ length: n }, (_, i) => idOf(i));
  const columns = Object.entries(means).map(([score, level]) => {
    const [images, own] = [stream(5, 'images'), stream(5, of.name, score)];
    const spread = Math.abs(level) / 50;
    const draw = () => level + spread * (images.normal() + 0.1 * own.normal());
    return [score, Float64Array.from({ length: n }, draw)] as const;
  });
  const set = { name: `${of.name}.csv`, ids, scores: new Map(columns), stated: new Map() };
  return clusteredArms([{ ...of, dataset, set }], undefined)[0]!;
}

const judged = (...arms: Arm[]) =>
  judgeScores(arms, { claims, experiments, imported }, { seed: 1, replay: 'again' });
/** Outcomes by claim and part. */
const outcomes = (...arms: Arm[]) =>
  Object.fromEntries(
    judged(...arms).verdicts.map(({ claim, part, outcome }) => [`${claim} ${part}`.trim(), outcome]),
  );
const reasonOf = (claim: string, part: string, ...arms: Arm[]) =>
  judged(...arms).verdicts.find((verdict) => verdict.claim === claim && verdict.part === part)!.reason;

describe('imported scores', () => {
  it('are judged by every criterion of a claim, part by part', () => {
    const better = outcomes(arm(first, { psnr: 27, mae: 0.03 }), arm(second, { psnr: 25, mae: 0.05 }));
    expect(better).to.include({
      'C01 rises': 'reproduced',
      'C02 described': 'reproduced',
      'C03 described': 'reproduced',
      'C15 swap': 'reproduced',
      'C15 floor': 'untestable',
    });
    // The two-sided p is as small where the first is worse.
    const worse = outcomes(arm(first, { psnr: 24 }), arm(second, { psnr: 25 }));
    expect(worse).to.include({ 'C01 rises': 'not reproduced', 'C03 described': 'not reproduced' });
  });

  it('say nothing of claims that ask for none of their scores', () => {
    const { verdicts, silent } = judged(arm(first, { psnr: 27 }), arm(second, { psnr: 25 }));
    expect(silent).to.include.members(['C04', 'C11', 'C33']);
    expect(verdicts.map(({ claim }) => claim)).to.not.include.members(silent);
    expect(verdicts[0]).to.deep.include({ tier: 'imported', replay: 'again' });
  });

  it('fail a claim by one criterion that fails, though others cannot be asked', () => {
    const found = outcomes(
      arm(first, { 'subband-psnr/HH1': 22.1, 'subband-psnr/LL3': 42 }),
      arm(second, { 'subband-psnr/HH1': 22, 'subband-psnr/LL3': 40 }),
    );
    expect(found).to.include({
      'C09 order': 'untestable',
      'C09 largest': 'not reproduced',
      'C09 coarsest': 'not reproduced',
    });
  });

  it('name what they lack: scores of the arms, further arms, data sets', () => {
    const pair = [arm(first, { psnr: 27, mae: 0.03 }), arm(second, { psnr: 25, mae: 0.05 })];
    expect(reasonOf('C05', 'lpips', arm(first, { lpips: 0.1 }), arm(second, { psnr: 1 }))).to.equal(
      "needs lpips of 'method=bicubic' (--arm 'LEVELS:FILE')",
    );
    expect(reasonOf('C15', 'floor', ...pair)).to.equal(
      "needs mae of 'method=ae,autoencoder=medical', 'method=ae,autoencoder=natural' (--arm 'LEVELS:FILE')",
    );
    const halves = [arm(first, { 'subbands/LH2': 20 }), arm(second, { 'subbands/LH2': 20 })];
    expect(reasonOf('C10', 'sr', ...halves)).to.match(/^needs scores of chest \(--dataset NAME, /);
    const floor = { name: 'floor', levels: { method: 'ae', autoencoder: 'medical' } };
    expect(reasonOf('C15', 'floor', ...pair, arm(floor, { mae: 0.02 }))).to.match(/^needs mae of .*natural'/);
  });

  it('decide what further arms and data sets complete', () => {
    const floors = ['medical', 'natural'].map((autoencoder) =>
      arm({ name: autoencoder, levels: { method: 'ae', autoencoder } }, { mae: 0.01 }),
    );
    const pair = [arm(first, { mae: 0.03 }), arm(second, { mae: 0.05 })];
    expect(outcomes(...pair, ...floors)).to.include({ 'C15 floor': 'reproduced' });
    const rates = (dataset: string, rate: number) =>
      [first, second].map((of) => arm(of, { hallucinated: rate }, { dataset, n: 60 }));
    const three = [...rates('knee', 0.2), ...rates('brain', 0.1), ...rates('chest', 0.05)];
    expect(outcomes(...three)).to.include({ 'C14 own-floor': 'reproduced' });
    expect(outcomes(...rates('knee', 0.2))).to.include({ 'C14 own-floor': 'untestable' });
  });

  it('are known by the names of our experiments and by those of the catalogue', () => {
    for (const name of ['ms-ssim', 'msssim', 'MSSSIM'])
      expect(outcomes(arm(first, { [name]: 0.9 }), arm(second, { [name]: 0.8 }))).to.include({
        'C04 ms-ssim': 'reproduced',
      });
    for (const name of ['hallucinated', 'hallucination/hallucinated', 'own-2/hallucinated'])
      expect(outcomes(arm(first, { [name]: 0.12 }), arm(second, { [name]: 0.16 }))).to.include({
        'C12 own-floor': 'not reproduced',
      });
  });

  it('leave open what fewer than six subjects say, however clear, and what those of one say', () => {
    for (const subjects of [1, 5]) {
      const idOf = (i: number) => `p${i % subjects}_z${Math.floor(i / subjects)}`;
      const arms = [arm(first, { psnr: 27 }, { idOf }), arm(second, { psnr: 25 }, { idOf })];
      expect(outcomes(...arms), `${subjects}`).to.include({ 'C01 rises': 'inconclusive' });
      expect(reasonOf('C01', 'rises', ...arms)).to.match(/subjects? (is|are) too few for a 95 % interval/);
    }
  });

  it('hold for the data sets that are given, and say which', () => {
    const { verdicts } = judged(
      arm(first, { psnr: 27 }, { dataset: 'brain' }),
      arm(second, { psnr: 25 }, { dataset: 'brain' }),
    );
    expect(verdicts[0]!.scope.join()).to.include('the scores that were given, of brain');
    expect(verdicts[0]!.criteria[0]!.group).to.equal('brain');
  });
});

describe('an arm', () => {
  it('is read from its levels and its file, whatever the file is called', () => {
    expect(parseArm('method=ae,autoencoder=medical:C:\\a=b,c.csv')).to.deep.equal({
      levels: { method: 'ae', autoencoder: 'medical' },
      file: 'C:\\a=b,c.csv',
    });
    for (const wrong of ['scores.csv', 'method=ae', 'method=ae:', 'method=ae,method=sr:x', 'method:x'])
      expect(() => parseArm(wrong), wrong).to.throw('--arm: expected FACTOR=LEVEL');
  });

  it('has levels that experiments know; its data set may be of its own', () => {
    const check = (levels: Record<string, string>) => () => assertLevels(levels, experiments, '--arm');
    expect(check({ method: 'ae', dataset: 'mine' })).to.not.throw();
    expect(check({ methd: 'ae' })).to.throw('expected a factor among dataset, degradation, method');
    expect(check({ method: 'auto' })).to.throw(/expected a method among .*got "auto"/);
  });

  it('is of a data set by any of its names', () => {
    for (const name of ['knee', 'MRNet', 'mrnet']) expect(datasetRole(name, imported)).to.equal('knee');
    expect(datasetRole('mine', imported)).to.equal('mine');
    expect(datasetRole('', imported)).to.equal(unnamed);
  });

  it('is refused twice, and with other images than its data set has', () => {
    const one = arm(first, { psnr: 27 }, { n: 8 });
    expect(() => alignedArms([one, one], false)).to.throw('expected arms of different levels');
    const more = arm(second, { psnr: 25 }, { n: 9 });
    expect(() => alignedArms([one, more], false)).to.throw('expected the same ids in all arms');
    expect(alignedArms([one, more], true).map(({ set }) => set.ids.length)).to.deep.equal([8, 8]);
  });
});

describe('the direction of a score', () => {
  const directionOf = directionsBy(experiments.flatMap(({ scores }) => scores));
  it('is what the catalogue declares, of metrics and of the scores of experiments', () => {
    const known = {
      PSNR: 'higher',
      msssim: 'higher',
      lpips: 'lower',
      'region-psnr': 'higher',
      'log-power-distance': 'lower',
      'own-2/hallucinated': 'lower',
      'subbands/HH1': 'higher',
      'latent/cosine4': 'higher',
    };
    for (const [score, direction] of Object.entries(known))
      expect(directionOf(score), score).to.equal(direction);
  });

  it('is none for names that only look like one of a metric', () => {
    for (const score of ['maestro', 'ssim-loss', 'psnr2', 'hallucinated/psnr', 'fidelity'])
      expect(directionOf(score), score).to.equal('none: no metric of the catalogue has this name');
  });
});
