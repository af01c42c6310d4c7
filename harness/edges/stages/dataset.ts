import { InputError } from '../../numeric/input-error.ts';
import { canonicalJson } from '../../pipeline/canonical.ts';
import { evenlySpaced } from '../../pipeline/evenly-spaced.ts';
import { encodeStack } from '../../pipeline/image-stack.ts';
import type { StageKind } from '../../pipeline/stage.ts';
import { readDataset } from '../files/datasets/read-dataset.ts';

interface DatasetParams {
  readonly declaration: { readonly id: string };
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
  readonly limit: number | null;
  /** The LR images that came with the set, in place of the HR images. */
  readonly part?: 'low';
}

/** Reads the HR images of a data set, or its LR images, all or evenly spaced ones. */
export const datasetStage: StageKind<DatasetParams> = {
  name: 'dataset',
  code: import.meta.url,
  async run(params, _inputs, location) {
    const { declaration, files, limit, part } = params;
    const { samples, source } = await readDataset(declaration, location, `data set ${declaration.id}`);
    const read = source.files.map(({ path, sha256 }) => ({ path, sha256 }));
    if (canonicalJson(read) !== canonicalJson(files)) {
      throw new InputError({
        where: `data set ${declaration.id}`,
        expected: 'the files that were there when the run began',
        got: 'others',
        remedy: 'let nothing change the data during a run, and run the command again',
      });
    }
    const kept = limit === null ? samples : evenlySpaced(samples, limit);
    return encodeStack(
      kept.map(({ id, subject, image, lowResolution, mask }) =>
        part === 'low'
          ? { id, subject, image: lowResolution! }
          : { id, subject, image, ...(mask && { mask }) },
      ),
    );
  },
};
