import type { Image } from '../../../numeric/image.ts';

/** An image as a file holds it, and what the file says about its values. */
export interface FileImage {
  /** In [0, 1] where the format is one of pictures (PNG, JPEG, ...), else in the file's own units. */
  readonly image: Image;
  /** The largest value that the samples' type allows for, where it counts from 0; null where the file does not say. */
  readonly peak: number | null;
  /** Bits of a sample of a format of pictures; null for the others. */
  readonly bits: number | null;
  /** All values of the volume that the image is a slice of. */
  readonly volume?: Float64Array;
  /** The range of values that the file asks to be shown, in the image's units. */
  readonly window?: Window;
  /** Values of what is no image, such as the corners outside a scanner's field of view; both ends belong to it. */
  readonly padding?: readonly [number, number];
}

/** A window of grey values (DICOM PS3.3, C.11.2.1). */
export interface Window {
  readonly center: number;
  readonly width: number;
  readonly shape: 'linear' | 'linear-exact' | 'sigmoid';
}
