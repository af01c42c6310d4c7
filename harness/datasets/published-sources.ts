import { InputError } from '../numeric/input-error.ts';

/** The two ways to make a paper's images: as its text says, and as its released code does. */
export const sourceProcedures = ['described', 'released'] as const;
export type SourceProcedure = (typeof sourceProcedures)[number];

export const sourceSplits = ['train', 'valid', 'test'] as const;
export type SourceSplit = (typeof sourceSplits)[number];

/** How a published data set becomes images, as the declaration of a data set of kind `raw` says it. */
export interface PublishedProcedure {
  readonly raw: Readonly<Record<string, unknown>>;
  /** What each split that there is has besides. */
  readonly splits: Readonly<Partial<Record<SourceSplit, Readonly<Record<string, unknown>>>>>;
  /** The degradation that makes the LR images. */
  readonly task: string;
  /** What the paper and its release leave open, and what is done here. */
  readonly choices: readonly string[];
}

/** A data set that others publish. */
export interface PublishedSource {
  readonly title: string;
  /** How its download is laid out. */
  readonly layout: string;
  readonly procedures: Readonly<Record<SourceProcedure, PublishedProcedure>>;
}

const middle = { count: 1, from: 0.5, to: 1 };
const middleHalf = { count: 20, from: 0.25, to: 0.75 };
const square = (kernel: string, mode: string) => ({ height: 256, width: 256, kernel, mode });

function knee(plane: string, task: string, choices: readonly string[]): PublishedProcedure {
  const split = (folder: string) => ({ files: `^${folder}/${plane}/(?<subject>\\d{4})\\.npy$` });
  return {
    // Stored as S x 256 x 256 of 8 bits, which are read as parts of 255.
    raw: { name: `${plane}_{subject}_middle`, axis: 0, slices: middle, scaling: 'unit' },
    splits: { train: split('train'), valid: split('valid') },
    task,
    choices: ['The middle slice of S is number floor(S / 2).', ...choices],
  };
}

function brain(
  sequence: string,
  more: Readonly<Record<string, unknown>>,
  task: string,
  choices: readonly string[],
) {
  const take = (from: number, count: number) => ({ take: { of: 'subjects', from, count } });
  return {
    raw: {
      files: `^(?<case>(?<subject>BraTS-GLI-\\d{5})-\\d{3})/\\k<case>-${sequence}\\.nii(\\.gz)?$`,
      name: 'brats_{case}_z{slice}',
      axis: 2,
      slices: middleHalf,
      masks: { from: `-${sequence}.nii`, to: '-seg.nii' },
      ...more,
    },
    splits: { train: take(0, 200), valid: take(200, 35), test: take(235, 36) },
    task,
    choices: [
      'Which patients are in which split is not published: the first 200 by name train, the next 35 validate, the next 36 test.',
      'Volumes of one patient (their last three digits are the time) stay in one split.',
      ...choices,
    ],
  };
}

/** Of which kind the files are, and how their values become those of images. */
interface ChestFiles {
  readonly extension: string;
  readonly scaling: string;
  readonly steps?: object;
}

function chest(
  size: object,
  task: string,
  choices: readonly string[],
  { extension, ...values }: ChestFiles = { extension: 'jpg', scaling: 'unit' },
): PublishedProcedure {
  const splitTable = 'mimic-cxr-2.0.0-split.csv';
  const named = { key: 'dicom_id', group: 'image' };
  const split = (official: string, more = {}) => ({
    tables: [
      { file: splitTable, ...named, where: { split: [official] } },
      { file: 'mimic-cxr-2.0.0-metadata.csv', ...named, where: { ViewPosition: ['PA', 'AP'] } },
    ],
    ...more,
  });
  const thousand = { take: { of: 'files', count: 1000 } };
  return {
    raw: {
      files: `^files/p\\d\\d/p(?<subject>\\d+)/s\\d+/(?<image>[\\w-]+)\\.${extension}$`,
      name: 'p{subject}_{image}',
      ...values,
      crop: 'center-square',
      size,
    },
    splits: { train: split('train'), valid: split('validate', thousand), test: split('test') },
    task,
    choices: [
      "Frontal is a ViewPosition of PA or AP; the split is the publisher's.",
      'Which 1,000 images validate is not published: evenly spaced ones by the name of the image.',
      'The largest square about the centre is cut out first, which neither text nor release says.',
      ...choices,
    ],
  };
}

/** By the table or window of the header, else the range of the stored bits; MONOCHROME1 is inverted. */
const dicom: ChestFiles = { extension: 'dcm', scaling: 'auto' };
const dicomChoices = [
  'Paper and release use the JPG files, which were stretched from minimum to maximum and equalised by histogram; here the window of each header is shown, so that scores are not those of the JPG files.',
  'Official split and view are in tables of MIMIC-CXR-JPG alone: put these beside the files.',
];

/** Published data sets by the name that `latent-sr prepare` takes. */
export const publishedSources: Readonly<Record<string, PublishedSource>> = {
  mrnet: {
    title: 'MRNet-v1.0, knee MRI',
    layout: 'train|valid/axial|coronal|sagittal/NNNN.npy',
    procedures: {
      described: knee('axial', 'described-refinement', [
        'The text says axial slices, not which: the middle one.',
      ]),
      released: knee('sagittal', 'described-refinement', []),
    },
  },
  brats: {
    title: 'BraTS 2023 glioma, brain MRI',
    layout: 'BraTS-GLI-NNNNN-NNN/BraTS-GLI-NNNNN-NNN-t1c|t1n|t2f|t2w|seg.nii.gz',
    procedures: {
      described: brain(
        't2f',
        { scaling: 'volume-min-max', size: square('bicubic', 'float') },
        'described-4x',
        [
          'The text says 20 slices a patient by its counts; they are taken from the middle half, as the release does.',
          'The text names no kernel of the resize to 256 x 256: bicubic, as for its LR images.',
        ],
      ),
      released: brain(
        't2w',
        {
          scaling: 'slice-min-max',
          steps: { bits: 8, rounding: 'truncate' },
          crop: 'center-square',
          size: square('lanczos', 'uint8'),
        },
        'released-4x',
        [],
      ),
    },
  },
  'mimic-cxr': {
    title: 'MIMIC-CXR-JPG 2.0.0, chest X-ray',
    layout:
      'files/pNN/pNNNNNNNN/sNNNNNNNN/<dicom_id>.jpg, with mimic-cxr-2.0.0-metadata.csv[.gz] and mimic-cxr-2.0.0-split.csv[.gz]',
    procedures: {
      described: chest(square('bicubic', 'float'), 'described-4x', [
        'The text names no kernel of the resize to 256 x 256: bicubic, as for its LR images.',
      ]),
      released: chest(square('lanczos', 'uint8'), 'released-4x', [
        "The release's script is not there: its resize of the other 4x set stands in, Lanczos on 8 bits.",
      ]),
    },
  },
  'mimic-cxr-dicom': {
    title: 'MIMIC-CXR 2.0.0, chest X-ray as DICOM',
    layout:
      'files/pNN/pNNNNNNNN/sNNNNNNNN/<dicom_id>.dcm, with mimic-cxr-2.0.0-metadata.csv[.gz] and mimic-cxr-2.0.0-split.csv[.gz] of MIMIC-CXR-JPG',
    procedures: {
      described: chest(square('bicubic', 'float'), 'described-4x', dicomChoices, dicom),
      released: chest(square('lanczos', 'uint8'), 'released-4x', dicomChoices, {
        ...dicom,
        steps: { bits: 8, rounding: 'truncate' },
      }),
    },
  },
};

/**
 * What a published data set is as a declaration of kind `raw`, without id and root.
 * @throws InputError for a source, procedure or split that there is not.
 */
export function publishedRaw(source: string, procedure: string, split: string, where: string) {
  const known = (expected: readonly string[], got: string, remedy: string): never => {
    throw new InputError({
      where,
      expected: `one of ${expected.join(', ')}`,
      got: JSON.stringify(got),
      remedy,
    });
  };
  const published = Object.hasOwn(publishedSources, source) ? publishedSources[source]! : undefined;
  if (!published) return known(Object.keys(publishedSources), source, 'name a published source');
  const chosen = sourceProcedures.find((each) => each === procedure);
  if (!chosen) return known(sourceProcedures, procedure, 'name a procedure');
  const { raw, splits, task, choices } = published.procedures[chosen];
  const more = sourceSplits.includes(split as SourceSplit) ? splits[split as SourceSplit] : undefined;
  if (!more) return known(Object.keys(splits), split, `name a split that ${source} has`);
  return { raw: { ...raw, ...more }, task, choices };
}
