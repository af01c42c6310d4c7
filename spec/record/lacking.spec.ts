import { expect } from 'chai';
import type { Cell } from '../../harness/pipeline/cell.ts';
import type { Arm } from '../../harness/record/scores/arm.ts';
import { needOf } from '../../harness/record/scores/lacking.ts';
import {
  restrictTo,
  type ScoreSet,
  sharedScores,
  withScores,
} from '../../harness/record/scores/score-set.ts';

const imported = {
  first: { name: 'ours', levels: { method: 'sr' } },
  second: { name: 'theirs', levels: { method: 'base' } },
  assumed: { scale: '4' },
  datasets: {},
};
const cell = (dataset: string, levels: Readonly<Record<string, string>>) =>
  ({
    id: `${dataset} ${JSON.stringify(levels)}`,
    dataset,
    levels: { dataset, ...levels },
  }) as unknown as Cell;
const lacks = (
  dataset: string,
  levels: Readonly<Record<string, string>>,
  score: string,
  elsewhere = false,
) => ({
  cell: cell(dataset, levels),
  score,
  elsewhere,
});

describe('what scores lack', () => {
  const need = (...lacking: ReturnType<typeof lacks>[]) => needOf(lacking, imported, ['knee']);

  it('are scores of a declared arm by its name, and of another by its levels but for those assumed', () => {
    expect(need(lacks('knee', { method: 'sr' }, 'psnr'))).to.equal('needs psnr of ours');
    expect(need(lacks('knee', { method: 'ae', scale: '4' }, 'psnr'))).to.equal(
      "needs psnr of 'method=ae' (--arm 'LEVELS:FILE')",
    );
    const given = { ...lacks('knee', { method: 'ae' }, 'psnr'), arm: { name: 'ae.csv' } as Arm };
    expect(needOf([given], imported, ['knee'])).to.equal('needs psnr of ae.csv');
    expect(
      need(lacks('knee', { method: 'ae', scale: '8' }, 'psnr'), lacks('knee', { method: 'base' }, 'psnr')),
    ).to.equal("needs psnr of 'method=ae,scale=8', theirs (--arm 'LEVELS:FILE')");
  });

  it('are told together where arms lack the same, three of them and how many more', () => {
    const arms = ['a', 'b', 'c', 'd', 'e'].map((method) => lacks('knee', { method }, 'psnr'));
    expect(need(...arms.slice(0, 3))).to.equal(
      "needs psnr of 'method=a', 'method=b', 'method=c' (--arm 'LEVELS:FILE')",
    );
    expect(need(...arms)).to.equal(
      "needs psnr of 'method=a', 'method=b', 'method=c' and 2 more (--arm 'LEVELS:FILE')",
    );
    expect(need(lacks('knee', { method: 'sr' }, 'psnr'), lacks('knee', { method: 'sr' }, 'ssim'))).to.equal(
      'needs psnr, ssim of ours',
    );
  });

  it('are data sets, and scores of theirs alone that no arm has of another', () => {
    const named = (names: string) => `needs scores of ${names} (--dataset NAME, or dataset=NAME in --arm)`;
    expect(need(lacks('chest', { method: 'sr' }, 'psnr', true))).to.equal(named('chest'));
    expect(
      need(lacks('chest', { method: 'sr' }, 'psnr', true), lacks('brain', { method: 'sr' }, 'psnr', true)),
    ).to.equal(named('chest and brain'));
    expect(need(lacks('chest', { method: 'sr' }, 'psnr'))).to.equal(`${named('chest')}; psnr of ours`);
    expect(need(lacks('knee', { method: 'sr' }, 'psnr', true))).to.equal('needs psnr of ours');
  });
});

describe('scores of two arms', () => {
  const set = (name: string, ...scores: string[]): ScoreSet => ({
    name,
    ids: ['i', 'j', 'k'],
    subjects: ['s', 't', 's'],
    scores: new Map(scores.map((score, at) => [score, Float64Array.of(at, at + 1, at + 2)])),
    stated: new Map(),
  });

  it('are those that both have, or those asked for, which both must have', () => {
    const [a, b] = [set('a', 'psnr', 'ssim', 'mae'), set('b', 'ssim', 'psnr')];
    expect(sharedScores(a, b, [])).to.deep.equal(['psnr', 'ssim']);
    expect(sharedScores(a, b, ['ssim'])).to.deep.equal(['ssim']);
    expect(() => sharedScores(a, b, ['ssim', 'mae'])).to.throw(
      'a with b: expected the score mae in both arms, got psnr, ssim, mae in the first, ssim, psnr in the second',
    );
    expect(() => sharedScores(a, set('c', 'lpips'), [])).to.throw('expected a score that both arms have');
  });

  it('can be kept for some images or some scores alone, with all that belongs to them', () => {
    const whole: ScoreSet = {
      ...set('a', 'psnr', 'ssim'),
      recorded: new Map([['psnr', Float64Array.of(7, 8, 9)]]),
      unrecorded: ['j', 'k'],
    };
    const { ids, subjects, scores, recorded, unrecorded } = restrictTo(whole, new Set(['k', 'i']));
    expect([ids, subjects, unrecorded]).to.deep.equal([['i', 'k'], ['s', 's'], ['k']]);
    expect([...scores.get('ssim')!, ...recorded!.get('psnr')!]).to.deep.equal([1, 3, 7, 9]);
    expect([...withScores(whole, ['ssim']).scores.keys()]).to.deep.equal(['ssim']);
    expect(withScores(whole, [])).to.equal(whole);
  });
});
