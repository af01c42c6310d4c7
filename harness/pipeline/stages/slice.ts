import { decodeStack, encodeStack } from '../image-stack.ts';
import type { StageKind } from '../stage.ts';

interface SliceParams {
  /** The first image that is taken, counted from 0, and the first that is not. */
  readonly from: number;
  readonly to: number;
}

/** Some of the images of a data set, one after the other. */
export const sliceStage: StageKind<SliceParams> = {
  name: 'slice',
  code: import.meta.url,
  run: ({ from, to }, inputs) => encodeStack(decodeStack(inputs['images']!).slice(from, to)),
};
