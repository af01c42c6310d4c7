import { resolveMethod } from '../../baselines/catalogue.ts';
import { interpolate } from '../../baselines/interpolation.ts';
import type { Interpolation, ZeroFilled } from '../../baselines/method.ts';
import { InputError } from '../../numeric/input-error.ts';
import { decodeStack, encodeStack } from '../image-stack.ts';
import type { StageKind } from '../stage.ts';

/** Brings every LR image back to its HR image's size by interpolation. */
export const restoreStage: StageKind = {
  name: 'restore',
  code: import.meta.url,
  run(params, inputs) {
    const method = resolveMethod(params['method'], 'method') as Interpolation | ZeroFilled;
    const sizes = new Map(decodeStack(inputs['reference']!).map(({ id, image }) => [id, image]));
    return encodeStack(
      decodeStack(inputs['low']!).map(({ id, subject, image }) => {
        const target = sizes.get(id);
        if (!target) {
          throw new InputError({
            where: `sample ${id}`,
            expected: 'an HR image with the same id',
            got: 'none',
            remedy: 'give both sets the same ids',
          });
        }
        return { id, subject, image: interpolate(image, target.height, target.width, method) };
      }),
    );
  },
};
