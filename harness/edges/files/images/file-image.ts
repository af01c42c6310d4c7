import type { ValuesHeader } from '../../../datasets/values-header.ts';
import type { Image } from '../../../numeric/image.ts';

/** An image as a file holds it, and what the file says about its values. */
export interface FileImage extends ValuesHeader {
  /** In [0, 1] where the format is one of pictures (PNG, JPEG, ...), else in the file's own units. */
  readonly image: Image;
  /** The largest value that the samples' type allows for, where it counts from 0; null where the file does not say. */
  readonly peak: number | null;
}
