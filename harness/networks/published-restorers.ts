import type { Weights } from './engine.ts';
import { type Layout, layouts, networkWeights } from './layout.ts';
import type { Network } from './network.ts';
import { esrgan, rrdb } from './rrdb.ts';
import { type SwinirConfig, swinir, swinirClassical, swinirLightweight, swinirReal } from './swinir.ts';
import type { Tensor } from './tensor.ts';

/** A network that enlarges `image` `[B, 3, H, W]` to `enlarged` `[B, 3, factor H, factor W]`, both in [0, 1]. */
export interface PublishedRestorer {
  readonly network: Network;
  readonly factor: number;
}

const ofRrdb = (id: string): Published => ({ network: rrdb(id, esrgan), factor: 4, layout: layouts.rrdb });
const ofSwinir = (id: string, config: SwinirConfig): Published => ({
  network: swinir(id, config),
  factor: config.scale,
  layout: layouts.swinir,
});

interface Published extends PublishedRestorer {
  readonly layout: Layout;
}

/** By the id of the asset that holds the authors' weights. */
const published: Readonly<Record<string, (id: string) => Published>> = {
  'esrgan-x4': ofRrdb,
  // The same generator, trained on other degradations.
  'real-esrgan-x4plus': ofRrdb,
  'swinir-m-x2': (id) => ofSwinir(id, { ...swinirClassical, scale: 2 }),
  'swinir-m-x4': (id) => ofSwinir(id, swinirClassical),
  'swinir-m-x8': (id) => ofSwinir(id, { ...swinirClassical, scale: 8 }),
  'swinir-lightweight-x4': (id) => ofSwinir(id, swinirLightweight),
  'swinir-real-l-x4': (id) => ofSwinir(id, swinirReal),
};

/** The network of a published restorer by its asset's id, without weights. */
export function publishedRestorer(id: string): PublishedRestorer {
  return published[id]!(id);
}

/**
 * The weights of a published restorer from the tensors of its checkpoint.
 * @param where the checkpoint, for messages
 * @throws InputError listing every missing, unexpected and wrongly shaped tensor by name.
 */
export function restorerWeights(id: string, tensors: ReadonlyMap<string, Tensor>, where: string): Weights {
  const { network, layout } = published[id]!(id);
  return networkWeights(network, { image: [1, 3, 8, 8] }, tensors, layout, where);
}
