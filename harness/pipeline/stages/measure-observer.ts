import { resolveObserver } from '../../metrics/set-metrics.ts';
import { toGrey } from '../../numeric/image.ts';
import { InputError } from '../../numeric/input-error.ts';
import { stream } from '../../numeric/stream.ts';
import { decodeStack, type StackItem } from '../image-stack.ts';
import { observed } from '../observed.ts';
import { referencesOf } from '../paired-images.ts';
import { encodeRows, type Row } from '../row.ts';
import type { StageKind } from '../stage.ts';

interface MeasureObserverParams {
  readonly cell: string;
  /** The data set, which names the draw of readers: all its cells have the same, in every run. */
  readonly dataset: string;
  readonly score: {
    readonly id: string;
    /** See `resolveObserver`. */
    readonly convention: Readonly<Record<string, unknown>>;
  };
}

/**
 * What a channelised Hotelling observer makes of `images`, and of the HR images `reference`, whose masks say where
 * signals are, as rows `ID/auc`, `ID/detectability`, `ID/auc-of-hr` and `ID/detectability-of-hr`. See `observed`.
 */
export const measureObserverStage: StageKind<MeasureObserverParams> = {
  name: 'measure-observer',
  code: import.meta.url,
  run({ cell, dataset, score }, inputs) {
    const convention = resolveObserver(score.convention);
    const items = decodeStack(inputs['images']!);
    const references = referencesOf(cell, items, decodeStack(inputs['reference']!));
    const readers = readersOf(items, convention.readers, dataset);
    const samples = items.map(({ id, subject, image }, i) => ({
      id,
      image,
      present: signalsOf(`${cell}: sample ${id}`, references[i]!, convention.places),
      reader: readers.get(subject)!,
    }));
    const where = `${cell}: ${score.id}`;
    const own = observed(where, samples, convention);
    const hr = observed(
      `${where} of HR`,
      samples.map((sample, i) => ({ ...sample, image: references[i]!.image })),
      convention,
    );
    return encodeRows(
      items.flatMap(({ id, subject }, i) =>
        Object.entries({
          auc: own.auc[i],
          detectability: own.detectability[i],
          'auc-of-hr': hr.auc[i],
          'detectability-of-hr': hr.detectability[i],
        }).map(([part, value]): Row => ({ cell, sample: id, subject, score: `${score.id}/${part}`, value })),
      ),
    );
  },
};

/** Of each subject its reader, so many subjects to each as can be, by a draw that is the same with every seed of a run. */
function readersOf(
  items: readonly StackItem[],
  readers: number,
  dataset: string,
): ReadonlyMap<string, number> {
  const random = stream(0, 'readers', dataset);
  const order = [...new Set(items.map(({ subject }) => subject))]
    .sort()
    .map((subject) => ({ subject, at: random.uniform() }));
  order.sort((a, b) => a.at - b.at);
  return new Map(order.map(({ subject }, i) => [subject, i % readers]));
}

function signalsOf(
  where: string,
  { mask }: StackItem,
  places: readonly (readonly number[])[],
): readonly boolean[] {
  const missing = (got: string) =>
    new InputError({
      where,
      expected: 'a mask that is set where signals are, and covers all places',
      got,
      remedy: 'give the data set masks, or correct the option places',
    });
  if (!mask) throw missing('none');
  const { height, width, data } = toGrey(mask);
  return places.map(([row, column]) => {
    if (row >= height || column >= width) throw missing(`one of ${height}x${width} pixels`);
    return data[row * width + column] > 0;
  });
}
