import { stream } from '../../harness/numeric/stream.ts';
import { procedureNamed } from '../../harness/statistics/catalogue.ts';
import type { Sample } from '../../harness/statistics/procedure.ts';
import type { Bench } from './bench.ts';

/** Procedures on 1,000, 100,000 and 1,000,000 pairs: none may grow faster than SciPy's or NumPy's. */
export function sizeBenches(): readonly Bench[] {
  return [1e3, 1e5, 1e6].flatMap((n) =>
    Object.entries(counterparts).map(([name, { given = {}, python, of }]) => {
      const { resolve, compute } = procedureNamed(name);
      const options = resolve(given);
      let sample: Sample | undefined;
      return {
        name: `${name}, ${n.toLocaleString('en')} pairs`,
        run: () => {
          sample ??= of ? of(sampleOf(n)) : sampleOf(n);
          compute(sample, options);
        },
        python: `${setUp(n)}${python}`,
      };
    }),
  );
}

interface Counterpart {
  readonly given?: Readonly<Record<string, unknown>>;
  /** What is made of the columns. */
  readonly of?: (sample: Sample) => Sample;
  /** Defines `run()` over x, y, d and n, and may set up more. */
  readonly python: string;
}

const resamples = 100;

const counterparts: Readonly<Record<string, Counterpart>> = {
  wilcoxon: {
    python: `
def run():
    stats.wilcoxon(d, method="asymptotic")
`,
  },
  permutation: {
    given: { resamples },
    python: `
def run():
    draws = numpy.random.default_rng(42)
    sums = [(d * (2 * draws.integers(0, 2, n) - 1)).sum() for _ in range(100)]
    (numpy.abs(sums) >= abs(d.sum())).sum()
`,
  },
  'effect-size': {
    python: `
def run():
    for v in (x, y, d):
        v.mean(), v.std(ddof=1)
    ranks = stats.rankdata(abs(d))
    ranks[d > 0].sum(), numpy.searchsorted(numpy.sort(d), -d)
    for t, df in ((d.mean() / d.std(ddof=1) * n**0.5, n - 1), ((x.mean() - y.mean()) / x.std() * (n / 2) ** 0.5, 2 * n - 2)):
        for q in (0.975, 0.025):
            optimize.brentq(lambda c: stats.nct.cdf(t, df, c) - q, t - 5, t + 5)
`,
  },
  bootstrap: {
    given: { resamples },
    python: `
def run():
    draws = numpy.random.default_rng(42)
    numpy.percentile([d[draws.integers(0, n, n)].mean() for _ in range(100)], [2.5, 97.5])
`,
  },
  clustered: {
    given: { resamples },
    of: (sample) => ({
      ...sample,
      clusters: sample.ids.map((_, i) => `s${i % Math.max(10, sample.ids.length / 20)}`),
    }),
    python: `
names = numpy.array([f"s{i % max(10, n // 20)}" for i in range(n)], dtype=object)
import pandas
def run():
    codes = pandas.factorize(names)[0]
    size, total = numpy.bincount(codes), numpy.bincount(codes, d)
    (numpy.bincount(codes, d - d.mean()) ** 2 / (1 - size / n)).sum()
    draws = numpy.random.default_rng(42)
    picks = [draws.integers(0, len(size), len(size)) for _ in range(100)]
    numpy.percentile([total[g].sum() / size[g].sum() for g in picks], [2.5, 97.5])
    stats.wilcoxon(total / size, method="asymptotic")
`,
  },
  equivalence: {
    given: { margin: 1 },
    python: `
def run():
    stats.ttest_1samp(d, 1, alternative="less"), stats.ttest_1samp(d, -1, alternative="greater").confidence_interval()
`,
  },
  correlation: {
    python: `
def run():
    stats.pearsonr(x, y).confidence_interval()
    stats.spearmanr(x, y)
    stats.kendalltau(x, y)
`,
  },
  'linear-fit': {
    given: { resamples },
    python: `
def run():
    stats.linregress(x, y)
    draws = numpy.random.default_rng(42)
    for _ in range(100):
        i = draws.integers(0, n, n)
        a, b = x[i], y[i]
        a = a - a.mean()
        (a @ b) / (a @ a)
`,
  },
  'bland-altman': {
    given: { resamples },
    python: `
def run():
    d.mean(), d.std(ddof=1)
    stats.linregress((x + y) / 2, d)
`,
  },
  adjustment: {
    of: ({ ids, clusters, x }) => ({ ids, clusters, x: x.map((value) => Math.abs(value % 1)) }),
    python: `
p = abs(x % 1)
def run():
    stats.false_discovery_control(p)
    order = numpy.argsort(p)
    numpy.maximum.accumulate(p[order] * (n - numpy.arange(n)))
    dict(zip(names, p)), dict(zip(names, p))
`,
  },
  'two-groups': {
    of: (sample) => ({ ...sample, y: sample.x.map((_, i) => i % 2) }),
    python: `
def run():
    stats.ttest_ind(x[::2], x[1::2], equal_var=False).confidence_interval()
`,
  },
  summary: {
    python: `
def run():
    d.mean(), d.std(ddof=1), d.min(), d.max()
    numpy.percentile(d, [2.5, 25, 50, 75, 97.5])
`,
  },
};

function sampleOf(n: number): Sample {
  const random = stream(1, 'bench statistics');
  const y = Float64Array.from({ length: n }, () => 25 + 2 * random.normal());
  const x = y.map((value) => value + 0.5 + random.normal());
  const ids = Array.from(x, (_, i) => `image${String(i).padStart(7, '0')}`);
  return { ids, clusters: ids, x, y };
}

function setUp(n: number): string {
  return `
import numpy
from scipy import optimize, stats
random = numpy.random.default_rng(1)
n = ${n}
y = 25 + 2 * random.standard_normal(n)
x = y + 0.5 + random.standard_normal(n)
d = x - y
names = [f"image{i:07d}" for i in range(n)]
`;
}
