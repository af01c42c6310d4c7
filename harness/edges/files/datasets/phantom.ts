import type { PhantomSet } from '../../../datasets/dataset.ts';
import { phantomSamples } from '../../../datasets/phantoms/phantom-samples.ts';
import type { DatasetReader } from './dataset-reader.ts';

/** Makes the samples from the declaration alone. */
export const phantomReader: DatasetReader<PhantomSet> = {
  made: true,
  files: async () => [],
  read: async (set) => phantomSamples(set),
};
