import { availableParallelism } from 'node:os';
import type { Inferable } from '../../../../record/infer/score/inferable.ts';
import { inferableLpips, type LpipsDistance } from '../../../../record/infer/score/lpips.ts';
import { openEngine } from '../../../engines/open-engine.ts';
import { requiredAsset } from '../../../files/assets.ts';
import { workspaceAt } from '../../../files/workspace.ts';
import { type LpipsEpsilon, openLpips, readLpipsWeights } from '../../../networks/lpips.ts';

/**
 * The search of what a printed LPIPS was taken by, through AlexNet.
 * @throws InputError `untestable: needs asset ...` without the weights.
 */
export async function openInferableLpips(): Promise<Inferable> {
  const weights = readLpipsWeights(requiredAsset(workspaceAt(undefined), 'lpips-alex-v0.1'));
  const engine = await openEngine(undefined, { threads: availableParallelism() });
  const network = (epsilon: LpipsEpsilon): LpipsDistance => {
    const lpips = openLpips(engine, weights, epsilon);
    return async (image, reference) => {
      const [distance] = await lpips([image], [reference]);
      return distance!;
    };
  };
  return inferableLpips({ outside: network('outside'), inside: network('inside') });
}
