import { resolveMethod } from '../../baselines/catalogue.ts';
import type { ImagesElsewhere } from '../../baselines/method.ts';
import { decodeStack, encodeStack } from '../../pipeline/image-stack.ts';
import type { StageKind } from '../../pipeline/stage.ts';
import { type ForeignFile, readForeignImages } from '../files/images-elsewhere.ts';

/** Takes the images that another program made of a data set's samples from the folder `location`. */
export const imagesElsewhereStage: StageKind = {
  name: 'images-elsewhere',
  code: import.meta.url,
  run(params, inputs, location) {
    const method = resolveMethod(params['method'], 'method') as ImagesElsewhere;
    const files = params['files'] as readonly ForeignFile[];
    return encodeStack(readForeignImages(location, files, decodeStack(inputs['reference']!), method));
  },
};
