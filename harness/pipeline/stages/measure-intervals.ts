import { resolveIntervals } from '../../metrics/draw-metrics.ts';
import { stream } from '../../numeric/stream.ts';
import { calibratedIntervals } from '../calibrated-intervals.ts';
import { decodeStack } from '../image-stack.ts';
import { referencesOf } from '../paired-images.ts';
import { encodeRows, type Row } from '../row.ts';
import type { StageKind } from '../stage.ts';

interface MeasureIntervalsParams {
  readonly cell: string;
  /** The data set, which names the draw of its halves: all its cells are calibrated on the same subjects. */
  readonly dataset: string;
  readonly seed: number;
  readonly score: {
    readonly id: string;
    /** `draws`, `share` and `alpha`; see `resolveIntervals`. */
    readonly convention: Readonly<Record<string, unknown>>;
  };
}

/**
 * Intervals of pixels from the draws `images`, `draw 1`, `draw 2` ... of the same samples, calibrated on half of the
 * subjects by `reference`, and what they come to on the other half, as rows `ID/held` and so on. `floor` is what the
 * autoencoder makes of the HR images. See `calibratedIntervals`.
 */
export const measureIntervalsStage: StageKind<MeasureIntervalsParams> = {
  name: 'measure-intervals',
  code: import.meta.url,
  run({ cell, dataset, seed, score }, inputs) {
    const { draws, ...convention } = resolveIntervals(score.convention);
    const items = decodeStack(inputs['images']!);
    const aligned = (role: string) => referencesOf(cell, items, decodeStack(inputs[role]!));
    const others = Array.from({ length: draws - 1 }, (_, i) => aligned(`draw ${i + 1}`));
    const [reference, floor] = [aligned('reference'), aligned('floor')];
    const samples = items.map(({ id, subject, image }, i) => ({
      id,
      subject,
      draws: [image, ...others.map((stack) => stack[i]!.image)],
      reference: reference[i]!.image,
      floor: floor[i]!.image,
    }));
    const calibrating = half(
      items.map(({ subject }) => subject),
      seed,
      dataset,
    );
    const found = calibratedIntervals(`${cell}: ${score.id}`, samples, calibrating, convention);
    const rows = samples.flatMap(({ id, subject }) =>
      Object.entries(found.get(id) ?? {}).map(
        ([part, value]): Row => ({ cell, sample: id, subject, score: `${score.id}/${part}`, value }),
      ),
    );
    return encodeRows(rows);
  },
};

/** Half of the subjects, the larger one, by a draw of its own. */
function half(subjects: readonly string[], seed: number, dataset: string): ReadonlySet<string> {
  const random = stream(seed, 'calibration', dataset);
  const order = [...new Set(subjects)].sort().map((subject) => ({ subject, at: random.uniform() }));
  order.sort((a, b) => a.at - b.at);
  return new Set(order.slice(0, Math.ceil(order.length / 2)).map(({ subject }) => subject));
}
