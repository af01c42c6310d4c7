import { logIncompleteGamma } from '../../numeric/incomplete-gamma.ts';
import { InputError } from '../../numeric/input-error.ts';
import { divide, magnitude, showNumber } from '../interval.ts';
import { evaluate } from '../operand.ts';
import { operand } from './options.ts';
import type { Rule } from './rule.ts';

/**
 * The mean difference over the sd of the values, and over the sd of the means of equally large clusters of them.
 *
 * Their ratio is that of the two sds. Means of m values spread by at least 1 / sqrt(m) of the values' sd unless values
 * of one cluster differ from each other more than values of different clusters do; over k clusters the variance of the
 * means is then that times chi-square over k - 1 on k - 1 degrees of freedom. Values of one cluster may still balance
 * each other, hence never more than suspicious.
 */
export const clusterSpread: Rule = {
  name: 'cluster-spread',
  title: 'Effect sizes of values and of the means of their clusters against each other',
  description:
    'Effect sizes of values and of the means of their clusters divide one difference by two standard deviations, whose ratio must be one that clustered values can have.',
  options: {
    d: operand('The effect size over the values: mean difference over their standard deviation.'),
    ofMeans: operand('The effect size over the means of clusters.'),
    clusters: operand('The number of clusters, at least 3.'),
    size: operand('The number of values in each, at least 2.'),
  },
  check(options, figures) {
    const [d, ofMeans, clusters, size] = ['d', 'ofMeans', 'clusters', 'size'].map((key) =>
      evaluate(options.raw(key), figures),
    );
    const [k, m] = [clusters.interval.low, size.interval.low];
    if (k < 3 || m < 2) {
      throw new InputError({
        where: options.at('clusters'),
        expected: 'at least 3 clusters of at least 2 values',
        got: `${k} of ${m}`,
        remedy: 'name the two counts',
      });
    }
    const ratio = magnitude(divide(d.interval, ofMeans.interval));
    const chance = Math.exp(logIncompleteGamma((k - 1) / 2, ((k - 1) * m * ratio.high ** 2) / 2).lower);
    const suspicious = chance < 0.001;
    return {
      severity: suspicious ? 'suspicious' : 'consistent',
      printed: [d, ofMeans, clusters, size],
      recomputed: [{ label: 'sd of the means over the sd of the values', interval: ratio, figures: [] }],
      derivation: `Both divide one mean difference by a standard deviation, so that the means of ${m} values spread ${showNumber(Number(ratio.high.toPrecision(3)))} times as much as the values, ${suspicious ? 'less than' : 'against'} the ${showNumber(Number((1 / Math.sqrt(m)).toPrecision(3)))} of unrelated values and the more of related ones. So little over ${k} clusters has a probability of ${showNumber(Number(chance.toPrecision(2)))} at most${suspicious ? ': the first figure goes by another spread, or values of one cluster balance each other' : ''}.`,
      resolution: 'The standard deviation of the differences, of values and of the means.',
    };
  },
};
