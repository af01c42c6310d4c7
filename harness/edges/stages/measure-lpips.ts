import { resolveLpips } from '../../metrics/network-metrics.ts';
import { decodeStack } from '../../pipeline/image-stack.ts';
import { referencesOf } from '../../pipeline/paired-images.ts';
import { encodeRows, type Row } from '../../pipeline/row.ts';
import type { StageKind } from '../../pipeline/stage.ts';
import { checkedPaths, type HashedFile } from '../files/asset-files.ts';
import { openLpips, readLpipsWeights } from '../networks/lpips.ts';
import { stageEngine } from './stage-engine.ts';

interface MeasureLpipsParams {
  readonly cell: string;
  readonly scores: readonly {
    readonly id: string;
    /** `epsilon`, `outside` or `inside`; see `resolveLpips`. */
    readonly convention: Readonly<Record<string, unknown>>;
  }[];
  /** The weights, their paths relative to the stage's location. */
  readonly asset: { readonly files: readonly HashedFile[] };
}

/** LPIPS of every image of `images` against the image of `reference` with the same id, as rows. */
export const measureLpipsStage: StageKind<MeasureLpipsParams> = {
  name: 'measure-lpips',
  code: import.meta.url,
  runsNetworks: true,
  async run(params, inputs, location, context) {
    const { cell, scores, asset } = params;
    const items = decodeStack(inputs['images']!);
    const references = referencesOf(cell, items, decodeStack(inputs['reference']!));
    const weights = readLpipsWeights(checkedPaths(location, asset.files));
    const engine = await stageEngine(context);
    const rows: Row[] = [];
    for (const { id: score, convention } of scores) {
      const lpips = openLpips(engine, weights, resolveLpips(convention).epsilon);
      const distances = await lpips(
        items.map(({ image }) => image),
        references.map(({ image }) => image),
      );
      items.forEach(({ id, subject }, i) => {
        rows.push({ cell, sample: id, subject, score, value: distances[i]! });
      });
    }
    return encodeRows(rows);
  },
};
