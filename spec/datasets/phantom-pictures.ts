import { createHash } from 'node:crypto';
import { type Anatomy, anatomies } from '../../harness/datasets/phantoms/catalogue.ts';
import { phantomSamples } from '../../harness/datasets/phantoms/phantom-samples.ts';
import type { Image } from '../../harness/numeric/image.ts';

/** Some images of every anatomy. */
export function phantomPictures(): Readonly<Record<string, Pictures>> {
  return Object.fromEntries(anatomies.map((anatomy) => [anatomy, picturesOf(anatomy)]));
}

/** Some of one, by their ids: a rough picture for the eye, and the hash of all pixels and of the mask's. */
export function picturesOf(anatomy: Anatomy): Pictures {
  const samples = phantomSamples({
    id: anatomy,
    kind: 'phantom',
    anatomy,
    subjects: 4,
    slicesPerSubject: 3,
    seed: 1,
    split: 'test',
    size: 64,
  });
  return Object.fromEntries(
    samples.map(({ id, image, mask }): [string, Picture] => [
      id,
      { picture: pictured(image), pixels: hashOf(image), ...(mask && { mask: hashOf(mask) }) },
    ]),
  );
}

type Pictures = Readonly<Record<string, Picture>>;

interface Picture {
  /** Eight rows of eight places, each the mean grey of its pixels from 0 to f. */
  readonly picture: string;
  readonly pixels: string;
  readonly mask?: string;
}

function pictured({ data, width }: Image): string {
  const side = width / 8;
  const sums = new Float64Array(64);
  data.forEach((value, i) => {
    sums[8 * Math.floor(i / width / side) + Math.floor((i % width) / side)]! += value / (side * side);
  });
  const digits = Array.from(sums, (mean) => Math.min(15, Math.floor(16 * mean)).toString(16));
  return digits.join('').replaceAll(/.{8}(?=.)/g, '$& ');
}

/** Of the 16-bit steps that pixels stand on, so that the last bits of a logarithm elsewhere do not matter. */
function hashOf({ data }: Image): string {
  const steps = Uint16Array.from(data, (value) => Math.round(65535 * value));
  return createHash('sha256').update(new Uint8Array(steps.buffer)).digest('hex').slice(0, 16);
}
