import { degrade, resolveDegradation } from '../../degrade/catalogue.ts';
import { decodeStack, encodeStack } from '../image-stack.ts';
import type { StageKind } from '../stage.ts';

/** Makes the LR image of every HR image. */
export const degradeStage: StageKind = {
  name: 'degrade',
  code: import.meta.url,
  run(params, inputs) {
    const degradation = resolveDegradation(params['degradation'], 'degradation');
    const items = decodeStack(inputs['images']!);
    return encodeStack(items.map((item) => ({ ...item, image: degrade(item.image, degradation, item.id) })));
  },
};
