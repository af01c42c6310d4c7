import type { ScaleRule } from '../../../../datasets/scaling-rule.ts';
import { InputError, type InputFault } from '../../../../numeric/input-error.ts';
import { extremesOf } from '../../../../record/infer/score/extremes.ts';
import type { Extremes } from '../../../../record/infer/score/inferable.ts';
import type { SetFacts } from '../../../../record/infer/score/search.ts';
import type { VolumeEnds } from '../../../../record/infer/score/view.ts';
import { faultsError } from '../../../files/images/collection/faults.ts';
import type { LeftOut } from '../../../files/images/collection/found-files.ts';
import { folderTasks, type ScoreTask, type Unmatched } from '../../metric/folder-tasks.ts';
import type { CountBar } from '../../progress.ts';
import { type CommonScale, filesReader, type ReadFiles } from './pair-reader.ts';
import type { Reconstructing, withReconstructions } from './reconstructed.ts';

/** The pairs of a search with what is known of them before any is scored. */
export interface ReadSet {
  /** In the order of their names. */
  readonly tasks: readonly ScoreTask[];
  readonly facts: Omit<SetFacts, 'counts'>;
  readonly scale: CommonScale;
  /** Where the unit comes from, in words. */
  readonly unitFrom: string;
  /** The extremes of both sides over each subject, in units. */
  readonly ends: ReadonlyMap<string, VolumeEnds>;
  readonly unmatched: readonly Unmatched[];
  readonly faults: readonly InputFault[];
  readonly leftOut: readonly LeftOut[];
}

/** The sources of a search. */
export interface SearchSources {
  readonly image: string;
  readonly reference: string;
  readonly reconstructions?: string;
  /** The autoencoder that makes them, where no folder has them. */
  readonly vae?: string;
}

/**
 * Reads all pairs once, for their extremes and what else decides which conventions can make a difference.
 * @param reconstructing how reconstructions are made of the references, where they are
 * @throws InputError where nothing goes together or reads.
 */
export async function readSet(
  { image, reference, reconstructions }: SearchSources,
  rule: ScaleRule | null,
  bar: CountBar | undefined,
  reconstructing?: Reconstructing,
): Promise<ReadSet> {
  const floor = reconstructions === undefined ? {} : { floor: reconstructions };
  const found = await folderTasks({ image, reference, ...floor });
  const read = filesReader(rule);
  const faults: InputFault[] = [...found.faults];
  const looked: { readonly task: ScoreTask; readonly look: Look }[] = [];
  const given = found.tasks.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const ordered = reconstructing ? await reconstructed(given, reconstructing, rule, bar) : given;
  for (const [i, task] of ordered.entries()) {
    bar?.told(i + 1, ordered.length, `extremes of ${task.id}`);
    try {
      looked.push({ task, look: lookAt(await read(task)) });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      faults.push(error.fault);
    }
  }
  if (looked.length === 0) throw faultsError(image, faults, ordered.length, undefined);
  const looks = looked.map(({ look }) => look);
  const { unit, from } = rule ? { unit: 1, from: 'scaled to [0, 1]' } : unitOf(looks);
  assertOneScale(looked, unit);
  const ends = endsBySubject(looked, unit);
  const sizes = [...new Set(looks.map(({ size }) => size.join('x')))];
  return {
    tasks: looked.map(({ task }) => task),
    facts: {
      images: looked.length,
      colour: looks.some(({ colour }) => colour),
      reconstructions: ordered.every(({ files }) => files.floor !== undefined),
      subjects: ends.size,
      severalOfSubject: ends.size < looked.length,
      beyond: looks.some(({ ends: [low, high] }) => low < 0 || high > unit),
      steps: rule === null && looks.every(({ steps }) => steps),
      withoutError: looks.some(({ equal }) => equal),
      size: sizes.length === 1 ? looks[0]!.size : null,
    },
    scale: { rule, unit },
    unitFrom: from,
    ends,
    unmatched: found.unmatched,
    faults,
    leftOut: found.leftOut,
  };
}

async function reconstructed(...call: Parameters<typeof withReconstructions>) {
  return (await import('./reconstructed.ts')).withReconstructions(...call);
}

/** What one look at a pair tells. */
interface Look {
  readonly image: Extremes;
  readonly reference: Extremes;
  /** Of all that is there. */
  readonly ends: Extremes;
  /** The largest value that the files say; null where they say none, or several. */
  readonly peak: number | null;
  readonly pictures: boolean;
  readonly colour: boolean;
  readonly steps: boolean;
  readonly equal: boolean;
  readonly size: readonly [number, number];
}

function lookAt({ image, reference, floor }: ReadFiles): Look {
  const all = [image, reference, ...(floor ? [floor] : [])];
  const extremes = all.map((file) => extremesOf(file.image.data));
  const peaks = [...new Set(all.flatMap(({ peak }) => (peak === null ? [] : [peak])))];
  const equals = (other: typeof image) =>
    other.image.data.length === image.image.data.length &&
    other.image.data.every((value, i) => value === image.image.data[i]);
  return {
    image: extremes[0]!,
    reference: extremes[1]!,
    ends: [Math.min(...extremes.map(([low]) => low)), Math.max(...extremes.map(([, high]) => high))],
    peak: peaks.length === 1 ? peaks[0]! : null,
    pictures: all.every(({ bits }) => bits !== null),
    colour: all.some((file) => file.image.channels > 1),
    steps: all.every(({ bits }) => bits === 8),
    equal: all.slice(1).some(equals),
    size: [reference.image.height, reference.image.width],
  };
}

/** What stands for 1 where no scale was named. */
function unitOf(looks: readonly Look[]): { readonly unit: number; readonly from: string } {
  if (looks.every(({ pictures }) => pictures)) return { unit: 1, from: 'pictures in [0, 1]' };
  const told = [...new Set(looks.map(({ peak }) => peak))];
  if (told.length === 1 && told[0] !== null)
    return { unit: told[0]!, from: 'the largest value that the files say' };
  const largest = Math.max(...looks.map(({ reference }) => reference[1]));
  const unit = largest > 1.1 ? largest : 1;
  return { unit, from: unit === 1 ? 'values in [0, 1]' : 'the largest value of all references' };
}

/** @throws InputError where an image lies far from where the references do. */
function assertOneScale(
  looked: readonly { readonly task: ScoreTask; readonly look: Look }[],
  unit: number,
): void {
  for (const { task, look } of looked) {
    const far = look.ends.find((value) => value < -unit || value > 2 * unit);
    if (far === undefined) continue;
    throw new InputError({
      where: task.files.image.path,
      expected: `values near 0 to ${unit}, as those of the references are`,
      got: `some of ${far}`,
      remedy: 'name --scale, or scale one of the two first',
    });
  }
}

function endsBySubject(
  looked: readonly { readonly task: ScoreTask; readonly look: Look }[],
  unit: number,
): ReadonlyMap<string, VolumeEnds> {
  const grown = ([low, high]: Extremes, [a, b]: Extremes): Extremes => [
    Math.min(low, a / unit),
    Math.max(high, b / unit),
  ];
  const none: Extremes = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const ends = new Map<string, VolumeEnds>();
  for (const { task, look } of looked) {
    const own = ends.get(task.subject) ?? { image: none, reference: none };
    const { image, reference } = own;
    ends.set(task.subject, { image: grown(image, look.image), reference: grown(reference, look.reference) });
  }
  return ends;
}
