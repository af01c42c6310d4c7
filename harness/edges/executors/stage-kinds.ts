import type { StageKind } from '../../pipeline/stage.ts';
import { degradeStage } from '../../pipeline/stages/degrade.ts';
import { measureStage } from '../../pipeline/stages/measure.ts';
import { panelStage } from '../../pipeline/stages/panel.ts';
import { restoreStage } from '../../pipeline/stages/restore.ts';
import { statisticsStage } from '../../pipeline/stages/statistics.ts';
import { auditStage } from '../../record/audit-stage.ts';
import { datasetStage } from '../files/datasets/stage.ts';
import { imagesElsewhereStage } from '../files/images-elsewhere-stage.ts';
import { conditionStage } from '../tensor/stages/condition.ts';
import { encodeStage } from '../tensor/stages/encode.ts';
import { measureFrechetStage } from '../tensor/stages/measure-frechet.ts';
import { measureLpipsStage } from '../tensor/stages/measure-lpips.ts';
import { reconstructStage } from '../tensor/stages/reconstruct.ts';
import { restoreNetworkStage } from '../tensor/stages/restore-network.ts';
import { restoreTrainedStage } from '../tensor/stages/restore-trained.ts';
import { sampleStage } from '../tensor/stages/sample.ts';
import { shippedStage } from '../tensor/stages/shipped.ts';
import { trainAutoencoderStage } from '../tensor/stages/train-autoencoder.ts';
import { trainDenoiserStage } from '../tensor/stages/train-denoiser.ts';
import { trainRestorerStage } from '../tensor/stages/train-restorer.ts';

/** Every kind of stage. */
export const stageKinds: readonly StageKind[] = [
  datasetStage,
  degradeStage,
  restoreStage,
  restoreNetworkStage,
  imagesElsewhereStage,
  measureStage,
  measureLpipsStage,
  measureFrechetStage,
  statisticsStage,
  panelStage,
  auditStage,
  trainAutoencoderStage,
  trainDenoiserStage,
  trainRestorerStage,
  restoreTrainedStage,
  shippedStage,
  encodeStage,
  conditionStage,
  reconstructStage,
  sampleStage,
];

/** The kind of stage with this name. */
export function stageKindNamed(name: string): StageKind {
  return stageKinds.find((kind) => kind.name === name)!;
}
