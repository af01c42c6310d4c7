import { expect } from 'chai';
import { figureSvg } from '../../harness/edges/render/svg.ts';
import type { FigureDeclaration } from '../../harness/pipeline/experiment.ts';
import type { ExperimentOutcome } from '../../harness/report/experiment-outcome.ts';
import { figuresOf, type PlacedFigure } from '../../harness/report/figure-kinds.ts';
import { declaredExperiments, drawnOutcome } from './drawn-outcomes.ts';

const outcomes = new Map<string, ExperimentOutcome>();
const outcomeOf = (id: string): ExperimentOutcome => {
  const found =
    outcomes.get(id) ?? drawnOutcome(declaredExperiments.find((experiment) => experiment.id === id)!);
  outcomes.set(id, found);
  return found;
};
const draw = ({ spec }: PlacedFigure) => figureSvg({ id: 'f', caption: '', alt: 'a figure', spec }, 'f');
const gaps = (figure: object): FigureDeclaration => {
  const statistics = [{ statistic: 'gap', label: 'one training' }];
  const declared = { id: 'gaps', kind: 'forest', title: 'Gaps', statistics, ...figure };
  return declared;
};

describe('declared figures', () => {
  for (const { id, figures } of declaredExperiments) {
    it(`of ${id} are drawn, with n, subjects and what their bars are`, async () => {
      for (const figure of figures) {
        const drawn = figuresOf(figure, outcomeOf(id));
        expect(drawn, figure.id).to.not.be.empty;
        for (const each of drawn) {
          expect(each.alt, figure.id).to.not.equal('');
          if (figure.kind !== 'training') expect(each.caption, figure.id).to.match(/subject|resamples/);
          expect(each.caption, figure.id).to.match(/interval|limits of agreement/);
        }
        expect(await draw(drawn[0]), figure.id).to.contain('<svg');
      }
    });
  }

  it('say from how many training seeds their networks come', () => {
    const [three] = figuresOf(gaps({}), outcomeOf('seeds'));
    expect(three.caption).to.contain('networks of 3 training seeds');
    const [one] = figuresOf(gaps({ where: { seed: ['second'] } }), outcomeOf('seeds'));
    expect(one.caption).to.contain('networks of 1 training seed.');
  });

  it('count images and subjects of each data set once', () => {
    const [{ caption }] = figuresOf(gaps({}), outcomeOf('seeds'));
    expect(caption).to.contain(
      'knee: n = 8 images of 8 subjects; brain: n = 8 images of 4 subjects; chest: n = 8 images of 8 subjects',
    );
    expect(caption).to.contain('Bars are 95 % percentile bootstrap intervals (subjects drawn)');
  });

  it('say that images were drawn where one subject has them all', () => {
    const outcome = outcomeOf('seeds');
    const statistics = outcome.statistics.map((each) =>
      each.group['dataset'] === 'brain' ? { ...each, subjects: 1 } : each,
    );
    const [one] = figuresOf(gaps({ where: { dataset: ['brain'] } }), { ...outcome, statistics });
    expect(one.caption)
      .to.contain('intervals (images of the one subject drawn)')
      .and.not.contain('(subjects');
  });

  it('with each come once a level, and show it alone', () => {
    const drawn = figuresOf(gaps({ each: 'dataset' }), outcomeOf('seeds'));
    expect(drawn.map(({ level }) => level)).to.deep.equal(['knee', 'brain', 'chest']);
    expect(drawn[1].caption).to.contain('brain').and.not.contain('knee');
  });

  it('with lanes put the levels of these factors on the axis and the others into the legend', async () => {
    const [drawn] = figuresOf(gaps({ lanes: ['dataset'] }), outcomeOf('seeds'));
    const values = (drawn.spec['data'] as { values: { group: string; series: string }[] }).values;
    expect([...new Set(values.map(({ group }) => group))]).to.deep.equal(['knee', 'brain', 'chest']);
    expect([...new Set(values.map(({ series }) => series))]).to.deep.equal(['first', 'second', 'third']);
  });

  it('leave out what could not be computed, and are none where nothing could', () => {
    const outcome = outcomeOf('seeds');
    const part = outcome.statistics.filter(({ group }) => group['dataset'] !== 'knee');
    const [drawn] = figuresOf(gaps({}), { ...outcome, statistics: part });
    expect(drawn.caption).to.not.contain('knee');
    expect(figuresOf(gaps({}), { ...outcome, statistics: [] })).to.deep.equal([]);
  });

  it('draw bars from zero only where zero means something, and marks in dB', () => {
    const layers = (id: string, statistic: string) => {
      const figure = gaps({ kind: 'bars', statistics: [{ statistic, label: 'a' }] });
      const [{ spec }] = figuresOf(figure, outcomeOf(id));
      return (spec['layer'] as { name: string; data?: { values: readonly unknown[] } }[]).map(
        ({ name, data }) => `${name}${data?.values.length === 0 ? ' of nothing' : ''}`,
      );
    };
    expect(layers('vae-swap', 'psnr-medical'))
      .to.include.members(['estimate', 'zero of nothing'])
      .and.not.include('bars');
    expect(layers('vae-swap', 'ms-ssim-gap')).to.include('bars');
  });

  it('of groups of subjects are refused of statistics that compare none', () => {
    expect(() => figuresOf(gaps({ kind: 'subgroups' }), outcomeOf('seeds'))).to.throw(
      'figure: statistic gap: expected a statistic of the procedure subgroups, got bootstrap; draw it as a forest, or bars',
    );
  });

  it('name a statistic that the experiment does not declare', () => {
    const figure = gaps({ statistics: [{ statistic: 'gab', label: 'gap' }] });
    expect(() => figuresOf(figure, outcomeOf('seeds'))).to.throw(
      /^figure of seeds: expected a statistic among gap, .* got "gab"; correct the figure or declare the statistic$/,
    );
  });

  it('have the unit of the numbers that they show, and refuse those of two units', () => {
    const effect = { value: '/recommended/effectSize/value', interval: '/recommended/effectSize/ci95' };
    const comparison = { statistic: 'comparison', label: 'd' };
    const [inDecibel] = figuresOf(gaps({}), outcomeOf('vae-swap'));
    expect(JSON.stringify(inDecibel.spec)).to.contain('"Mean paired difference (dB)"');
    expect(inDecibel.alt).to.contain(' dB');
    const [plain] = figuresOf(gaps({ statistics: [{ ...comparison, ...effect }] }), outcomeOf('vae-swap'));
    expect(JSON.stringify(plain.spec)).to.contain('"title":"Estimate"');
    expect(plain.alt).to.not.contain('dB');
    const both = [
      { statistic: 'gap', label: 'gap' },
      { ...comparison, ...effect },
    ];
    expect(() => figuresOf(gaps({ statistics: both }), outcomeOf('vae-swap'))).to.throw(
      /^figure gaps: expected numbers of one unit, got dB and plain numbers; /,
    );
    const halves = { ...comparison, ...effect, interval: '/recommended/difference/ci95' };
    expect(() => figuresOf(gaps({ statistics: [halves] }), outcomeOf('vae-swap'))).to.throw(
      /^figure: statistic comparison: expected numbers of one unit, got plain numbers and dB; /,
    );
  });

  it('draw a correlation over its points, with R² and what is left of it without one point', () => {
    const figure = {
      id: 'prediction',
      kind: 'scatter',
      title: 'Prediction',
      statistic: 'prediction',
      x: 'Ceiling',
      y: 'SR',
    };
    const outcome = outcomeOf('ceiling');
    const [{ spec, caption }] = figuresOf(figure, outcome);
    const { result } = outcome.statistics.find(({ id }) => id === 'prediction')!;
    const { pearson } = result as { pearson: { r2: number } };
    expect((spec['data'] as { values: unknown[] }).values).to.have.length(6);
    expect(JSON.stringify(spec)).to.contain('"Ceiling (dB)"').and.to.contain('"SR (dB)"');
    expect(caption).to.contain(`R² = ${pearson.r2.toPrecision(4)}, r = `);
    expect(caption).to.match(/with one point left out R² is [\d.]+ to [\d.]+/);
    expect(caption).to.match(/with one data set left out [\d.]+ to [\d.]+/);
  });

  it('mark where a conclusion flips, and say so where it does not', () => {
    const figure = {
      id: 'k',
      kind: 'curve',
      title: 'Rates over k',
      each: 'dataset',
      axis: { title: 'k', unit: 'sd' },
      scale: 'linear',
      value: 'Difference',
      zero: true,
      lines: [
        {
          label: 'common',
          points: [0.5, 1, 2, 3, 4].map((at) => ({ at, statistic: `gap-common-${at}` })),
        },
      ],
      flip: 'flip-common',
    };
    const outcome = outcomeOf('hallucination');
    const withFlip = (result: object) => ({
      ...outcome,
      statistics: outcome.statistics.map((each) =>
        each.id === 'flip-common' ? { ...each, result: { ...each.result, ...result } } : each,
      ),
    });
    const [never] = figuresOf(figure, withFlip({ distance: null, from: 0.5, to: 4 }));
    expect(never.caption).to.contain('does not change in this range');
    const [once] = figuresOf(figure, withFlip({ distance: 0.5, from: 1.5, to: 4 }));
    expect(once.caption).to.contain('where the sign of the difference changes, at 1.500 (knee)');
    const marks = (once.spec['layer'] as { name: string; data?: { values: object[] } }[]).find(
      ({ name }) => name === 'marks',
    );
    expect(marks?.data?.values).to.deep.equal([{ at: 1.5, label: 'flip' }]);
  });
});
