import type { StageKind } from '../../pipeline/stage.ts';
import { degradeStage } from '../../pipeline/stages/degrade.ts';
import { measureStage } from '../../pipeline/stages/measure.ts';
import { panelStage } from '../../pipeline/stages/panel.ts';
import { restoreStage } from '../../pipeline/stages/restore.ts';
import { statisticsStage } from '../../pipeline/stages/statistics.ts';
import { auditStage } from '../../record/audit-stage.ts';
import { datasetStage } from '../files/datasets/stage.ts';

const kinds: readonly StageKind[] = [
  datasetStage,
  degradeStage,
  restoreStage,
  measureStage,
  statisticsStage,
  panelStage,
  auditStage,
];

/** The kind of stage with this name. */
export function stageKindNamed(name: string): StageKind {
  return kinds.find((kind) => kind.name === name)!;
}
