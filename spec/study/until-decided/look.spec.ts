import { expect } from 'chai';
import { stream } from '../../../harness/numeric/stream.ts';
import type { StatisticDeclaration } from '../../../harness/pipeline/experiment.ts';
import type { Row } from '../../../harness/pipeline/row.ts';
import { anytimeInterval } from '../../../harness/statistics/anytime-interval.ts';
import { lookAt } from '../../../harness/study/until-decided/look.ts';
import { levels, meanOf, planOf } from '../../pipeline/planned.ts';

const lanczos = { ...levels.bicubic, id: 'lanczos', kernel: 'lanczos' };
const plan = planOf({
  cells: [{ dataset: ['knee'], degradation: [levels.task], method: [levels.bicubic, lanczos] }],
});
const statistic = meanOf('psnr', { method: 'bicubic' }) as StatisticDeclaration;

/** Scores of n images, `size` of one subject. */
function rowsOf(n: number, size = 1, method = 'bicubic', seed = 1): readonly Row[] {
  return Array.from({ length: n }, (_, i) => ({
    cell: `knee/task/${method}`,
    sample: `i${String(i).padStart(3, '0')}`,
    subject: `s${Math.floor(i / size)}`,
    score: 'psnr',
    value: 30 + stream(seed, i).normal(),
  }));
}

const look = (rows: readonly Row[], ends = false, of: StatisticDeclaration = statistic) =>
  lookAt(
    { plan, statistic: of, group: { dataset: 'knee' }, asked: [], batches: [], images: 200 },
    rows,
    ends,
  );

/** Means of the values of `size` after `size`. */
const means = (values: readonly number[], size: number) =>
  Float64Array.from({ length: values.length / size }, (_, s) =>
    values.slice(s * size, (s + 1) * size).reduce((a, b) => a + b / size, 0),
  );

function expectIntervals(found: ReturnType<typeof look>, units: Float64Array): void {
  const { mean, ci95, ci90 } = found!.result as Record<string, unknown> & { mean: number };
  expect(mean).to.be.closeTo(units.reduce((a, b) => a + b) / units.length, 1e-9);
  for (const [interval, alpha] of [
    [ci95, 0.05],
    [ci90, 0.1],
  ] as const)
    anytimeInterval(units, alpha, 64).forEach((end, i) => {
      expect((interval as readonly number[])[i]).to.be.closeTo(end, 1e-9);
    });
}

describe('a look at a mean', () => {
  it('is taken at 30 subjects that vary, and at no fewer', () => {
    expect(look(rowsOf(29))).to.equal(undefined);
    expect(look(rowsOf(29), true)).to.equal(undefined);
    const rows = rowsOf(30);
    const found = look(rows)!;
    expect([found.n, found.subjects, found.procedure, found.options]).to.deep.equal([
      30,
      30,
      'anytime',
      { tuned: 64 },
    ]);
    expectIntervals(
      found,
      Float64Array.from(rows, ({ value }) => value),
    );
    expect(look(rows.map((row) => ({ ...row, value: 3 })))).to.equal(undefined);
  });

  it('leaves out the last subject, which the batch may have cut, but where these are all images', () => {
    const rows = rowsOf(62, 2);
    const values = rows.map(({ value }) => value);
    const cut = look(rows)!;
    expect([cut.n, cut.subjects]).to.deep.equal([60, 30]);
    expectIntervals(cut, means(values.slice(0, 60), 2));
    expect(look(rowsOf(61, 2))!.n, 'of whose last subject one image is there').to.equal(60);
    const whole = look(rows, true)!;
    expect([whole.n, whole.subjects]).to.deep.equal([62, 31]);
    expectIntervals(whole, means(values, 2));
    const one = look(rowsOf(40, 40))!;
    expect([one.n, one.subjects], 'the images of a single subject').to.deep.equal([40, 1]);
    expectIntervals(
      one,
      Float64Array.from(rowsOf(40, 40), ({ value }) => value),
    );
  });

  it('is of the difference where there are two columns, both cut alike', () => {
    const [a, b] = [rowsOf(62, 2), rowsOf(62, 2, 'lanczos', 2)];
    const contrast = { ...statistic, y: meanOf('psnr', { method: 'lanczos' }).x };
    const differences = a.map(({ value }, i) => value - b[i]!.value).slice(0, 60);
    expectIntervals(look([...a, ...b], false, contrast as StatisticDeclaration), means(differences, 2));
  });

  it('has the unit of the score, whichever procedure was asked', () => {
    for (const [procedure, options] of [
      ['bootstrap', {}],
      ['clustered', {}],
      ['equivalence', { quantity: 'mean', margin: 1 }],
    ] as const) {
      const { units } = look(rowsOf(40), false, {
        ...statistic,
        procedure,
        options,
      } as StatisticDeclaration)!;
      expect(units, procedure).to.deep.equal({ n: '1', mean: 'dB', value: 'dB', ci95: 'dB', ci90: 'dB' });
    }
  });
});
