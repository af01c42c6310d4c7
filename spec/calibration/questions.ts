import type { DeclaredStatistic } from '../../harness/pipeline/declared/declaration.ts';
import type { Form } from './asked.ts';
import type { MeasuredInterval } from './measured.ts';

/** What claims of the synthetic papers ask: a number of a statistic, in a comparison. */
export interface Question {
  readonly id: string;
  readonly form: Form;
  readonly statistic: DeclaredStatistic;
  /** The place of the value, as a claim writes it. */
  readonly asks: string;
  readonly comparators: readonly Comparison[];
  /** The interval that decides, as it was measured over worlds. */
  readonly measured: MeasuredInterval;
  /** Whether it takes images of one subject for as many independent ones. */
  readonly takesImagesAsIndependent?: true;
}

export type Comparison = 'above' | 'below' | 'within' | 'near';

const difference = { x: 's[first, ours] - s[first, theirs]' };
const arms = { x: 's[first, ours]', y: 's[first, theirs]' };

type Columns = Pick<DeclaredStatistic, 'x' | 'y' | 'independent'>;

function question(
  id: string,
  form: Form,
  columns: Columns,
  measured: MeasuredInterval,
  comparators: readonly Comparison[],
  takesImagesAsIndependent?: true,
): Question {
  const name = id.replaceAll(' ', '-');
  const { procedure, options = {}, interval } = measured;
  // A margin is of no account for the interval; the preset of the others is that of experiments.
  const needed = procedure === 'equivalence' ? { margin: 1, ...options } : options;
  const value = interval.split('/').slice(1, -1);
  const place = value.length > 0 ? `/${value.join('/')}/${procedure === 'correlation' ? 'r' : 'value'}` : '';
  return {
    id,
    form,
    statistic: { id: name, title: id, by: [], ...columns, procedure, options: needed },
    asks: `${name}${procedure === 'ratio' ? '/value' : place}`,
    comparators,
    measured,
    ...(takesImagesAsIndependent && { takesImagesAsIndependent }),
  };
}

const ab = ['above', 'below'] as const;
const subject = { interval: 'percentile', scheme: 'subject' };
const overSubjects = { procedure: 'bootstrap', options: subject, interval: '/ci95' };
const clustered = { procedure: 'clustered', interval: '/ci95' };
const d = (variant: string) => ({ procedure: 'compare', interval: `/${variant}/effectSize/ci95` });
const equivalence = (quantity: string) => {
  return { procedure: 'equivalence', options: { quantity, margin: 1 }, interval: '/ci90' };
};
const groups = { x: 's[first, ours]', y: 's[second, ours]', independent: true };

/** The procedures that decide claims, each in the comparisons that suit it. */
export const questions: readonly Question[] = [
  question('bootstrap over subjects', 'pairs', difference, overSubjects, ab),
  question(
    'bootstrap over images',
    'pairs',
    difference,
    { procedure: 'bootstrap', options: { scheme: 'paired' }, interval: '/ci95' },
    ['above'],
    true,
  ),
  question('clustered', 'pairs', difference, clustered, ab),
  question('summary', 'pairs', difference, { procedure: 'summary', interval: '/ci95' }, ['above'], true),
  question('equivalence of means', 'pairs', difference, equivalence('mean'), ['within']),
  question('equivalence of rates', 'rates', arms, equivalence('h'), ['within']),
  question('d of pairs', 'pairs', arms, d('described'), ['above'], true),
  question('d of arms', 'pairs', arms, d('released'), ['above'], true),
  question('d of subjects', 'pairs', arms, d('recommended'), ['above']),
  question('two groups', 'groups', groups, { procedure: 'two-groups', interval: '/ci95' }, ab),
  question('ratio', 'positive', arms, { procedure: 'ratio', interval: '/ci95' }, ab),
  question(
    'correlation',
    'pairs',
    arms,
    { procedure: 'correlation', interval: '/pearson/ci95' },
    ['above'],
    true,
  ),
  question(
    'limits of agreement',
    'pairs',
    arms,
    { procedure: 'bland-altman', interval: '/limits/upper/ci95' },
    ab,
  ),
  question('size by bootstrap over subjects', 'gains', difference, overSubjects, ['near']),
  question('size, clustered', 'gains', difference, clustered, ['near']),
  question('size, d of pairs', 'gains', arms, d('described'), ['near'], true),
  question('size, d of arms', 'gains', arms, d('released'), ['near'], true),
  question('size, d of subjects', 'gains', arms, d('recommended'), ['near']),
];
