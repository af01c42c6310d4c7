import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { ScaleRule } from '../../../datasets/scaling-rule.ts';
import { metricNamed } from '../../../metrics/catalogue.ts';
import type { Score, Scored } from '../../../metrics/metric.ts';
import { toGrey } from '../../../numeric/image.ts';
import { InputError } from '../../../numeric/input-error.ts';
import type { LeftOut } from '../../../record/scores/table.ts';
import { assertBitsUsed } from '../images/bits-used.ts';
import { type CollectedImage, collectImages } from '../images/collection/collection.ts';
import { splitSource } from '../images/collection/folder-selection.ts';
import { assertComparableFiles } from '../images/comparable.ts';
import { type AppliedScale, scaledTogether, scaleSummaries, summaryText } from '../images/scaled.ts';

/** The folders of one arm's images. */
export interface ArmFolders {
  readonly sr: string;
  readonly hr: string;
  /** The autoencoder's images, the noise floor of hallucination rates. */
  readonly ae?: string;
}

/** Scores of every image of an arm. */
export interface FolderScores {
  readonly ids: readonly string[];
  /** The subject of each id, where the files say it. */
  readonly subjects?: readonly string[];
  /** Scores that every image has. */
  readonly scores: ReadonlyMap<string, Float64Array>;
  /** Files that are no images, and scores that some image has not, with why. */
  readonly leftOut: readonly LeftOut[];
  /** How values were brought to [0, 1], in words; none where they were taken as they are. */
  readonly scaled: readonly string[];
}

/**
 * The folders of an arm in the release's layout: images in `sr_images/`, `sr/` or the folder itself, references in
 * `hr/` and floors in `ae_images/` or `ae/`, unless they are given.
 * @throws InputError where there is no folder of references.
 */
export function armFolders(folder: string, hr: string | undefined, ae: string | undefined): ArmFolders {
  const among = (names: readonly string[]) => names.map((name) => join(folder, name)).find(isFolder);
  const references = hr ?? among(['hr', 'hr_images']);
  if (references === undefined) {
    throw new InputError({
      where: folder,
      expected: 'the true images in hr/',
      got: 'no such folder',
      remedy: 'name it with --hr DIR',
    });
  }
  const floors = ae ?? among(['ae_images', 'ae']);
  return {
    sr: among(['sr_images', 'sr']) ?? folder,
    hr: references,
    ...(floors !== undefined && { ae: floors }),
  };
}

/**
 * Scores every image of an arm against its reference, by the names of the files: PSNR, MAE, SSIM, MS-SSIM, Haar
 * subbands, and hallucination rates where there are floors; each by the convention that the paper describes, on grey
 * images, which a rule of scaling brings to [0, 1] by the mapping of the reference. A score that some image has not, or that is infinite on one, is left out, and told with the image.
 * @param given `rule` of scaling; `zeroError`, what PSNR is where there is no error, its own convention where it is left out
 * @throws InputError when an image lacks its reference or floor, or a file is no image of the reference's size.
 */
export async function scoreFolder(
  folders: ArmFolders,
  {
    rule,
    zeroError,
  }: { readonly rule?: ScaleRule | undefined; readonly zeroError?: number | undefined } = {},
): Promise<FolderScores> {
  const bare = (source: string) => splitSource(source, undefined).source;
  const others = [folders.hr, ...(folders.ae === undefined ? [] : [folders.ae])].map(bare);
  const sr = await collectImages(folders.sr, { except: others });
  const hr = await imagesIn(folders.hr);
  const ae = folders.ae === undefined ? undefined : await imagesIn(folders.ae);
  const images = sr.images.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const columns = new Map<string, Float64Array>();
  const lacks = new Map<string, Lack>();
  const scales: AppliedScale[] = [];
  for (const [at, image] of images.entries()) {
    const partner = async (found: ReadonlyMap<string, CollectedImage>, folder: string) => {
      const own = found.get(image.id);
      if (own === undefined) throw lacking(folder, `an image named ${image.id}, as in ${folders.sr}`, 'none');
      return own.read();
    };
    const trueFile = await partner(hr, folders.hr);
    const files = [trueFile, await image.read(), ...(ae ? [await partner(ae, folders.ae!)] : [])];
    if (!rule)
      for (const [at, file] of files.entries())
        assertBitsUsed(file, `${[folders.hr, folders.sr, folders.ae][at]} ${image.id}`);
    const together = rule && scaledTogether(files, rule, hr.get(image.id)!.path);
    if (together) scales.push(together.scale);
    const compared = together?.files ?? files;
    comparable(
      { path: image.path, image: compared[1]!.image },
      { path: hr.get(image.id)!.path, image: compared[0]!.image },
    );
    const [reference, own, floor] = compared.map((file) => toGrey(file.image));
    const scored = { image: own!, reference: reference!, ...(floor && { floor }) };
    const { scores, missing } = scoresOf(image.id, scored, zeroError);
    for (const [name, value] of scores) {
      const column = columns.get(name) ?? new Float64Array(images.length).fill(Number.NaN);
      column[at] = value;
      columns.set(name, column);
      if (!Number.isFinite(value)) noted(lacks, name, image.id, infinite(value));
    }
    for (const [name, why] of missing) noted(lacks, name, image.id, why);
  }
  for (const name of lacks.keys()) columns.delete(name);
  const subjects = images.map(({ subject }) => subject);
  return {
    ids: images.map(({ id }) => id),
    ...((images.some(({ subjectFrom }) => subjectFrom !== 'file') ||
      new Set(subjects).size < images.length) && {
      subjects,
    }),
    scores: columns,
    scaled: scaleSummaries(scales).map(summaryText),
    leftOut: [
      ...sr.leftOut.map(({ path, why }) => ({ place: path, why })),
      ...unused(folders.hr, hr, images),
      ...(ae ? unused(folders.ae!, ae, images) : []),
      ...[...lacks].map(([name, { count, id, why }]) => ({
        place: `score ${name}`,
        why: `${count} of ${images.length} images have none that can be compared, such as ${id}: ${why}`,
      })),
    ],
  };
}

/** Both are on the scale of [0, 1]: a score of others means nothing. */
const comparable = assertComparableFiles({ peak: 1, channels: 'grey' }, {});

/** Images beside the arm's that none of it has the name of. */
function unused(
  folder: string,
  found: ReadonlyMap<string, CollectedImage>,
  images: readonly CollectedImage[],
): readonly LeftOut[] {
  const wanted = new Set(images.map(({ id }) => id));
  const others = [...found.keys()].filter((id) => !wanted.has(id));
  if (others.length === 0) return [];
  return [
    {
      place: folder,
      why: `${others.length} images of other names, such as ${others.slice(0, 3).join(', ')}`,
    },
  ];
}

/** On how many images a score is lacking, and why on the first. */
interface Lack {
  readonly count: number;
  readonly id: string;
  readonly why: string;
}

function noted(lacks: Map<string, Lack>, name: string, id: string, why: string): void {
  const before = lacks.get(name) ?? { count: 0, id, why };
  lacks.set(name, { ...before, count: before.count + 1 });
}

function infinite(value: number): string {
  return value > 0
    ? 'it equals its reference, where the score is infinite; --zero-error says what counts instead, in dB'
    : `it is ${value}`;
}

function scoresOf(id: string, scored: Scored, zeroError: number | undefined) {
  const scores = new Map<string, number>();
  const missing = new Map<string, string>();
  for (const name of [
    'psnr',
    'mae',
    'ssim',
    'ms-ssim',
    'subband-psnr',
    ...(scored.floor ? ['hallucination'] : []),
  ]) {
    const metric = metricNamed(name);
    const counted = zeroError !== undefined && 'zeroError' in metric.options;
    try {
      const score = metric.compute(scored, metric.resolve(counted ? { zeroError } : {}));
      for (const [own, value] of Object.entries(flatten(name, score))) scores.set(own, value);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const { where, expected, got } = error.fault;
      // Where PSNR can be taken the pair is sound, and another score asks for more than it has: a larger image.
      if (!scores.has('psnr')) throw new InputError({ ...error.fault, where: `${id}: ${where}` });
      missing.set(Object.keys(flatten(name, 0))[0]!, `expected ${expected}, got ${got}`);
    }
  }
  return { scores, missing };
}

/** Names as the release has them: `msssim`, and rates without the metric's name. */
function flatten(name: string, score: Score): Record<string, number> {
  if (typeof score === 'number') return { [name === 'ms-ssim' ? 'msssim' : name]: score };
  const { threshold: _, ...parts } = score as Record<string, number>;
  if (name === 'hallucination') return parts;
  return Object.fromEntries(Object.entries(parts).map(([part, value]) => [`${name}/${part}`, value]));
}

async function imagesIn(source: string): Promise<ReadonlyMap<string, CollectedImage>> {
  const { images } = await collectImages(source);
  return new Map(images.map((image) => [image.id, image]));
}

export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function lacking(where: string, expected: string, got: string): InputError {
  return new InputError({ where, expected, got, remedy: 'give folders whose images bear the same names' });
}
