import { createImage } from '../../harness/numeric/image.ts';
import { type Stream, stream } from '../../harness/numeric/stream.ts';
import type { Convention } from '../../harness/record/infer/score/convention.ts';
import { extremesOf } from '../../harness/record/infer/score/extremes.ts';
import type { Inferable } from '../../harness/record/infer/score/inferable.ts';
import {
  planReadings,
  type ReadImage,
  readImagePair,
  valuesOf,
} from '../../harness/record/infer/score/readings.ts';
import type { SetFacts } from '../../harness/record/infer/score/search.ts';
import type { Sides, VolumeEnds } from '../../harness/record/infer/score/view.ts';

/** Facts of one grey image in [0, 1] that is no step of 8 bits. */
export const plainFacts: SetFacts = {
  colour: false,
  reconstructions: false,
  subjects: 1,
  severalOfSubject: false,
  beyond: false,
  steps: false,
  withoutError: false,
  size: null,
  counts: [1],
  images: 1,
};

/** One image of a set, whose it is. */
export interface Member {
  readonly subject: string;
  readonly sides: Sides;
}

/** A set of images as a folder may hold it: of one or several subjects, grey or in colour, in 8 bits or not. */
export function drawSet(seed: number, side: number): readonly Member[] {
  const random = stream(seed, 'a set of images');
  const images = 2 + random.below(4);
  const subjects = 1 + random.below(images);
  const channels = random.below(3) === 0 ? 3 : 1;
  const bits8 = random.below(2) === 0;
  return Array.from({ length: images }, (_, k) => ({
    subject: `s${k % subjects}`,
    sides: drawSides(random, channels, side, bits8),
  }));
}

function drawSides(random: Stream, channels: number, side: number, bits8: boolean): Sides {
  const [level, noise, fine] = [
    0.4 + 0.5 * random.uniform(),
    0.02 + 0.1 * random.uniform(),
    random.uniform(),
  ];
  const kept = (value: number) =>
    bits8 ? Math.floor(Math.min(1, Math.max(0, value)) * 255 + 0.5) / 255 : value;
  const plane = side * side;
  const clean = Float64Array.from({ length: channels * plane }, (_, i) => {
    const [x, y] = [i % side, Math.floor((i % plane) / side)];
    const wave = Math.sin(x / (1 + 3 * fine) + i / plane) * Math.cos(y / (2 + fine));
    return level * (0.5 + 0.45 * wave) + 0.02 * random.normal();
  });
  const made = (by: number) =>
    createImage(
      channels,
      side,
      side,
      clean.map((value) => kept(value + by * random.normal())),
    );
  return { reference: made(0), image: made(noise), reconstruction: made(noise / 3) };
}

/** What the command line would find out about a set. */
export function factsOf(set: readonly Member[]): SetFacts {
  const all = set.flatMap(({ sides }) => Object.values(sides));
  const subjects = new Set(set.map(({ subject }) => subject)).size;
  const values = (holds: (value: number) => boolean) => all.every(({ data }) => data.every(holds));
  return {
    colour: all.some(({ channels }) => channels > 1),
    reconstructions: true,
    subjects,
    severalOfSubject: subjects < set.length,
    beyond: !values((value) => value >= 0 && value <= 1),
    steps: values((value) => Math.abs(value * 255 - Math.round(value * 255)) < 1e-9),
    withoutError: false,
    size: [all[0].height, all[0].width],
    counts: [set.length],
    images: set.length,
  };
}

/** The extremes of both sides over a subject. */
function endsOf(set: readonly Member[], subject: string): VolumeEnds {
  const own = set.filter((member) => member.subject === subject);
  const over = (side: 'image' | 'reference') => {
    const ends = own.map(({ sides }) => extremesOf(sides[side].data));
    return [Math.min(...ends.map(([low]) => low)), Math.max(...ends.map(([, high]) => high))] as const;
  };
  return { image: over('image'), reference: over('reference') };
}

/** What each convention gives of a set, or why it gives nothing. */
export async function valuesOfSet(
  metric: Inferable,
  conventions: readonly Convention[],
  set: readonly Member[],
): Promise<readonly (number | string)[]> {
  const plan = planReadings(metric, conventions);
  const images: ReadImage[] = [];
  for (const { subject, sides } of set) {
    const ends = endsOf(set, subject);
    const readings = await readImagePair(metric, plan, sides, ends);
    images.push({ subject, extremes: ends.reference, readings });
  }
  return valuesOf(metric, plan, conventions, images);
}
