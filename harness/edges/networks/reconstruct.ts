import { cropTo, padToMultiple } from '../../networks/pad-to-multiple.ts';
import { tileSpans } from '../../networks/tile-spans.ts';
import { cutImage } from '../../numeric/cut-image.ts';
import { createImage, type Image } from '../../numeric/image.ts';
import { InputError } from '../../numeric/input-error.ts';
import type { Vae } from './vae.ts';

/** What an autoencoder makes of an image. */
export interface Reconstruction {
  readonly copy: Image;
  /** Sizes of the latent, [C, H, W]. */
  readonly latent: readonly number[];
  /** The size that the image was mirrored to before, and cropped back from; null where its own fits. */
  readonly padded: { readonly height: number; readonly width: number } | null;
  /** Tiles that it was computed in; 1 for the whole at once. */
  readonly tiles: number;
}

/** Side of a tile in pixels: larger images are computed in several, where these give what the whole gives. */
const TILE = 1024;

/**
 * An image `[C, H, W]` through an autoencoder and back. Where the autoencoder's factor does not divide its sizes, it is
 * mirrored at its bottom and right edges up to the next that do, and the copy is cropped back. Models that do not state
 * their factor show it by the sizes of what they decode. A large image is taken in tiles that overlap by as much as its
 * autoencoder looks around, so that the copy is that of the whole; where the autoencoder looks at all of it, it is
 * taken whole.
 * @throws InputError where the copy has another size than the image all the same, or the whole is more than the memory
 * that there is.
 */
export async function reconstruct(vae: Vae, image: Image, { tile = TILE } = {}): Promise<Reconstruction> {
  const { height, width } = image;
  const own = vae.factor === null ? await passed(vae, image) : undefined;
  if (own && sameSize(own.copy, image)) return { ...own, padded: null, tiles: 1 };
  const factor = vae.factor ?? shownFactor(own!);
  if (factor === null) throw anotherSize(vae, image, own!.copy);
  const mirrored = mirroredTo(image, factor);
  const { height: high, width: wide } = mirrored;
  const { copy, latent, tiles } = await fitting(vae, mirrored, tile);
  if (high === height && wide === width) return { copy, latent, padded: null, tiles };
  const back = cropTo({ shape: [1, copy.channels, high, wide], data: copy.data }, height, width);
  return {
    copy: createImage(copy.channels, height, width, back.data),
    latent,
    padded: { height: high, width: wide },
    tiles,
  };
}

async function fitting(vae: Vae, image: Image, tile: number): Promise<Omit<Reconstruction, 'padded'>> {
  const { height, width } = image;
  const { factor, reach } = vae;
  const halo = factor === null || reach === null ? null : Math.ceil(reach / factor) * factor;
  const side = halo === null ? Infinity : Math.max(tile, 3 * halo);
  if (halo === null || (height <= side && width <= side)) return { ...(await once(vae, image)), tiles: 1 };
  const [rows, columns] = [tileSpans(height, side, halo), tileSpans(width, side, halo)];
  let whole: Image | undefined;
  let channels = 0;
  for (const row of rows) {
    for (const column of columns) {
      const part = await once(vae, cutImage(image, row, column));
      channels = part.latent[0]!;
      whole ??= createImage(part.copy.channels, height, width);
      for (let c = 0; c < whole.channels; c++) {
        for (let y = row.keepFrom; y < row.keepTo; y++) {
          const start = (c * part.copy.height + y - row.from) * part.copy.width - column.from;
          whole.data.set(
            part.copy.data.subarray(start + column.keepFrom, start + column.keepTo),
            (c * height + y) * width + column.keepFrom,
          );
        }
      }
    }
  }
  const latent = [channels, height / factor!, width / factor!];
  return { copy: whole!, latent, tiles: rows.length * columns.length };
}

type Passed = Pick<Reconstruction, 'copy' | 'latent'>;

async function once(vae: Vae, image: Image): Promise<Passed> {
  const found = await passed(vae, image);
  if (sameSize(found.copy, image)) return found;
  throw anotherSize(vae, image, found.copy);
}

async function passed(vae: Vae, image: Image): Promise<Passed> {
  assertFits(vae, image.height, image.width);
  const latent = await vae.encode(image);
  return { copy: await vae.decode(latent), latent: latent.shape.slice(1) };
}

function mirroredTo({ channels, height, width, data }: Image, factor: number): Image {
  const padded = padToMultiple({ shape: [1, channels, height, width], data }, factor);
  const [, , high, wide] = padded.shape as readonly [number, number, number, number];
  return createImage(channels, high, wide, padded.data);
}

/** The size of the copy in units of the latent's, where it is the same whole number along both axes. */
function shownFactor({ latent, copy }: Passed): number | null {
  const [, high, wide] = latent as readonly [number, number, number];
  const factor = copy.height / high;
  return Number.isInteger(factor) && copy.width / wide === factor ? factor : null;
}

function sameSize(a: Image, b: Image): boolean {
  return a.height === b.height && a.width === b.width;
}

function anotherSize({ name }: Vae, image: Image, copy: Image): InputError {
  return new InputError({
    where: name,
    expected: `an image of ${image.height}x${image.width} back`,
    got: `${copy.height}x${copy.width}`,
    remedy: "crop or resize the image to sizes that the autoencoder's factor divides",
  });
}

function assertFits({ name, leastBytes }: Vae, height: number, width: number): void {
  const [needed, there] = [leastBytes(height, width), process.availableMemory()];
  if (needed <= there) return;
  const giga = (bytes: number) => `${(bytes / 1e9).toPrecision(3)} GB`;
  throw new InputError({
    where: name,
    expected: `an image whose layers fit into ${giga(there)} of memory`,
    got: `${height}x${width}, which takes ${giga(needed)} at least`,
    remedy:
      'crop or shrink it first: this autoencoder looks at the whole image in every layer, and in tiles would give another one',
  });
}
