import { expect } from 'chai';
import { InputError } from '../../harness/numeric/input-error.ts';
import { unitAt } from '../../harness/numeric/unit.ts';
import type { StatisticDeclaration } from '../../harness/pipeline/experiment.ts';
import { columnUnits, scoreUnit, statisticUnits } from '../../harness/pipeline/statistic-units.ts';

const scores = ['psnr', 'ssim', 'lpips', 'power-spectrum', 'latent-similarity'].map(
  (metric) => ({ id: metric, metric, reference: 'true-hr', convention: {} }) as const,
);
const term = (score: string) => ({ weight: 1, score, cell: {} });
const unitsOf = (procedure: string, parts: Partial<StatisticDeclaration>) =>
  statisticUnits({ id: 's', title: 'S', by: [], procedure, options: {}, ...parts }, scores, 'statistic s');

describe('units of a statistic', () => {
  it('follow from the metrics of its scores and from its procedure', () => {
    const compared = unitsOf('compare', { x: [term('psnr')], y: [term('psnr')] });
    expect(unitAt(compared, '/described/difference/ci95/1')).to.equal('dB');
    expect(unitAt(compared, '/described/effectSize/value')).to.equal('1');
    expect(unitAt(compared, '/released/test/log10p')).to.equal('1');
    expect(unitAt(unitsOf('summary', { x: [term('latent-similarity/psnr8')] }), '/mean')).to.equal('dB');
    expect(unitAt(unitsOf('summary', { x: [term('latent-similarity/mse8')] }), '/mean')).to.equal('1');
    expect(unitAt(unitsOf('summary', { x: [term('lpips')] }), '/mean')).to.equal('1');
  });

  it('are those of either axis over points, and of y per x for a slope', () => {
    const line = (at: string | number) => {
      const points = [1, 2].map(() => ({
        at: typeof at === 'number' ? at : [term(at)],
        terms: [term('psnr')],
      }));
      return unitsOf('linear-fit', { points });
    };
    expect(unitAt(line('power-spectrum/1'), '/slope/value')).to.equal('dB/log10 power');
    expect(unitAt(line('power-spectrum/1'), '/predictions/3/x')).to.equal('log10 power');
    expect(unitAt(line('power-spectrum/1'), '/predictions/3/confidence/0')).to.equal('dB');
    expect(unitAt(line('psnr'), '/slope/ci95')).to.equal('1');
    expect(() => line('mae')).to.throw(
      'expected a score among psnr, ssim, lpips, power-spectrum, latent-similarity, got "mae"',
    );
    const one = {
      id: 's',
      title: 'S',
      by: [],
      procedure: 'p',
      options: {},
      points: [{ at: [term('psnr')], terms: [term('ssim')] }],
    };
    expect(columnUnits(one, scores, 'here')).to.deep.equal({ x: 'dB', y: '1' });
    expect(columnUnits({ ...one, points: [{ ...one.points[0]!, at: 3 }] }, scores, 'here')).to.deep.equal({
      x: '1',
      y: '1',
    });
    expect(unitAt(line(2), '/slope/ci95')).to.equal('dB');
  });

  it('are those of either column for a ratio, and of both groups for two groups', () => {
    const ratio = unitsOf('ratio', { x: [term('psnr')], y: [term('power-spectrum/0')] });
    expect(['value', 'numerator', 'denominator', 'n'].map((key) => ratio[key])).to.deep.equal([
      'dB/log10 power',
      'dB',
      'log10 power',
      '1',
    ]);
    const groups = unitsOf('two-groups', { x: [term('psnr')], y: [term('psnr')], independent: true });
    expect(groups['mean']).to.equal('dB');
    const [own, other] = [[term('psnr')], [term('ssim')]];
    const between = (y: readonly ReturnType<typeof term>[]) => ({ x: own, y, independent: true });
    expect(() => unitsOf('two-groups', between(other))).to.throw('got psnr in dB and ssim (a plain number)');
    const one = { id: 's', title: 'S', by: [], procedure: 'p', options: {}, x: own, independent: true };
    expect(columnUnits(one, scores, 'here')).to.deep.equal({ x: 'dB', y: '1' });
  });

  it('are what is said of numbers that are given, and none where nothing is', () => {
    const given = { id: 'g', metric: 'given', reference: 'true-hr', convention: {} } as const;
    expect(scoreUnit('g', [{ ...given, unit: 'dB' }], 'here')).to.equal('dB');
    expect(scoreUnit('g', [given], 'here')).to.equal('1');
  });

  it('cannot be several in one column, nor differ between columns that are compared', () => {
    expect(() => unitsOf('summary', { x: [term('psnr'), term('ssim')] })).to.throw(
      InputError,
      'statistic s: expected terms of one unit, got psnr in dB and ssim (a plain number); combine',
    );
    expect(() => unitsOf('wilcoxon', { x: [term('psnr')], y: [term('lpips')] })).to.throw(
      InputError,
      'statistic s: procedure wilcoxon: expected y in dB, as x, got plain numbers; give',
    );
    expect(() => unitsOf('proportions', { x: [term('psnr')], y: [term('psnr')] })).to.throw(
      InputError,
      'statistic s: procedure proportions: expected plain numbers as x, got dB; give',
    );
    expect(() => unitsOf('summary', { x: [term('ssin')] })).to.throw(InputError, 'got "ssin"; add it');
    expect(() => unitsOf('summary', { x: [term('latent-similarity/cosin1')] })).to.throw(
      InputError,
      'expected a number of the metric latent-similarity, got "latent-similarity/cosin1"',
    );
  });

  it('say where there is none', () => {
    expect(() => unitAt(unitsOf('summary', { x: [term('psnr')] }), '/meen')).to.throw(
      InputError,
      'unit at /meen: expected a number among n, clusters, mean, ci95',
    );
  });
});
