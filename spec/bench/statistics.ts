import { indexSource } from '../../harness/numeric/random-indices.ts';
import { stream } from '../../harness/numeric/stream.ts';
import { type BootstrapOptions, bootstrap } from '../../harness/statistics/bootstrap.ts';
import { procedureNamed } from '../../harness/statistics/catalogue.ts';
import { pearson } from '../../harness/statistics/correlation.ts';
import { kendall } from '../../harness/statistics/kendall.ts';
import type { Sample } from '../../harness/statistics/procedure.ts';
import { resampledMeans } from '../../harness/statistics/resampling.ts';
import { signedRank } from '../../harness/statistics/signed-rank.ts';
import { spearman } from '../../harness/statistics/spearman.ts';
import type { Bench } from './bench.ts';

const random = stream(1, 'bench statistics');
const y = Float64Array.from({ length: 1000 }, () => 25 + 2 * random.normal());
const x = y.map((value) => value + 0.5 + random.normal());
const differences = x.map((value, i) => value - y[i]);
const ids = Array.from(x, (_, i) => `image${String(i).padStart(4, '0')}`);
const clusters = ids.map((_, i) => `subject${i % 50}`);
const sample: Sample = { ids, clusters, x, y };
const hundred: Sample = {
  ids: ids.slice(0, 100),
  clusters: clusters.slice(0, 100),
  x: x.slice(0, 100),
  y: y.slice(0, 100),
};

const options: BootstrapOptions = {
  statistic: 'mean',
  interval: 'percentile',
  scheme: 'paired',
  resamples: 10_000,
  seed: 42,
  confidence: 0.95,
};
const means = new Float64Array(10_000);

const setUp = `
import numpy
from scipy import stats
random = numpy.random.default_rng(1)
y = 25 + 2 * random.standard_normal(1000)
x = y + 0.5 + random.standard_normal(1000)
d = x - y
`;

const procedure = (name: string, of: Sample, given: Record<string, unknown> = {}) => {
  const { resolve, compute } = procedureNamed(name);
  const resolved = resolve(given);
  return () => {
    compute(of, resolved);
  };
};

/** 1,000 pairs, 10,000 resamples unless the name says otherwise. */
export const benches: readonly Bench[] = [
  {
    name: 'bootstrap means, 10,000 of 1,000 pairs, against a loop of choice()',
    run: () => resampledMeans(differences, indexSource(stream(42, 'bench')), means),
    python: `${setUp}
def run():
    draws = numpy.random.default_rng(42)
    means = [draws.choice(d, size=len(d), replace=True).mean() for _ in range(10000)]
    numpy.percentile(means, [2.5, 97.5])
`,
  },
  {
    name: 'bootstrap percentile, against one vectorised draw',
    run: () => bootstrap(sample, options),
    python: `${setUp}
def run():
    draws = numpy.random.default_rng(42)
    means = d[draws.integers(0, len(d), (10000, len(d)))].mean(axis=1)
    numpy.percentile(means, [2.5, 97.5])
`,
  },
  {
    name: 'bootstrap BCa, against scipy.stats.bootstrap',
    run: () => bootstrap(sample, { ...options, interval: 'bca' }),
    python: `${setUp}
def run():
    stats.bootstrap((d,), numpy.mean, n_resamples=10000, method="BCa", rng=numpy.random.default_rng(42))
`,
  },
  {
    name: 'bootstrap of independent arms',
    run: () => bootstrap(sample, { ...options, scheme: 'independent' }),
    python: `${setUp}
def run():
    draws = numpy.random.default_rng(42)
    pick = lambda v: v[draws.integers(0, len(v), (10000, len(v)))].mean(axis=1)
    numpy.percentile(pick(x) - pick(y), [2.5, 97.5])
`,
  },
  {
    name: 'bootstrap of 50 clusters, against a loop over subjects',
    run: () => bootstrap(sample, { ...options, scheme: 'cluster' }),
    python: `${setUp}
groups = [d[i::50] for i in range(50)]
def run():
    draws = numpy.random.default_rng(42)
    means = [numpy.concatenate([groups[g] for g in draws.integers(0, 50, 50)]).mean() for _ in range(10000)]
    numpy.percentile(means, [2.5, 97.5])
`,
  },
  {
    name: 'sign-flip test, 10,000 draws, against scipy.stats.permutation_test',
    run: procedure('permutation', sample),
    python: `${setUp}
def run():
    stats.permutation_test((d,), lambda v, axis: v.mean(axis=axis), permutation_type="samples", n_resamples=10000,
                           vectorized=True, rng=numpy.random.default_rng(42))
`,
  },
  {
    name: 'signed-rank, asymptotic',
    run: () => signedRank(differences, { method: 'asymptotic', zeros: 'wilcox', correction: false }),
    python: `${setUp}
def run():
    stats.wilcoxon(d, method="asymptotic")
`,
  },
  {
    name: 'signed-rank, exact, 100 pairs',
    run: procedure('wilcoxon', hundred, { method: 'exact' }),
    python: `${setUp}
def run():
    stats.wilcoxon(d[:100], method="exact")
`,
  },
  {
    name: 'Pearson, Spearman and Kendall',
    run: () => {
      pearson(x, y);
      spearman(x, y);
      kendall(x, y);
    },
    python: `${setUp}
def run():
    stats.pearsonr(x, y).confidence_interval()
    stats.spearmanr(x, y)
    stats.kendalltau(x, y)
`,
  },
];
