import type { Stream } from '../../harness/numeric/stream.ts';

/** A truth to draw scores from: how many, of whom, and how the differences between two methods spread. */
export interface World {
  readonly id: string;
  /** In words, as `latent-sr explain` says it. */
  readonly said: string;
  /** Images of each subject. */
  readonly sizes: (random: Stream) => readonly number[];
  /** What a subject and an image add: of what both methods score, and of their difference. */
  readonly level: Noise;
  readonly difference: Noise;
  /** The share of the variance of either that the images of a subject have in common. */
  readonly shared: number;
  /** How much wider differences spread where both methods score higher: the spread is times exp(this x level). */
  readonly widening?: number;
  /** Scores and differences are rounded to multiples of this. */
  readonly step?: number;
}

/** A draw with mean 0. */
type Noise = (random: Stream) => number;

const normal: Noise = (random) => random.normal();
/** Log-normal, its skewness 2.3; mean 0 and variance 1. */
const skewed: Noise = (random) => (Math.exp(0.63 * random.normal()) - Math.exp(0.63 ** 2 / 2)) / 0.853;
/** Student's t with three degrees of freedom, over its standard deviation. */
const heavy: Noise = (random) => {
  const chi = random.normal() ** 2 + random.normal() ** 2 + random.normal() ** 2;
  return random.normal() / Math.sqrt(chi / 3) / Math.sqrt(3);
};

const alone = (n: number) => () => Array.from({ length: n }, () => 1);
const forty = { sizes: alone(40), level: normal, difference: normal, shared: 0 };

/** The worlds over which intervals and verdicts are measured. */
export const worlds: readonly World[] = [
  { ...forty, id: 'normal', said: '40 images, normal' },
  { ...forty, id: 'n=8', said: '8 images, normal', sizes: alone(8) },
  { ...forty, id: 'skewed', said: '40 images, skewed', level: skewed, difference: skewed },
  { ...forty, id: 'heavy-tailed', said: '40 images, heavy-tailed', level: heavy, difference: heavy },
  { ...forty, id: 'discrete', said: '40 images, few distinct values', step: 1 },
  { ...forty, id: 'heteroscedastic', said: '40 images, spread that grows with the score', widening: 0.7 },
  {
    ...forty,
    id: 'clustered',
    said: '20 subjects of 1 to 8 images',
    shared: 0.5,
    sizes: (random) => Array.from({ length: 20 }, () => 1 + random.below(8)),
  },
  {
    ...forty,
    id: 'few subjects',
    said: '6 subjects of 10 images',
    shared: 0.5,
    sizes: () => Array.from({ length: 6 }, () => 10),
  },
];

/** Scores of images: a common level y, and methods that differ from it. */
export interface Drawn {
  readonly ids: readonly string[];
  readonly clusters: readonly string[];
  readonly level: Float64Array;
  /** level + effect + difference, by method. */
  readonly methods: readonly Float64Array[];
}

/**
 * Draws from a world.
 * @param effects for each method the mean of its difference from the level, in standard deviations of the differences
 * @param times as many subjects; a population is a draw of many
 */
export function drawn(world: World, random: Stream, effects: readonly number[], times: number): Drawn {
  const { level, difference, shared, widening = 0, step } = world;
  const [ids, clusters, levels]: [string[], string[], number[]] = [[], [], []];
  const methods: number[][] = effects.map(() => []);
  const both = (noise: Noise, common: number) =>
    Math.sqrt(shared) * common + Math.sqrt(1 - shared) * noise(random);
  const onGrid = (value: number) => (step === undefined ? value : Math.round(value / step) * step);
  for (let time = 0; time < times; time++) {
    for (const size of world.sizes(random)) {
      const common = level(random);
      const differences = effects.map(() => difference(random));
      const subject = `s${String(ids.length).padStart(6, '0')}`;
      for (let image = 0; image < size; image++) {
        const score = both(level, common);
        ids.push(size === 1 ? subject : `${subject}-${String(image).padStart(2, '0')}`);
        clusters.push(subject);
        levels.push(onGrid(score));
        effects.forEach((effect, k) => {
          const gain = both(difference, differences[k]!) * Math.exp(widening * score);
          methods[k]!.push(onGrid(score) + onGrid(effect + gain));
        });
      }
    }
  }
  return {
    ids,
    clusters,
    level: Float64Array.from(levels),
    methods: methods.map((m) => Float64Array.from(m)),
  };
}
