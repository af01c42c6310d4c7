import { expect } from 'chai';
import { observerChannels } from '../../harness/metrics/observer-channels.ts';
import type { ObserverConvention } from '../../harness/metrics/set-metrics.ts';
import { createImage } from '../../harness/numeric/image.ts';
import { mean, standardDeviation } from '../../harness/numeric/moments.ts';
import { normalCdf } from '../../harness/numeric/normal.ts';
import { stream } from '../../harness/numeric/stream.ts';
import { studentTQuantile } from '../../harness/numeric/student-t.ts';
import { type ObservedSample, observed } from '../../harness/pipeline/observed.ts';
import { hotellingTemplate } from '../../harness/statistics/hotelling.ts';
import { allowsShare, expectShare } from '../by-chance.ts';

const [side, images, worlds, height] = [7, 100, 400, 0.8];
const convention: ObserverConvention = {
  places: [
    [3, 3],
    [3, 10],
  ],
  side,
  channels: 'difference-of-gaussians',
  lowest: 0.06,
  bands: 3,
  orientations: 1,
  readers: 5,
};
const channels = observerChannels(convention);
const blob = Float64Array.from({ length: side * side }, (_, i) =>
  Math.exp(-(((i % side) - 3) ** 2 + (Math.floor(i / side) - 3) ** 2) / 4),
);

describe("intervals of an observer's figures", () => {
  it("hold what the readers' templates truly reach, in about 95 of 100 worlds of white noise; those of half the influences do not", () => {
    const held = { auc: 0, detectability: 0, half: 0 };
    for (let world = 0; world < worlds; world++) {
      const samples = whiteNoise(world);
      const found = observed('spec', samples, convention);
      const truth = mean([0, 1, 2, 3, 4].map((reader) => reached(samples, reader).auc));
      const d = mean([0, 1, 2, 3, 4].map((reader) => reached(samples, reader).detectability));
      held.auc += Number(holds(found.auc, truth));
      held.detectability += Number(holds(found.detectability, d));
      held.half += Number(
        holds(
          found.auc.map((own) => (own + mean(found.auc)) / 2),
          truth,
        ),
      );
    }
    for (const figure of ['auc', 'detectability'] as const)
      expectShare(held[figure], worlds, [0.95, 0.95], figure, 2);
    expect(held.half).to.not.satisfy((count: number) => allowsShare(count, worlds, [0.95, 1], 2));
  });
});

/** Whether Student's interval of the mean holds a value. */
function holds(values: Float64Array, truth: number): boolean {
  const reach = (studentTQuantile(0.975, images - 1) * standardDeviation(values, 1)) / Math.sqrt(images);
  return Math.abs(mean(values) - truth) <= reach;
}

/** What the template of a reader reaches in all images that there could be. */
function reached(samples: readonly ObservedSample[], reader: number) {
  const outputs = samples.flatMap(({ image, present, reader: own }) =>
    own === reader
      ? []
      : present.map((signal, k) => ({
          signal,
          values: Float64Array.from(channels, (channel) =>
            channel.reduce(
              (sum, weight, i) =>
                sum + weight * image.data[Math.floor(i / side) * 2 * side + (i % side) + k * side]!,
              0,
            ),
          ),
        })),
  );
  const of = (wanted: boolean) =>
    outputs.filter(({ signal }) => signal === wanted).map(({ values }) => values);
  const template = hotellingTemplate('spec', of(true), of(false));
  const weights = blob.map((_, i) =>
    channels.reduce((sum, channel, j) => sum + template[j]! * channel[i]!, 0),
  );
  const signal = weights.reduce((sum, weight, i) => sum + weight * height * blob[i]!, 0);
  const detectability = signal / Math.hypot(...weights);
  return { auc: normalCdf(detectability / Math.SQRT2), detectability };
}

function whiteNoise(world: number): ObservedSample[] {
  const random = stream(world, 'coverage of observers');
  return Array.from({ length: images }, (_, i) => {
    const first = random.uniform() < 0.5;
    const data = Float64Array.from({ length: 2 * side * side }, (_, at) => {
      const [y, x] = [Math.floor(at / (2 * side)), at % (2 * side)];
      return random.normal() + (first === x < side ? height * blob[y * side + (x % side)]! : 0);
    });
    return {
      id: `${i}`,
      image: createImage(1, side, 2 * side, data),
      present: [first, !first],
      reader: i % convention.readers,
    };
  });
}
