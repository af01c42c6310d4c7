import { InputError } from '../../../numeric/input-error.ts';
import { sourceOf } from '../weights/source.ts';
import { assertNoStandIn } from '../weights/stand-in.ts';
import { beginsWithoutPrefix, hasDicomPrefix } from './dicom/parse-dicom.ts';

/** The formats of images, by the names that messages have for them. */
export type Format =
  | 'PNG'
  | 'JPEG'
  | 'TIFF'
  | 'WebP'
  | 'BMP'
  | 'NumPy'
  | 'a NumPy archive'
  | 'DICOM'
  | 'NIfTI'
  | 'MGH'
  | 'NRRD';

/** The names that images have, the header's where there are two files of one. */
export const imageExtension =
  /\.(png|jpe?g|tiff?|webp|bmp|npy|npz|dcm|dicom|ima|nii|nii\.gz|hdr|mgh|mgz|nrrd)$/i;

/** Their list, for messages and helps. */
export const imageNames = '.png, .jpg, .tif, .webp, .bmp, .npy, .npz, .dcm, .nii, .nii.gz, .hdr, .mgz, .nrrd';

const extensions: readonly (readonly [RegExp, Format])[] = [
  [/\.png$/i, 'PNG'],
  [/\.jpe?g$/i, 'JPEG'],
  [/\.tiff?$/i, 'TIFF'],
  [/\.webp$/i, 'WebP'],
  [/\.bmp$/i, 'BMP'],
  [/\.npy$/i, 'NumPy'],
  [/\.npz$/i, 'a NumPy archive'],
  [/\.(dcm|dicom|ima)$/i, 'DICOM'],
  [/\.(nii|hdr|img)(\.gz)?$/i, 'NIfTI'],
  [/\.(mgh|mgz)$/i, 'MGH'],
  [/\.nrrd$/i, 'NRRD'],
];

/**
 * The format of a file by the extension of its name, else by how it begins.
 * @throws InputError when neither says anything, and where another thing than a file of images was left in its place.
 */
export function formatOf(path: string, bytes: Uint8Array): Format {
  assertNoStandIn(sourceOf(path, bytes), 'an image');
  const format = formatFound(path, bytes);
  if (format) return format;
  throw new InputError({
    where: path,
    expected: `an image file (${imageNames})`,
    got: 'another extension, and content of none of these',
    remedy: 'convert it to one of these',
  });
}

/**
 * As {@link formatOf}, undefined where neither says anything.
 * @param bytes as many of the file's first as {@link HEAD} says, or more
 */
export function formatFound(path: string, bytes: Uint8Array): Format | undefined {
  return extensions.find(([pattern]) => pattern.test(path))?.[1] ?? begins(bytes);
}

/** Bytes that tell a format. */
export const HEAD = 256;

/** The format that a file's first bytes are of; undefined for others. */
function begins(bytes: Uint8Array): Format | undefined {
  if (hasDicomPrefix(bytes) || beginsWithoutPrefix(bytes)) return 'DICOM';
  const text = String.fromCharCode(...bytes.subarray(0, 16));
  return signatures.find(([pattern]) => pattern.test(text))?.[1];
}

const signatures: readonly (readonly [RegExp, Format])[] = [
  [/^\x89PNG\r\n/, 'PNG'],
  [/^\xff\xd8\xff/, 'JPEG'],
  [/^(II\*\0|MM\0\*|II\+\0|MM\0\+)/, 'TIFF'],
  [/^RIFF[\s\S]{4}WEBP/, 'WebP'],
  [/^BM[\s\S]{4}\0\0\0\0/, 'BMP'],
  [/^\x93NUMPY/, 'NumPy'],
  [/^NRRD000/, 'NRRD'],
  [/^(\\[\s\S]\0\0|\0\0[\s\S]\\)/, 'NIfTI'],
];
