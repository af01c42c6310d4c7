import { backProject } from '../../degrade/back-project.ts';
import { resolveDegradation } from '../../degrade/catalogue.ts';
import { decodeStack, encodeStack } from '../image-stack.ts';
import type { StageKind } from '../stage.ts';

interface BackProjectParams {
  readonly degradation: unknown;
  readonly passes: number;
}

/** Brings `images` into agreement with the LR images `low` that a known degradation made. */
export const backProjectStage: StageKind<BackProjectParams> = {
  name: 'back-project',
  code: import.meta.url,
  run({ degradation: declared, passes }, inputs) {
    const degradation = resolveDegradation(declared, 'degradation');
    const low = new Map(decodeStack(inputs['low']!).map(({ id, image }) => [id, image]));
    return encodeStack(
      decodeStack(inputs['images']!).map((item) => ({
        ...item,
        image: backProject(item.image, low.get(item.id)!, degradation, passes),
      })),
    );
  },
};
