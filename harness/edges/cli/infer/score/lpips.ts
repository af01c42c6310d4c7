import { cropBorder } from '../../../../metrics/crop-border.ts';
import type { Image } from '../../../../numeric/image.ts';
import { InputError } from '../../../../numeric/input-error.ts';
import type { Convention } from '../../../../record/infer/score/convention.ts';
import { keyOf } from '../../../../record/infer/score/convention.ts';
import type { Inferable, Reading } from '../../../../record/infer/score/inferable.ts';
import { isOfWholeImages, meanOfImages } from '../../../../record/infer/score/ssim.ts';
import type { Pair } from '../../../../record/infer/score/view.ts';
import { DEFAULT_ENGINE, openEngine } from '../../../engines/open-engine.ts';
import { requiredAsset } from '../../../files/assets.ts';
import { workspaceAt } from '../../../files/workspace.ts';
import { type Lpips, openLpips, readLpipsWeights } from '../../../networks/lpips.ts';
import { threadsOf } from '../../threads.ts';

/**
 * The search of what a printed LPIPS was taken by, through AlexNet.
 * @throws InputError `untestable: needs asset ...` without the weights.
 */
export async function openInferableLpips(): Promise<Inferable> {
  const weights = readLpipsWeights(requiredAsset(workspaceAt(undefined), 'lpips-alex-v0.1'));
  const engine = await openEngine(DEFAULT_ENGINE, { threads: threadsOf('2') });
  const networks = {
    outside: openLpips(engine, weights, 'outside'),
    inside: openLpips(engine, weights, 'inside'),
  };
  return {
    name: 'lpips',
    unit: '1',
    choices: ['signal', 'epsilon', 'average'],
    departures: 1,
    reach: 0.02,
    readingOf: (convention) => keyOf(convention, ['crop', 'signal', 'epsilon']),
    possible: isOfWholeImages,
    reduce: meanOfImages,
    async read(pair, conventions) {
      const readings: (Reading | string)[] = [];
      for (const convention of conventions) {
        const lpips = networks[convention.epsilon as keyof typeof networks];
        readings.push(await distance(lpips, pair, convention));
      }
      return readings;
    },
  };
}

async function distance(lpips: Lpips, pair: Pair, convention: Convention): Promise<Reading | string> {
  try {
    const [image, reference] = [pair.image, pair.reference].map((each) => given(each, convention));
    const [value] = await lpips([image!], [reference!]);
    return { value: value!, count: 1, least: Number.NaN, greatest: Number.NaN };
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}

/** What the network brings to [-1, 1]: half of that range where it should see values in [0, 1] as they are. */
function given(image: Image, { crop, signal }: Convention): Image {
  const cropped = cropBorder(image, Number(crop), 'crop');
  if (signal !== 'unit') return cropped;
  return { ...cropped, data: cropped.data.map((value) => (value + 1) / 2) };
}
