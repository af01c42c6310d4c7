import { frechetReplicates, subjectResample } from '../../metrics/frechet-bootstrap.ts';
import { frechetDistance } from '../../metrics/frechet-distance.ts';
import { featuresRole, resolveFrechet } from '../../metrics/network-metrics.ts';
import { InputError } from '../../numeric/input-error.ts';
import { decodeStack, type StackItem } from '../../pipeline/image-stack.ts';
import { referencesOf } from '../../pipeline/paired-images.ts';
import { encodeRows, type Row } from '../../pipeline/row.ts';
import type { Artifact, StageKind } from '../../pipeline/stage.ts';
import { checkedPaths, type HashedFile } from '../files/asset-files.ts';
import { autoencoderFeatures, featuresOf, publishedFeatures } from '../networks/image-features.ts';
import type { OverImages } from './over-batches.ts';
import { stageEngine } from './stage-engine.ts';
import { type NamedAutoencoder, trainedWeights } from './stage-networks.ts';

interface MeasureFrechetParams {
  readonly cell: string;
  /** The data set, which names the draws: all its cells are resampled alike. */
  readonly dataset: string;
  readonly seed: number;
  readonly score: {
    readonly id: string;
    /** `features` and `resamples`; see `resolveFrechet`. */
    readonly convention: Readonly<Record<string, unknown>>;
  };
  /** For features of an autoencoder, whose weights are the input `autoencoder`. */
  readonly autoencoder?: NamedAutoencoder;
  /** For features of a published network: its files, their paths relative to the stage's location. */
  readonly asset?: { readonly files: readonly HashedFile[] };
}

/**
 * The Frechet distance between the features of `images` and those of `reference`, the same samples, as rows: of
 * all images as the score `ID/all` of a sample `all`, and of resamples by subject as the score `ID` of samples
 * `resample-000` and so on, each its own subject. See `frechetReplicates` for what replicates are good for.
 */
export const measureFrechetStage: StageKind<MeasureFrechetParams> = {
  name: 'measure-frechet',
  code: import.meta.url,
  runsNetworks: true,
  async run(given, inputs, location, context) {
    const { cell, dataset, seed, score } = given;
    const convention = resolveFrechet(score.convention);
    const items = decodeStack(inputs['images']!);
    const references = referencesOf(cell, items, decodeStack(inputs['reference']!));
    const engine = await stageEngine(context);
    const over =
      featuresRole(convention) === undefined
        ? publishedFeatures(convention.features, checkedPaths(location, given.asset?.files ?? []))
        : fromAutoencoder(given, inputs['autoencoder']);
    const of = (stack: readonly StackItem[]) =>
      featuresOf(
        engine,
        over,
        stack.map(({ image }) => image),
      );
    const [features, wanted] = [await of(items), await of(references)];
    const subjects = items.map(({ subject }) => subject);
    const resamples = Array.from({ length: convention.resamples }, (_, r) =>
      subjectResample(subjects, seed, dataset, r),
    );
    const row = (sample: string, score: string, value: number): Row => ({
      cell,
      sample,
      subject: sample,
      score,
      value,
    });
    const replicates = [...frechetReplicates(features, wanted, resamples)];
    return encodeRows([
      row('all', `${score.id}/all`, frechetDistance(features, wanted)),
      ...replicates.map((value, r) => row(`resample-${String(r).padStart(3, '0')}`, score.id, value)),
    ]);
  },
};

function fromAutoencoder(
  { cell, autoencoder }: MeasureFrechetParams,
  trained: Artifact | undefined,
): OverImages {
  const where = `${cell}: features of an autoencoder`;
  if (autoencoder?.kind === 'scale' && trained) {
    return autoencoderFeatures(
      autoencoder.architecture,
      trainedWeights(trained, 'weights.safetensors'),
      where,
    );
  }
  throw new InputError({
    where,
    expected: "a scale model's architecture, and its training as the input autoencoder",
    got: trained ? `an autoencoder that is ${autoencoder?.kind ?? 'not given'}` : 'none',
    remedy: "name the role of one of the harness's own autoencoders",
  });
}
