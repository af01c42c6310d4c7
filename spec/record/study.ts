import { mean, variance } from '../../harness/numeric/moments.ts';
import { fillIndices, indexSource } from '../../harness/numeric/random-indices.ts';
import { type Stream, stream } from '../../harness/numeric/stream.ts';
import type { CheckDeclaration } from '../../harness/record/check.ts';
import type { PrintedRecord } from '../../harness/record/record.ts';
import { resolveRecord } from '../../harness/record/resolve-record.ts';
import { pearson } from '../../harness/statistics/correlation.ts';
import { signedRank } from '../../harness/statistics/signed-rank.ts';

/** What a random study looks like. */
export interface StudyOptions {
  /** Pairs of each data set. */
  readonly n: readonly number[];
  /** Mean difference of the two arms over the sd of the differences. */
  readonly effect: number;
  /** Correlation between the arms. */
  readonly correlation: number;
  readonly shape: 'normal' | 'skewed' | 'heavy';
  /** Resamples of the bootstrap; 0 leaves the intervals out. */
  readonly resamples: number;
}

/** The true figures of a study, before rounding. */
export interface Study extends StudyOptions {
  readonly sets: readonly SetFigures[];
  readonly r2: number;
  readonly r: number;
}

export interface SetFigures {
  readonly first: number;
  readonly second: number;
  readonly delta: number;
  readonly dz: number;
  /** The difference over the pooled sd of the arms. */
  readonly pooled: number;
  readonly p: { readonly twoSided: number; readonly oneSided: number };
  readonly paired: readonly [number, number];
  readonly independent: readonly [number, number];
  readonly ceilings: readonly [number, number];
}

/** A random study: two arms on paired images of several data sets, with autoencoder ceilings. */
export function drawStudy(seed: number, options: StudyOptions): Study {
  const random = stream(seed, 'study');
  const sets = options.n.map((n, at) => drawSet(random, stream(seed, 'resample', at), n, options));
  const { r, r2 } = pearson(...points(sets));
  return { ...options, sets, r, r2 };
}

/** Ceilings and scores, two points of each data set. */
export function points(sets: readonly SetFigures[]): [Float64Array, Float64Array] {
  return [
    Float64Array.from(sets.flatMap(({ ceilings }) => ceilings)),
    Float64Array.from(sets.flatMap(({ first, second }) => [first, second])),
  ];
}

/** The study as a paper would print it, with the checks that the paper's own record uses. */
export function printStudy({ sets, n, r, r2, resamples }: Study): PrintedRecord {
  const names = sets.map((_, i) => `set${i}`);
  const gains = sets.map(({ delta }) => delta);
  const column = (name: string, kind: 'decibel' | 'count' | 'effect' | 'probability' = 'decibel') => ({
    name,
    kind,
  });
  const lone = (
    id: string,
    kind: 'decibel' | 'count' | 'correlation' | 'determination',
    printed: string,
  ) => ({
    id,
    place: 'text',
    source: 'other' as const,
    kind,
    printed,
  });
  return {
    title: 'study',
    document: { uri: 'https://example.org', title: 'study' },
    tables: [
      {
        id: 'scores',
        title: 'scores',
        place: 'Table 1',
        source: 'other',
        columns: ['first', 'second', 'ceilingFirst', 'ceilingSecond'].map((name) => column(name)),
        rows: sets.map(({ first, second, ceilings }, i) => ({
          key: [names[i]],
          values: [first, second, ...ceilings].map((value) => value.toFixed(2)),
        })),
      },
      {
        id: 'tests',
        title: 'tests',
        place: 'Table 2',
        source: 'other',
        columns: [
          column('n', 'count'),
          column('delta'),
          column('d', 'effect'),
          column('p', 'probability'),
          column('low'),
          column('high'),
        ],
        rows: sets.map(({ delta, dz, p, paired }, i) => ({
          key: [names[i]],
          values: [
            String(n[i]),
            delta.toFixed(2),
            dz.toFixed(3),
            p.twoSided.toExponential(1),
            ...paired.map((end) => end.toFixed(2)),
          ],
        })),
      },
    ],
    figures: [
      lone('total', 'count', String(n.reduce((sum, one) => sum + one, 0))),
      lone('low', 'decibel', Math.min(...gains).toFixed(2)),
      lone('high', 'decibel', Math.max(...gains).toFixed(2)),
      lone('r', 'correlation', r.toFixed(2)),
      lone('r2', 'determination', r2.toFixed(2)),
    ],
    checks: (resolveRecord({ checks: checksOf(names, resamples) }, 'study').value as PrintedRecord).checks,
  };
}

function checksOf(names: readonly string[], resamples: number): CheckDeclaration[] {
  const each = { set: names };
  const check = (
    id: string,
    rule: string,
    options: Record<string, unknown>,
    over?: typeof each,
  ): CheckDeclaration => ({
    id: over ? `${id}-{set}` : id,
    rule,
    statement: id,
    with: options,
    ...(over && { for: over }),
  });
  return [
    check(
      'gain',
      'difference',
      { of: ['scores/{set}/first', 'scores/{set}/second'], printed: 'tests/{set}/delta' },
      each,
    ),
    check('range', 'extremes', { of: ['tests/*/delta'], low: 'low', high: 'high' }),
    check('total', 'total', { of: ['tests/*/n'], printed: 'total' }),
    check(
      'p',
      'signed-rank-p',
      {
        p: 'tests/{set}/p',
        n: 'tests/{set}/n',
        sided: 'two',
        method: 'asymptotic',
        correction: false,
        ties: 'none',
      },
      each,
    ),
    check('regression', 'correlation', {
      x: names.flatMap((name) => [`scores/${name}/ceilingFirst`, `scores/${name}/ceilingSecond`]),
      y: names.flatMap((name) => [`scores/${name}/first`, `scores/${name}/second`]),
      r: 'r',
      r2: 'r2',
    }),
    ...(resamples === 0
      ? []
      : [
          check(
            'interval',
            'effect-interval',
            {
              delta: 'tests/{set}/delta',
              d: 'tests/{set}/d',
              n: 'tests/{set}/n',
              low: 'tests/{set}/low',
              high: 'tests/{set}/high',
              effect: 'dz',
              pairing: 'paired',
              method: 'bootstrap',
              resamples,
            },
            each,
          ),
        ]),
  ];
}

function drawSet(random: Stream, resampling: Stream, n: number, options: StudyOptions): SetFigures {
  const { effect, correlation, resamples } = options;
  const level = 22 + 8 * random.uniform();
  const sd = 1 + 2 * random.uniform();
  // The differences of arms with one sd and this correlation have sd sqrt(2 (1 - r)) of it.
  const shift = effect * sd * Math.sqrt(2 * (1 - correlation));
  const [shared, own] = [Math.sqrt(correlation), Math.sqrt(1 - correlation)];
  const first = new Float64Array(n);
  const second = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const common = shared * noise(random, options.shape);
    first[i] = level + shift + sd * (common + own * noise(random, options.shape));
    second[i] = level + sd * (common + own * noise(random, options.shape));
  }
  const differences = first.map((value, i) => value - second[i]);
  const { p } = signedRank(differences, { method: 'asymptotic', zeros: 'wilcox', correction: false });
  const delta = mean(differences);
  const spread = Math.sqrt(variance(differences, 1));
  const ceiling = () => level + 4 + 8 * random.uniform();
  return {
    first: mean(first),
    second: mean(second),
    delta,
    dz: delta / spread,
    pooled: delta / Math.sqrt((variance(first, 1) + variance(second, 1)) / 2),
    p: { twoSided: p.twoSided, oneSided: Math.min(p.greater, p.less) },
    ...bootstrap(resampling, first, second, resamples),
    ceilings: [ceiling(), ceiling()],
  };
}

function noise(random: Stream, shape: StudyOptions['shape']): number {
  if (shape === 'normal') return random.normal();
  if (shape === 'skewed') return -Math.log(1 - random.uniform()) - 1;
  // A normal scaled by a heavy-tailed factor of second moment 1: kurtosis without bound in small samples.
  return random.normal() * (random.uniform() < 0.1 ? 2.65 : 0.575);
}

function bootstrap(
  resampling: Stream,
  first: Float64Array,
  second: Float64Array,
  resamples: number,
): Pick<SetFigures, 'paired' | 'independent'> {
  if (resamples === 0) return { paired: [0, 0], independent: [0, 0] };
  const n = first.length;
  const source = indexSource(resampling);
  const [one, other] = [new Int32Array(n), new Int32Array(n)];
  const paired = new Float64Array(resamples);
  const independent = new Float64Array(resamples);
  for (let b = 0; b < resamples; b++) {
    fillIndices(source, n, one);
    fillIndices(source, n, other);
    let [together, apart] = [0, 0];
    for (let i = 0; i < n; i++) {
      together += first[one[i]] - second[one[i]];
      apart += first[one[i]] - second[other[i]];
    }
    paired[b] = together / n;
    independent[b] = apart / n;
  }
  return { paired: percentiles(paired), independent: percentiles(independent) };
}

function percentiles(values: Float64Array): [number, number] {
  const sorted = values.sort();
  const at = (share: number) => {
    const position = share * (sorted.length - 1);
    const below = Math.floor(position);
    return (
      sorted[below] + (position - below) * (sorted[Math.min(below + 1, sorted.length - 1)] - sorted[below])
    );
  };
  return [at(0.025), at(0.975)];
}
