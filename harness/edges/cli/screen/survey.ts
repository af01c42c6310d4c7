import { looksAtVolume } from '../../../datasets/scale-rule.ts';
import type { ScaleRule } from '../../../datasets/scaling-rule.ts';
import type { Image } from '../../../numeric/image.ts';
import { InputError, type InputFault } from '../../../numeric/input-error.ts';
import { sha256 } from '../../../pipeline/canonical.ts';
import type { CollectedImage } from '../../files/images/collection/collection.ts';
import { scaled } from '../../files/images/scaled.ts';

/** What reading every image once has shown. */
export interface Survey {
  /** Those that say something, each once. */
  readonly images: readonly CollectedImage[];
  /** Ids of images of one value everywhere, from which nothing can be lost. */
  readonly constant: readonly string[];
  /** Images with the pixels of one before them. */
  readonly duplicates: readonly {
    readonly image: string;
    readonly of: string;
    readonly sameSubject: boolean;
  }[];
  readonly faults: readonly InputFault[];
}

/** Reads every image once: what is faulty, constant or there twice is known before any network runs. */
export async function survey(
  images: readonly CollectedImage[],
  rule: ScaleRule,
  told: (done: number) => void,
): Promise<Survey> {
  const kept: CollectedImage[] = [];
  const constant: string[] = [];
  const duplicates: Survey['duplicates'][number][] = [];
  const faults: InputFault[] = [];
  const first = new Map<string, CollectedImage>();
  for (const [i, image] of images.entries()) {
    try {
      const file = await image.read();
      const key = fingerprint(file.image);
      const other = first.get(key);
      if (isConstant(file.image)) constant.push(image.id);
      else if (other) {
        duplicates.push({ image: image.id, of: other.id, sameSubject: other.subject === image.subject });
      } else {
        // What a whole series decides is not known yet.
        if (file.series === undefined || !looksAtVolume(rule, file)) scaled(file, rule, image.path);
        first.set(key, image);
        kept.push(image);
      }
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      faults.push(error.fault);
    }
    told(i + 1);
  }
  return { images: kept, constant, duplicates, faults };
}

function fingerprint({ channels, height, width, data }: Image): string {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return `${channels}x${height}x${width} ${sha256(bytes)}`;
}

function isConstant({ data }: Image): boolean {
  return data.every((value) => value === data[0]);
}
