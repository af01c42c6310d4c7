import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { type Channel, observerChannels } from '../../harness/metrics/observer-channels.ts';
import { type ObserverConvention, resolveObserver } from '../../harness/metrics/set-metrics.ts';
import { createImage } from '../../harness/numeric/image.ts';
import { InputError } from '../../harness/numeric/input-error.ts';
import { mean } from '../../harness/numeric/moments.ts';
import { normalCdf } from '../../harness/numeric/normal.ts';
import { solvePositive } from '../../harness/numeric/solve-positive.ts';
import { stream } from '../../harness/numeric/stream.ts';
import { encodeStack } from '../../harness/pipeline/image-stack.ts';
import { type ObservedSample, observed } from '../../harness/pipeline/observed.ts';
import { decodeRows } from '../../harness/pipeline/row.ts';
import { measureObserverStage } from '../../harness/pipeline/stages/measure-observer.ts';
import { hotellingTemplate } from '../../harness/statistics/hotelling.ts';
import { separation } from '../../harness/statistics/ranking/separation.ts';
import { expectShare } from '../by-chance.ts';
import { everyLawFails } from '../laws/controls.ts';
import { draws, oracle } from '../metrics/oracle-inputs.ts';
import { noContext } from './stage-context.ts';

type Observer = typeof observed;

const side = 9;
const places = [
  [4, 4],
  [4, 13],
];
const convention: ObserverConvention = {
  places,
  side,
  channels: 'difference-of-gaussians',
  lowest: 0.05,
  bands: 4,
  orientations: 1,
  readers: 2,
};
const channels = observerChannels(convention);
/** A signal, and how high it is for the best of linear observers to reach 0.8 in noise of deviation 1. */
const blob = Float64Array.from({ length: side * side }, (_, i) =>
  Math.exp(-(((i % side) - 4) ** 2 + (Math.floor(i / side) - 4) ** 2) / 4),
);
const height = 0.6;

/** Laws of an observer. */
const laws: Readonly<Record<string, (observe: Observer) => void>> = {
  'separates a known signal in white noise as the formula has it: d^2 = s K^-1 s in the channels': (
    observe,
  ) => {
    const images = 600;
    const found = mean(observe('spec', whiteNoise(1, images, height), convention).auc);
    const share = normalCdf(Math.sqrt(analytic(channels)) / Math.SQRT2);
    // The area is the mean of a kernel over all pairs, and so within the limits of as many pairs as images.
    expect(share).to.be.within(0.75, 0.9);
    expectShare(Math.round(found * images), images, [share, share], 'area');
  },

  'finds nothing where there is nothing, from however few images': (observe) => {
    const [worlds, images] = [40, 12];
    const areas = Array.from({ length: worlds }, (_, i) =>
      mean(observe('spec', whiteNoise(100 + i, images, 0), convention).auc),
    );
    const pairs = worlds * images;
    expectShare(Math.round(mean(areas) * pairs), pairs, [0.5, 0.5], 'area');
  },

  'is trained on no image that it rates: other truth for these alone gives the opposite figure': (
    observe,
  ) => {
    const samples = whiteNoise(2, 40, height);
    const turned = samples.map((sample) =>
      sample.reader === 0 ? { ...sample, present: sample.present.map((signal) => !signal) } : sample,
    );
    const of = (found: Float64Array) => mean(found.filter((_, i) => samples[i]!.reader === 0));
    const [before, after] = [observe('spec', samples, convention), observe('spec', turned, convention)];
    expect(of(after.auc)).to.be.closeTo(1 - of(before.auc), 1e-9);
    expect(of(after.detectability)).to.be.closeTo(-of(before.detectability), 1e-9);
  },

  'does not care for the scale of intensities, nor for what is added to all': (observe) => {
    const samples = whiteNoise(3, 40, height);
    const before = observe('spec', samples, convention);
    const moved = samples.map(({ image, ...sample }) => ({
      ...sample,
      image: { ...image, data: image.data.map((value) => 3 + value / 50) },
    }));
    const after = observe('spec', moved, convention);
    after.auc.forEach((value, i) => {
      expect(value).to.be.closeTo(before.auc[i]!, 1e-9);
      expect(after.detectability[i]).to.be.closeTo(before.detectability[i]!, 1e-7);
    });
  },
};

function pack(observe: Observer): void {
  for (const [title, law] of Object.entries(laws)) it(title, () => law(observe));
}

/** Wrong observers: each law must refuse one. */
const planted: Readonly<Record<string, Observer>> = {
  'a template without the covariance': (where, samples, given) =>
    rated(where, samples, given, (_, present, absent) => difference(present, absent)),
  'a template of the images that it rates': (where, samples, given) =>
    rated(where, samples, given, hotellingTemplate, 'the same'),
  'a template of all images': (where, samples, given) =>
    rated(where, samples, given, hotellingTemplate, 'all'),
  'a covariance with 1 added to each variance': (where, samples, given) =>
    rated(where, samples, given, (_, present, absent) => {
      const n = present[0]!.length;
      const data = new Float64Array(n * n);
      const centre = present.map((own) => own.map((value, i) => value - mean(present.map((all) => all[i]!))));
      for (const own of centre)
        for (let i = 0; i < n * n; i++)
          data[i]! += (own[Math.floor(i / n)]! * own[i % n]!) / (present.length - 1);
      for (let i = 0; i < n; i++) data[i * n + i]! += 1;
      return solvePositive({ rows: n, columns: n, data }, difference(present, absent))!;
    }),
};

describe('a channelised Hotelling observer', () => {
  pack(observed);

  describe('has laws that a wrong one fails', () => everyLawFails(pack, observed, planted));

  it("is NumPy's and SciPy's, image by image", () => {
    for (const given of oracle<OracleCase>('observer')) {
      const found = observed('spec', samplesOf(given), {
        ...given,
        places: [
          [5, 5],
          [5, 14],
        ],
        side,
      });
      for (const part of ['auc', 'detectability'] as const) {
        given[part].forEach((wanted, i) => {
          expect(found[part][i], `${given.seed}, ${part}, ${i}`).to.be.closeTo(
            wanted,
            2e-6 * Math.max(1, Math.abs(wanted)),
          );
        });
      }
    }
  });

  it('refuses what it cannot see: a place at the border, images without noise, too few', () => {
    const samples = whiteNoise(4, 8, height);
    expect(() => observed('spec', samples, { ...convention, places: [[3, 4]] })).to.throw(
      InputError,
      'spec: sample 0: expected a square of 9 pixels about row 3, column 4 within the image, got an image of 9x18 pixels; correct the options places or side',
    );
    for (const place of [
      [5, 4],
      [4, 14],
      [4, 3],
    ])
      expect(() => observed('spec', samples, { ...convention, places: [place] })).to.throw(
        InputError,
        'within the image',
      );
    expect(() => hotellingTemplate('spec', [], [])).to.throw(InputError, 'the outputs of all 0 channels');
    const blank = samples.map((sample) => ({
      ...sample,
      image: createImage(1, side, 2 * side, new Float64Array(2 * side * side)),
    }));
    expect(() => observed('spec', blank, convention)).to.throw(
      InputError,
      'spec: expected cases that differ in the outputs of all 4 channels, got 4 with and 4 without a signal, whose covariance has no inverse; give more images or fewer channels, or begin the channels at a higher frequency',
    );
    expect(() => observed('spec', samples.slice(0, 4), convention)).to.throw(InputError, 'has no inverse');
    expect(resolveObserver({ places })).to.deep.equal({
      places,
      side: 15,
      channels: 'difference-of-gaussians',
      lowest: 0.02,
      bands: 8,
      orientations: 4,
      readers: 5,
    });
    for (const wrong of [
      { readers: 1 },
      {
        places: [
          [1, 2],
          [3, 4, 5],
        ],
      },
      { places: [[1, -1]] },
      { side: 4 },
    ])
      expect(() => resolveObserver({ places, ...wrong })).to.throw(InputError, 'metric observer, option ');
    expect(() => resolveObserver({})).to.throw(
      InputError,
      'metric observer, option places: expected a list of [row, column], got []; say about which pixels a signal may lie',
    );
  });

  it('has the same readers in every cell of a data set, all images of a subject with one, and takes signals from masks', () => {
    const rowsOf = (cell: string, dataset: string) => decodeRows(measured(cell, dataset));
    const rows = rowsOf('one', 'd');
    expect(new Set(rows.map(({ score }) => score))).to.eql(
      new Set(['o/auc', 'o/detectability', 'o/auc-of-hr', 'o/detectability-of-hr']),
    );
    expect(rows).to.have.length(4 * 24);
    const valuesOf = (score: string) => rows.filter((row) => row.score === score).map(({ value }) => value);
    expect(valuesOf('o/auc')).to.eql(valuesOf('o/auc-of-hr'));
    expect(mean(valuesOf('o/auc'))).to.be.above(0.6);
    expect(rowsOf('two', 'd').map(({ value }) => value)).to.eql(rows.map(({ value }) => value));
    expect(rowsOf('one', 'e').map(({ value }) => value)).to.not.eql(rows.map(({ value }) => value));
    for (const place of [
      [9, 4],
      [4, 18],
    ])
      expect(() => measured('one', 'd', true, [place])).to.throw(InputError, 'got one of 9x18 pixels');
    expect(() => measured('one', 'd', false)).to.throw(
      InputError,
      'one: sample 0: expected a mask that is set where signals are, and covers all places, got none; give the data set masks, or correct the option places',
    );
  });
});

interface Kernels extends Pick<ObserverConvention, 'channels' | 'lowest' | 'bands' | 'orientations'> {
  readonly values: readonly number[];
}

const { kernels } = (
  JSON.parse(readFileSync(new URL('../../golden/oracles/observer.json', import.meta.url), 'utf8')) as {
    conventions: { kernels: readonly Kernels[] };
  }
).conventions;

describe('channels of an observer', () => {
  it('are those that numerical integration over frequencies gives', () => {
    for (const { values, ...given } of kernels) {
      const found = observerChannels({ ...given, side }).flatMap((channel) => [...channel]);
      expect(found).to.have.length(values.length);
      found.forEach((value, i) => {
        expect(value).to.be.closeTo(values[i]!, 1e-9);
      });
    }
  });
});

interface OracleCase extends Omit<ObserverConvention, 'places' | 'side'> {
  readonly seed: number;
  readonly images: number;
  readonly amount: number;
  readonly both: boolean;
  readonly levels: number;
  readonly auc: readonly number[];
  readonly detectability: readonly number[];
}

/** The samples of a case, as golden/oracles/observer.py makes them. */
function samplesOf({ seed, images, readers, amount, both, levels }: OracleCase): ObservedSample[] {
  const [rows, columns] = [11, 20];
  const n = rows * columns;
  const u = draws(seed, images * n + images);
  return Array.from({ length: images }, (_, i) => {
    const noise = u.subarray(images + i * n, images + (i + 1) * n);
    const present = both && i % 3 < 2 ? [i % 3 === 0, i % 3 === 0] : [u[i]! < 0.5, u[i]! >= 0.5];
    const data = noise.map((own, at) => {
      const [y, x] = [Math.floor(at / columns), at % columns];
      const left = noise[y * columns + ((x + columns - 1) % columns)]!;
      const above = noise[((y + rows - 1) % rows) * columns + x]!;
      const signal = [5, 14].reduce(
        (sum, column, k) => (present[k] ? sum + amount / (1 + ((y - 5) ** 2 + (x - column) ** 2) / 2) : sum),
        own + left + above,
      );
      return levels ? roundHalfEven(signal * levels) / levels : signal;
    });
    return { id: `${i}`, image: createImage(1, rows, columns, data), present, reader: i % readers };
  });
}

function roundHalfEven(value: number): number {
  const below = Math.floor(value);
  return value - below === 0.5 ? below + (below % 2) : Math.round(value);
}

/** Images of white noise with the signal at one of two places, by turns rated by either reader. */
function whiteNoise(seed: number, images: number, amount: number): ObservedSample[] {
  const random = stream(seed, 'white noise');
  return Array.from({ length: images }, (_, i) => {
    const first = random.uniform() < 0.5;
    const data = Float64Array.from({ length: 2 * side * side }, (_, at) => {
      const [y, x] = [Math.floor(at / (2 * side)), at % (2 * side)];
      const here = first === x < side;
      return random.normal() + (here ? amount * blob[y * side + (x % side)]! : 0);
    });
    return {
      id: `${i}`,
      image: createImage(1, side, 2 * side, data),
      present: [first, !first],
      reader: i % 2,
    };
  });
}

/** The squared detectability of the signal in white noise of deviation 1, through the channels. */
function analytic(bank: readonly Channel[]): number {
  const inner = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
  const n = bank.length;
  const seen = Float64Array.from(bank, (channel) => height * inner(channel, blob));
  const data = Float64Array.from({ length: n * n }, (_, i) => inner(bank[Math.floor(i / n)]!, bank[i % n]!));
  return inner(seen, solvePositive({ rows: n, columns: n, data }, seen)!);
}

function difference(present: readonly Float64Array[], absent: readonly Float64Array[]): Float64Array {
  const centre = (cases: readonly Float64Array[], i: number) => mean(cases.map((own) => own[i]!));
  return present[0]!.map((_, i) => centre(present, i) - centre(absent, i));
}

/** An observer by another template, or one trained on other images than it should be. */
function rated(
  where: string,
  samples: readonly ObservedSample[],
  { places: at }: ObserverConvention,
  template: typeof hotellingTemplate,
  trainedOn: 'the others' | 'the same' | 'all' = 'the others',
) {
  const outputs = samples.map(({ image, present }) =>
    at.map(([row, column], k) => ({
      signal: present[k]!,
      values: Float64Array.from(channels, (channel) =>
        channel.reduce(
          (sum, weight, i) =>
            sum +
            weight * image.data[(row! - 4 + Math.floor(i / side)) * image.width + column! - 4 + (i % side)]!,
          0,
        ),
      ),
    })),
  );
  const auc = new Float64Array(samples.length);
  const detectability = new Float64Array(samples.length);
  for (const reader of [0, 1]) {
    const own = samples.flatMap((sample, i) => (sample.reader === reader ? [i] : []));
    const training = samples.flatMap((sample, i) =>
      trainedOn === 'all' || (sample.reader === reader) === (trainedOn === 'the same') ? outputs[i]! : [],
    );
    const of = (signal: boolean) =>
      training.filter((one) => one.signal === signal).map(({ values }) => values);
    const weights = template(where, of(true), of(false));
    const rating = (values: Float64Array) => values.reduce((sum, value, i) => sum + value * weights[i]!, 0);
    const found = separation(
      where,
      own.map((i) => ({
        present: outputs[i]!.filter(({ signal }) => signal).map(({ values }) => rating(values)),
        absent: outputs[i]!.filter(({ signal }) => !signal).map(({ values }) => rating(values)),
      })),
    );
    own.forEach((i, place) => {
      auc[i] = found.auc[place]!;
      detectability[i] = found.detectability[place]!;
    });
  }
  return { auc, detectability };
}

function measured(cell: string, dataset: string, masked = true, at: readonly (readonly number[])[] = places) {
  const samples = whiteNoise(5, 24, 2 * height);
  const stack = (masks: boolean) =>
    encodeStack(
      samples.map(({ id, image, present }) => {
        const mask = new Float64Array(2 * side * side);
        for (const [k, [row, column]] of places.entries())
          mask[row! * 2 * side + column!] = Number(present[k]);
        return {
          id,
          subject: `s${Math.floor(Number(id) / 2)}`,
          image,
          ...(masks && { mask: createImage(1, side, 2 * side, mask) }),
        };
      }),
    );
  const { readers: _, ...options } = convention;
  const params = { cell, dataset, score: { id: 'o', convention: { ...options, places: at, readers: 3 } } };
  const inputs = { images: stack(false), reference: stack(masked) };
  return measureObserverStage.run(params, inputs, '', noContext) as Record<string, Uint8Array>;
}
