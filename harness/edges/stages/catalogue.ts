import type { StageKind } from '../../pipeline/stage.ts';
import { backProjectStage } from '../../pipeline/stages/back-project.ts';
import { degradeStage } from '../../pipeline/stages/degrade.ts';
import { measureStage } from '../../pipeline/stages/measure.ts';
import { measureIntervalsStage } from '../../pipeline/stages/measure-intervals.ts';
import { measureObserverStage } from '../../pipeline/stages/measure-observer.ts';
import { measureTrainingStage } from '../../pipeline/stages/measure-training.ts';
import { panelStage } from '../../pipeline/stages/panel.ts';
import { restoreStage } from '../../pipeline/stages/restore.ts';
import { sliceStage } from '../../pipeline/stages/slice.ts';
import { statisticsStage } from '../../pipeline/stages/statistics.ts';
import { auditStage } from '../../record/audit/stage.ts';
import { checkedLatentsStage } from './checked-latents.ts';
import { conditionStage } from './condition.ts';
import { datasetStage } from './dataset.ts';
import { encodeStage } from './encode.ts';
import { imagesElsewhereStage } from './images-elsewhere.ts';
import { latentsStage } from './latents.ts';
import { measureFrechetStage } from './measure-frechet.ts';
import { measureLpipsStage } from './measure-lpips.ts';
import { reconstructStage } from './reconstruct.ts';
import { restoreDiffirStage } from './restore-diffir.ts';
import { restoreNetworkStage } from './restore-network.ts';
import { restoreSr3Stage } from './restore-sr3.ts';
import { restoreTrainedStage } from './restore-trained.ts';
import { sampleStage } from './sample.ts';
import { sampleGuidedStage } from './sample-guided.ts';
import { scoresStage } from './scores.ts';
import { shippedStage } from './shipped.ts';
import { trainAutoencoderStage } from './train-autoencoder.ts';
import { trainDenoiserStage } from './train-denoiser.ts';
import { trainDiffirStage } from './train-diffir.ts';
import { trainDiffirTruthStage } from './train-diffir-truth.ts';
import { trainDistilledStage } from './train-distilled.ts';
import { trainRestorerStage } from './train-restorer.ts';
import { trainSr3Stage } from './train-sr3.ts';
import { trainVariationStage } from './train-variation.ts';

/** Every kind of stage. */
export const stageKinds: readonly StageKind[] = [
  datasetStage,
  sliceStage,
  degradeStage,
  restoreStage,
  restoreNetworkStage,
  imagesElsewhereStage,
  measureStage,
  measureLpipsStage,
  measureFrechetStage,
  measureIntervalsStage,
  measureObserverStage,
  measureTrainingStage,
  scoresStage,
  statisticsStage,
  panelStage,
  auditStage,
  trainAutoencoderStage,
  trainDenoiserStage,
  trainDistilledStage,
  trainVariationStage,
  trainRestorerStage,
  trainSr3Stage,
  trainDiffirTruthStage,
  trainDiffirStage,
  restoreTrainedStage,
  restoreSr3Stage,
  restoreDiffirStage,
  shippedStage,
  latentsStage,
  checkedLatentsStage,
  encodeStage,
  conditionStage,
  reconstructStage,
  sampleStage,
  sampleGuidedStage,
  backProjectStage,
];
