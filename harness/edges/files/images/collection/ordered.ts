import type { DicomOrigin } from '../dicom/origin.ts';

/** What an order is made from. */
export interface Placed {
  readonly id: string;
  readonly path: string;
  readonly origin: DicomOrigin | undefined;
}

/**
 * Images by name, and those of a DICOM series together, from one end of it to the other: by position along the normal
 * where all lie in parallel planes, else by InstanceNumber, else by name. A series stands where its first name does;
 * images of one file keep their order.
 */
export function ordered<Image extends Placed>(images: readonly Image[]): readonly Image[] {
  const groups = new Map<string, Image[]>();
  for (const image of images) {
    const key = image.origin?.series ?? `file ${image.path}`;
    groups.set(key, [...(groups.get(key) ?? []), image]);
  }
  return [...groups.values()].flatMap(inSeries);
}

const PARALLEL = 0.999;

function inSeries<Image extends Placed>(images: readonly Image[]): readonly Image[] {
  const positions = images.flatMap(({ origin }) => (origin?.position ? [origin.position] : []));
  const dot = (normal: readonly number[]) =>
    normal.reduce((sum, part, i) => sum + part * positions[0]!.normal[i]!, 0);
  const parallel =
    positions.length === images.length && positions.every(({ normal }) => dot(normal) > PARALLEL);
  const numbered = images.every(({ origin }) => (origin?.instance ?? null) !== null);
  const along = ({ origin }: Image) => (parallel ? origin!.position!.along : 0);
  const number = ({ origin }: Image) => (numbered ? origin!.instance! : 0);
  return images.toSorted((a, b) => along(a) - along(b) || number(a) - number(b));
}
