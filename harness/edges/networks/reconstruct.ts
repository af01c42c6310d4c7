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
 * mirrored at its bottom and right edges up to the next that do, and the copy is cropped back. A large image is taken
 * in tiles that overlap by as much as its autoencoder looks around, so that the copy is that of the whole; where the
 * autoencoder looks at all of it, it is taken whole.
 * @throws InputError where the copy has another size than the image, as of models whose factor is not known, or the
 * whole is more than the memory that there is.
 */
export async function reconstruct(vae: Vae, image: Image, { tile = TILE } = {}): Promise<Reconstruction> {
  const { channels, height, width, data } = image;
  const given = { shape: [1, channels, height, width], data };
  const { shape, data: values } = vae.factor === null ? given : padToMultiple(given, vae.factor);
  const [, , high, wide] = shape as readonly [number, number, number, number];
  const { copy, latent, tiles } = await fitting(vae, createImage(channels, high, wide, values), tile);
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

async function once(vae: Vae, image: Image): Promise<Pick<Reconstruction, 'copy' | 'latent'>> {
  const { height, width } = image;
  assertFits(vae, height, width);
  const latent = await vae.encode(image);
  const copy = await vae.decode(latent);
  if (copy.height === height && copy.width === width) return { copy, latent: latent.shape.slice(1) };
  throw new InputError({
    where: vae.name,
    expected: `an image of ${height}x${width} back`,
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
