import type { Options } from '../../language/option.ts';
import { InputError } from '../../numeric/input-error.ts';
import { armsOf, assertSample } from '../differences.ts';
import { resolveOptions } from '../options.ts';
import type { Procedure, Sample } from '../procedure.ts';
import { subgroups as compared, type NamedGroup, type Subgroups } from '../subgroups.ts';

interface Setting {
  /** Subjects that a group needs to be compared. */
  readonly least: number;
  /** Groupings that are looked at. */
  readonly groupings: number;
}

const MOST = 20;

const options: Options<Setting> = {
  least: {
    type: 'integer',
    minimum: 2,
    maximum: 1000,
    default: 5,
    description: 'Subjects that a group needs to be compared; smaller ones are named and left out.',
  },
  groupings: {
    type: 'integer',
    minimum: 1,
    maximum: 1000,
    default: 1,
    description:
      'Groupings of these subjects that are looked at, this one among them: p and intervals allow for all of them (Bonferroni). An experiment counts those that the data set declares.',
  },
};

const difference = { value: 'x', ci95: 'x', df: '1', p: '1', holm: '1' } as const;

/** Scores by subject group: are they alike for all? */
export const subgroups: Procedure<Setting, Subgroups & { readonly n: number }> = {
  name: 'subgroups',
  title: 'Scores by subject group',
  description:
    "The mean of x in each group that y tells apart (sex, age band, scanner), with its interval; all differences between groups of different subjects by Welch's t with variances CR2, p adjusted by Holm and intervals that hold all at once (Bonferroni); the greatest of them, and which groups are too small to compare.",
  kind: 'subgroups',
  columns: 'both',
  clusters: () => true,
  ties: () => false,
  takes: () => ({ x: 'x', y: '1' }),
  units: () => ({
    n: '1',
    groups: { n: '1', subjects: '1', mean: 'x', ci95: 'x' },
    differences: difference,
    greatest: difference,
  }),
  options,
  resolve: (given) => resolveOptions('subgroups', options, given),
  compute(sample, { least, groupings }) {
    assertSample('subgroups', sample, 4);
    return { n: sample.x.length, ...compared(groupsIn(sample), least, groupings) };
  },
};

/** Those that are named, with or without observations, else those of y. @throws InputError where it numbers not 2 to 20. */
function groupsIn(sample: Sample): readonly NamedGroup[] {
  const [x, y] = armsOf('subgroups', sample);
  const { ids, clusters, groups } = sample;
  const levels = groups ? [...groups.keys()] : [...new Set(y)].sort((a, b) => a - b);
  const other = y.findIndex((value) => !Number.isInteger(value) || !levels.includes(value));
  if (other >= 0 || levels.length < 2 || levels.length > MOST) {
    throw new InputError({
      where: 'subgroups: y',
      expected: `a whole number for each of 2 to ${MOST} groups`,
      got: other >= 0 ? `${y[other]} at id ${ids[other]}` : `${levels.length} groups`,
      remedy: 'give the column of groups (--by), and bands in place of measured numbers',
    });
  }
  return levels.map((level) => {
    const within = (_: unknown, i: number) => y[i] === level;
    return {
      name: groups?.[level] ?? String(level),
      values: x.filter(within),
      clusters: clusters.filter(within),
    };
  });
}
