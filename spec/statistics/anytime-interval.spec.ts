import { expect } from 'chai';
import { mean, standardDeviation } from '../../harness/numeric/moments.ts';
import { type Stream, stream } from '../../harness/numeric/stream.ts';
import { studentTQuantile } from '../../harness/numeric/student-t.ts';
import { anytimeInterval } from '../../harness/statistics/anytime-interval.ts';
import { clusterMeans } from '../../harness/statistics/clustered.ts';
import { labelsOf } from '../../harness/statistics/clustering.ts';
import { allowsShare } from '../by-chance.ts';
import { expectAgreement } from './expect-agreement.ts';
import { arms, oracles, type Printed } from './oracle-inputs.ts';

const { anytime } = oracles<{ anytime: ([Printed[], Printed[]] | null)[] }>('statistics-anytime');
const tuned = 64;

type Interval = (values: Float64Array) => readonly [number, number];
const held: Interval = (values) => anytimeInterval(values, 0.05, tuned);
/** The interval for one look, looked at again and again. */
const peeked: Interval = (values) => {
  const n = values.length;
  const reach = (studentTQuantile(0.975, n - 1) * standardDeviation(values, 1)) / Math.sqrt(n);
  return [mean(values) - reach, mean(values) + reach];
};

interface World {
  readonly said: string;
  /** Observations before the first look, between looks, and in all. */
  readonly looks: readonly [first: number, step: number, last: number];
  /** One observation of a population whose mean is 0. */
  draw(random: Stream, i: number): number;
}

const usual = [32, 16, 256] as const;
const t3 = (random: Stream) => {
  const squares = [1, 2, 3].reduce((sum) => sum + random.normal() ** 2, 0);
  return random.normal() / Math.sqrt(squares / 3);
};
const worlds: readonly World[] = [
  { said: 'few normal values', looks: [4, 1, 30], draw: (random) => random.normal() },
  {
    said: 'skewed values (exponential)',
    looks: usual,
    draw: (random) => -Math.log(1 - random.uniform()) - 1,
  },
  { said: 'heavy tails (t with 3 degrees of freedom)', looks: usual, draw: t3 },
  {
    said: 'discrete values (0 or 1, a fifth of them 1)',
    looks: usual,
    draw: (random) => (random.uniform() < 0.2 ? 0.8 : -0.2),
  },
  {
    said: 'spreads that differ fourfold',
    looks: usual,
    draw: (random, i) => random.normal() * (i % 5 === 0 ? 4 : 1),
  },
  { said: 'normal values', looks: usual, draw: (random) => random.normal() },
];

const times = 300;
const allowed = (misses: number) => allowsShare(misses, times, [0, 0.05]);

/** How often an interval misses the truth, 0, at one look at least. */
function missed(interval: Interval, { said, looks: [first, step, last], draw }: World): number {
  let misses = 0;
  for (let k = 0; k < times; k++) {
    const random = stream(7, said, k);
    const values = Float64Array.from({ length: last }, (_, i) => draw(random, i));
    for (let n = first; n <= last; n += step) {
      const [low, high] = interval(values.subarray(0, n));
      if (low <= 0 && high >= 0) continue;
      misses++;
      break;
    }
  }
  return misses;
}

describe('the interval of a mean that may be looked at after every observation', () => {
  it("is that of the t statistic's mixture, integrated by SciPy", () => {
    let compared = 0;
    anytime.forEach((wanted, k) => {
      const [x, y] = arms(k);
      const values = x.map((value, i) => value - y[i]!);
      [0.05, 0.1].forEach((alpha, i) => {
        if (!wanted?.[i]) return;
        expectAgreement(anytimeInterval(values, alpha, tuned), wanted[i], `case ${k}`, { floor: 0.01 });
        compared++;
      });
    });
    expect(compared).to.be.at.least(90);
  });

  for (const world of worlds) {
    it(`misses the truth at any look in 5 of 100 runs at most: ${world.said}`, () => {
      expect(missed(held, world)).to.satisfy(allowed);
    });
    it(`fails that law where it is the one for a single look: ${world.said}`, () => {
      expect(missed(peeked, world)).to.not.satisfy(allowed);
    });
  }

  it('holds for subjects of several images alike, and not where images are taken for subjects', () => {
    const images = 4;
    const clustered: World = {
      said: 'subjects of four images alike',
      looks: [32 * images, 16 * images, 160 * images],
      draw: (random) => random.normal(),
    };
    const alike = (values: Float64Array) => {
      const subjects = Array.from(values, (_, i) => String(Math.floor(i / images)));
      const shared = values.map((value, i) => values[i - (i % images)]! + 0.3 * value);
      return { shared, labels: labelsOf(subjects) };
    };
    const bySubject: Interval = (values) => {
      const { shared, labels } = alike(values);
      return held(clusterMeans(shared, labels));
    };
    expect(missed(bySubject, clustered)).to.satisfy(allowed);
    expect(missed((values) => held(alike(values).shared), clustered)).to.not.satisfy(allowed);
  });

  it('moves and stretches with the values, and is wider where it is to be surer', () => {
    const values = Float64Array.from({ length: 40 }, (_, i) => Math.sin(i));
    const [low, high] = held(values);
    const [moved, stretched] = [
      held(values.map((value) => value + 3)),
      held(values.map((value) => -2 * value)),
    ];
    expectAgreement(moved, [low + 3, high + 3], 'moved');
    expectAgreement(stretched, [-2 * high, -2 * low], 'stretched');
    const [lower, higher] = anytimeInterval(values, 0.01, tuned);
    expect(lower < low && higher > high).to.equal(true);
  });

  it('ends where the mixture martingale is 1 / alpha, from two values on', () => {
    for (const [n, alpha, tuned] of [
      [2, 0.5, 1],
      [3, 0.3, 2],
      [9, 0.05, 64],
      [40, 0.1, 7],
    ] as const) {
      const values = Float64Array.from({ length: n }, (_, i) => Math.sin(3 * i) + 5);
      const twice = -2 * Math.log(alpha);
      const c2 = tuned / (twice + Math.log(twice) + 1);
      const martingale = (m: number) => {
        const [s, v] = [values.map((x) => x - m), values.map((x) => (x - m) ** 2)].map((part) =>
          part.reduce((sum, value) => sum + value, 0),
        );
        return Math.sqrt(c2 / (n + c2)) * (1 - s! ** 2 / ((n + c2) * v!)) ** (-n / 2);
      };
      for (const end of anytimeInterval(values, alpha, tuned))
        expect(martingale(end), `${n} values`).to.be.closeTo(1 / alpha, 1e-9 / alpha);
    }
  });

  it('bounds nothing with few values, or with values that do not vary', () => {
    const endless = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    expect(held(Float64Array.of())).to.deep.equal(endless);
    expect(held(Float64Array.of(1, 2, 3))).to.deep.equal(endless);
    expect(held(new Float64Array(50).fill(2))).to.deep.equal(endless);
  });
});
