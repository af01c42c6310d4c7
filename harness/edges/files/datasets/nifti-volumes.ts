import { basename, resolve } from 'node:path';
import { centerSquare } from '../../../datasets/center-square.ts';
import type { DatasetSample, NiftiVolumes } from '../../../datasets/dataset.ts';
import { quantised } from '../../../datasets/quantisation.ts';
import { scaleSlices } from '../../../datasets/scaling.ts';
import { selectSlices } from '../../../datasets/slice-selection.ts';
import { compilePattern, subjectOf } from '../../../datasets/subject.ts';
import { degrade, resolveDegradation } from '../../../degrade/catalogue.ts';
import type { Image } from '../../../numeric/image.ts';
import { decodeNifti } from '../images/nifti.ts';
import { sliceOf } from '../images/volume.ts';
import type { DatasetReader } from './dataset-reader.ts';
import { listFiles } from './list-files.ts';

/** Reads the selected slices of every volume: scaled, put on steps, cropped and resized, in this order. */
export const niftiVolumesReader: DatasetReader<NiftiVolumes> = {
  async files(declaration, baseFolder, where) {
    const pattern = compilePattern(declaration.files, where);
    const root = resolve(baseFolder, declaration.root);
    const all = await listFiles(root, '', /\.nii(\.gz)?$/i, { recursive: true });
    return all.filter(({ name }) => pattern.test(name));
  },
  async read(declaration, files, open, where) {
    const pattern = compilePattern(declaration.subject, where);
    const finish = finisher(declaration, where);
    const samples: DatasetSample[] = [];
    for (const file of files) {
      const stem = basename(file.name).replace(/\.nii(\.gz)?$/i, '');
      const subject = subjectOf(stem, pattern, file.path);
      const volume = await decodeNifti(await open(file), file.path);
      const { axis, slices, scaling } = declaration;
      const indices = selectSlices(volume.size[axis], slices, file.path);
      const images = indices.map((index) => sliceOf(volume, axis, index, file.path));
      for (const [i, image] of scaleSlices(images, [volume.data], scaling, file.path).entries()) {
        const id = `${stem}_z${String(indices[i]).padStart(3, '0')}`;
        samples.push({ id, subject, image: finish(image) });
      }
    }
    return samples;
  },
};

function finisher({ steps, crop, size }: NiftiVolumes, where: string): (image: Image) => Image {
  const resize = size && resolveDegradation({ ...size, kind: 'resize' }, `${where} /size`);
  return (image) => {
    const stepped = steps ? quantised(image, steps) : image;
    const cropped = crop === 'center-square' ? centerSquare(stepped) : stepped;
    return resize ? degrade(cropped, resize) : cropped;
  };
}
