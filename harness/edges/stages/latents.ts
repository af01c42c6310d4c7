import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { CachedLatents, LatentPart } from '../../datasets/cached-latents.ts';
import { compilePattern, subjectOf } from '../../datasets/subject.ts';
import type { Tensor } from '../../networks/tensor.ts';
import { createImage } from '../../numeric/image.ts';
import { InputError } from '../../numeric/input-error.ts';
import { evenlySpaced } from '../../pipeline/evenly-spaced.ts';
import { encodeStack, type StackItem } from '../../pipeline/image-stack.ts';
import type { StageKind } from '../../pipeline/stage.ts';
import type { HashedFile } from '../files/asset-files.ts';
import { idsIn, latentFile, NAMES } from '../files/datasets/latent-folder.ts';
import { readBytes } from '../files/read-bytes.ts';
import { tensorIn } from '../files/tensor-file.ts';

interface LatentsParams {
  readonly declaration: Pick<CachedLatents, 'id' | 'first' | 'scale' | 'subject'>;
  /** What raw latents are known to spread by, where it is. */
  readonly deviation?: number;
  readonly part: LatentPart;
  /** `filenames.txt`, then the latents of its lines. */
  readonly files: readonly HashedFile[];
  readonly limit: number | null;
}

/** Reads cached latents to a stack `latents`, raw, in the order of their names; all or evenly spaced ones. */
export const latentsStage: StageKind<LatentsParams> = {
  name: 'latents',
  code: import.meta.url,
  async run({ declaration, deviation, part, files, limit }, _inputs, location) {
    const { first, scale, subject } = declaration;
    const [list, ...latents] = files;
    const listed = join(location, NAMES);
    const ids = idsIn(await unchanged(location, list!), listed);
    const byFile = new Map(latents.map((file) => [file.name, file]));
    const pattern = compilePattern(subject, `latents ${declaration.id}`);
    const byId = new Map(ids.map((id, line) => [id, byFile.get(latentFile(part, line, { first }))!]));
    const names = [...byId.keys()].sort();
    const items: StackItem[] = [];
    for (const id of limit === null ? names : evenlySpaced(names, limit)) {
      const file = byId.get(id)!;
      const path = join(location, file.name);
      const latent = tensorIn(await unchanged(location, file), path);
      assertLatent(latent, items[0]?.image, path);
      const [, channels, height, width] = latent.shape as readonly [number, number, number, number];
      const data = Float64Array.from(latent.data, (value) => Math.fround(value / scale));
      items.push({
        id,
        subject: subjectOf(id, pattern, listed),
        image: createImage(channels, height, width, data),
      });
    }
    if (deviation !== undefined) assertSpread(items, deviation, declaration, location);
    return encodeStack(items, 'latents');
  },
};

/**
 * Latents that were scaled for training, or are scaled twice, spread by another order than the encoder's.
 * @throws InputError beyond a factor of two
 */
function assertSpread(
  items: readonly StackItem[],
  known: number,
  { id, scale }: LatentsParams['declaration'],
  where: string,
): void {
  const spread = deviationOf(items.map(({ image }) => image.data));
  if (spread > known / 2 && spread < 2 * known) return;
  const declared = `"scale": ${scale}`;
  throw new InputError({
    where,
    expected: `latents that spread by about ${known} once divided by the declared ${declared}`,
    got: `a standard deviation of ${spread.toPrecision(3)}`,
    remedy: `declare what they were multiplied by in experiments/latents/${id}.json: about ${((scale * spread) / known).toPrecision(2)} would fit`,
  });
}

function deviationOf(values: readonly Float64Array[]): number {
  const count = values.reduce((sum, each) => sum + each.length, 0);
  const sumOf = (of: (value: number) => number) =>
    values.reduce((sum, each) => sum + each.reduce((own, value) => own + of(value), 0), 0);
  const mean = sumOf((value) => value) / count;
  return Math.sqrt(sumOf((value) => (value - mean) ** 2) / count);
}

/** @throws InputError for several latents in one file, another shape than the first's, or a latent that is constant. */
function assertLatent({ shape, data }: Tensor, first: StackItem['image'] | undefined, path: string): void {
  const like = first ? [1, first.channels, first.height, first.width] : [1, ...shape.slice(1)];
  const shown = (sizes: readonly number[]) => `[${sizes.slice(1).join(', ')}]`;
  if (like.some((size, i) => size !== shape[i])) {
    const expected = first ? `a latent of the first one's shape, ${shown(like)}` : 'one latent, [C, H, W]';
    const got = shape[0] === 1 ? shown(shape) : `[${shape.join(', ')}]`;
    throw new InputError({
      where: path,
      expected,
      got,
      remedy: 'encode the image again, at the size of the others',
    });
  }
  if (data.some((value) => value !== data[0])) return;
  const got = `${data[0]} everywhere`;
  throw new InputError({
    where: path,
    expected: 'a latent of an image',
    got,
    remedy: 'encode the image again',
  });
}

/** The bytes of a file, found to be those that the plan is of. */
async function unchanged(location: string, { name, sha256 }: HashedFile): Promise<Uint8Array> {
  const path = join(location, name);
  const bytes = await readBytes(path);
  if (createHash('sha256').update(bytes).digest('hex') === sha256) return bytes;
  throw new InputError({
    where: path,
    expected: 'the file that was there when the run began',
    got: 'another',
    remedy: 'let nothing change the latents during a run, and run the command again',
  });
}
