import type { Convention } from '../../harness/record/infer/score/convention.ts';
import type { Member } from './score-sets.ts';

type Planes = readonly (readonly (readonly number[])[])[];

/**
 * The mean PSNR of a set under a convention without a resize, written down as one would in a notebook: nested lists, one
 * step after the other, nothing shared and nothing of the harness but the images.
 */
export function naivePsnr(convention: Convention, set: readonly Member[]): number {
  const seen = set.map(({ subject, sides }) => {
    const truth = convention.reference === 'reconstruction' ? sides.reconstruction! : sides.reference;
    const volume = (side: 'image' | 'reference') =>
      endsOf(set.flatMap((one) => (one.subject === subject ? planesOf(one.sides[side]) : [])));
    let [a, r] = [planesOf(sides.image), planesOf(truth)];
    const ends = {
      'as-is': undefined,
      minmax: [endsOf(a), endsOf(r)],
      'minmax-reference': [endsOf(r), endsOf(r)],
      'minmax-volume': [volume('image'), volume('reference')],
    }[convention.scale!];
    if (ends) {
      [a, r] = [a, r].map((planes, i) => {
        const [low, high] = ends[i];
        return each(planes, (value) => clip((value - low) / (high - low)));
      });
    }
    const { values, channels } = convention;
    [a, r] = [a, r].map((planes) => inChannels(saved(planes, values!), channels!));
    [a, r] = [a, r].map((planes) => cropped(planes, Number(convention.crop)));
    const errors = a.flatMap((plane, c) =>
      plane.flatMap((row, y) => row.map((v, x) => (v - r[c][y][x]) ** 2)),
    );
    return { subject, errors, own: endsOf(r), volume: volume('reference') };
  });
  const subjects = [...new Set(set.map(({ subject }) => subject))];
  const groups = {
    images: seen.map((one) => [one]),
    pooled: [seen],
    volumes: subjects.map((subject) => seen.filter((one) => one.subject === subject)),
  }[convention.average as 'images' | 'pooled' | 'volumes'];
  const scores = groups.map((group) => {
    const errors = group.flatMap((one) => one.errors);
    const [{ own, volume }] = group;
    const peak = {
      '1': 1,
      '255': 255,
      '2': 2,
      'signed-1': 0.5,
      maximum: own[1],
      range: own[1] - own[0],
      'maximum-volume': volume[1],
      'range-volume': volume[1] - volume[0],
    }[convention.peak as '1'];
    return 20 * Math.log10(peak) - 10 * Math.log10(mean(errors));
  });
  return mean(scores);
}

function planesOf({ channels, height, width, data }: Member['sides']['image']): Planes {
  return Array.from({ length: channels }, (_, c) =>
    Array.from({ length: height }, (_, y) => [
      ...data.subarray((c * height + y) * width, (c * height + y + 1) * width),
    ]),
  );
}

function each(planes: Planes, change: (value: number) => number): Planes {
  return planes.map((plane) => plane.map((row) => row.map(change)));
}

function saved(planes: Planes, values: string): Planes {
  if (values === 'as-is') return planes;
  const clipped = each(planes, clip);
  if (values === 'clip') return clipped;
  return each(
    clipped,
    (value) => (values === 'round' ? Math.floor(value * 255 + 0.5) : Math.trunc(value * 255)) / 255,
  );
}

function inChannels(planes: Planes, channels: string): Planes {
  if (channels === 'all') return planes;
  const [r, g, b] = planes.length === 1 ? [planes[0], planes[0], planes[0]] : planes;
  const mixed = (weights: readonly number[], over: number, plus: number) =>
    r.map((row, y) =>
      row.map((v, x) => (plus + weights[0] * v + weights[1] * g[y][x] + weights[2] * b[y][x]) / over),
    );
  return [channels === 'y' ? mixed([65.481, 128.553, 24.966], 255, 16) : mixed([1, 1, 1], 3, 0)];
}

function cropped(planes: Planes, border: number): Planes {
  return planes.map((plane) =>
    plane.slice(border, plane.length - border).map((row) => row.slice(border, row.length - border)),
  );
}

function endsOf(planes: Planes): readonly [number, number] {
  const values = planes.flat(2);
  return [Math.min(...values), Math.max(...values)];
}

function clip(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
