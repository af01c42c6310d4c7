import { expect } from 'chai';
import type { Claim, Criterion } from '../../../harness/claims/claim.ts';
import type { StatisticDeclaration } from '../../../harness/pipeline/experiment.ts';
import type { ExperimentPlan } from '../../../harness/pipeline/plan/experiment.ts';
import type { Stage } from '../../../harness/pipeline/stage.ts';
import { followedIn } from '../../../harness/study/until-decided/followed.ts';
import { levels, meanOf, planOf } from '../../pipeline/planned.ts';

const cells = [{ dataset: ['knee'], degradation: [levels.task], method: [levels.bicubic] }];
const cell = 'knee/task/bicubic';
const planWith = (more: Partial<StatisticDeclaration> = {}) =>
  planOf({ cells, statistics: [{ ...meanOf('psnr'), ...more } as StatisticDeclaration] });

const criterion: Criterion = {
  label: 'PSNR',
  statistic: 'psnr',
  value: '/mean',
  interval: '/ci95',
  comparator: { kind: 'above', bound: 25 },
};
const claim = (more: Partial<Criterion> = {}, check: object = {}) =>
  ({
    id: 'c',
    parts: [
      {
        id: 'p',
        checks: [{ tiers: ['embedded'], experiment: 'e', criteria: [{ ...criterion, ...more }], ...check }],
      },
    ],
  }) as unknown as Claim;

const following = (plan: ExperimentPlan, claims = [claim()], batches = [plan]) =>
  followedIn(plan, batches, claims, 'embedded');
const reason = (...given: Parameters<typeof following>) => following(...given).unfollowed[0]?.reason;

describe('what is followed until it is decided', () => {
  it('is a mean that a claim asks of this experiment in this tier', () => {
    const { followed, unfollowed } = following(planWith());
    expect(unfollowed).to.deep.equal([]);
    const [one] = followed;
    expect([one!.images, one!.group, one!.asked.map(({ part }) => part)]).to.deep.equal([
      8,
      { dataset: 'knee' },
      ['c p'],
    ]);
    const none = 'needs all images: no claim asks it';
    expect(reason(planWith(), [])).to.equal(none);
    expect(reason(planWith(), [claim({}, { experiment: 'other' })])).to.equal(none);
    expect(reason(planWith(), [claim({}, { tiers: ['paper'] })])).to.equal(none);
    expect(reason(planWith(), [claim({ statistic: 'ssim' })])).to.equal(none);
  });

  for (const [procedure, options] of [
    ['bootstrap', { statistic: 'mean' }],
    ['clustered', {}],
    ['summary', {}],
    ['sequential', {}],
    ['equivalence', { quantity: 'mean', margin: 1 }],
  ] as const)
    it(`takes ${procedure} for a mean`, () => {
      expect(reason(planWith({ procedure, options }))).to.equal(undefined);
    });

  it('takes nothing else for one: it says what it is, and which of its numbers was asked', () => {
    const rest =
      'is no mean, whose interval could be looked at after each batch; run without --until-decided';
    for (const [procedure, options] of [
      ['bootstrap', { statistic: 'median' }],
      ['equivalence', { quantity: 'median', method: 'exact', margin: 1 }],
      ['wilcoxon', {}],
    ] as const)
      expect(reason(planWith({ procedure, options }))).to.equal(
        `needs all images: psnr (${procedure}) ${rest}`,
      );
    const groups = planOf({
      cells,
      scores: [{ id: 'psnr', metric: 'ssim', reference: 'true-hr', convention: {} }],
      statistics: [{ ...meanOf('psnr'), independent: true, y: meanOf('psnr').x } as StatisticDeclaration],
    });
    expect(reason(groups), 'groups in one column').to.equal(`needs all images: psnr (bootstrap) ${rest}`);
    expect(reason(planWith(), [claim({ value: '/sd' })])).to.equal(`needs all images: psnr/sd ${rest}`);
    expect(reason(planWith(), [claim({ interval: '/ci99' })])).to.match(/is no mean/);
    expect(reason(planWith(), [claim({ interval: null })])).to.match(/is no mean/);
    expect(reason(planWith(), [claim({ value: '/value', interval: '/ci90' })])).to.equal(undefined);
    expect(reason(planWith(), [claim(), claim({ value: '/sd' })])).to.match(/psnr\/sd is no mean/);
  });

  describe('takes of each batch', () => {
    const stage = (key: string) => ({ key }) as Stage;
    const [plain, network, other, decoded] = ['plain', 'network', 'other', 'decoded'].map(stage);
    const batch = (behind: Readonly<Record<string, readonly Stage[]>>): ExperimentPlan => ({
      ...planWith(),
      scored: new Map([
        [cell, { stages: [plain, network, other], behind: new Map(Object.entries(behind)), samples: 8 }],
      ]) as unknown as ExperimentPlan['scored'],
    });
    const keys = (batches: readonly ExperimentPlan[]) =>
      following(planWith(), [claim()], [...batches]).followed[0]?.batches.map((stages) =>
        stages.map(({ key }) => key),
      );

    it('the first stage of a plain score, and the own one of a score that looks through a network', () => {
      expect(keys([batch({ psnr: [decoded!] })])).to.deep.equal([['plain']]);
      expect(keys([batch({ psnr: [decoded!, network!] })])).to.deep.equal([['network']]);
    });

    it('nothing where a batch lacks the cell or the score: without any, all images are needed', () => {
      const lacking = { ...batch({}), scored: new Map() };
      expect(keys([batch({ psnr: [decoded!] }), batch({}), lacking])).to.deep.equal([['plain']]);
      expect(reason(planWith(), [claim()], [batch({})])).to.equal('needs all images: it has no batches');
    });

    it('both columns, a stage of both once', () => {
      const contrast = { y: [{ weight: 1, score: 'second', cell: {} }] } as Partial<StatisticDeclaration>;
      const plan = planOf({
        cells,
        scores: ['psnr', 'second'].map(
          (id) => ({ id, metric: 'psnr', reference: 'true-hr', convention: {} }) as never,
        ),
        statistics: [{ ...meanOf('psnr'), ...contrast } as StatisticDeclaration],
      });
      const of = (second: readonly Stage[]) => ({
        ...plan,
        scored: batch({ psnr: [decoded!], second }).scored,
      });
      const taken = (batches: ExperimentPlan[]) =>
        following(plan, [claim()], batches).followed[0]?.batches.map((stages) =>
          stages.map(({ key }) => key),
        );
      expect(taken([of([network!]), of([decoded!])])).to.deep.equal([['plain', 'network'], ['plain']]);
      expect(taken([{ ...plan, scored: batch({ psnr: [decoded!] }).scored }])).to.equal(undefined);
    });
  });
});
