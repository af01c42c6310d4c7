/**
 * The harness as a library: run a study, judge a claim, audit printed figures, take a metric or a statistic, read the
 * files that these go by. Nothing here prints or ends the process; bad input throws {@link InputError}.
 *
 * @module
 */

// biome-ignore-all assist/source/organizeImports: a table of contents, by subject

// What bad input is told by.
export { InputError, type InputFault } from './numeric/input-error.ts';

// Studies: a workspace's experiments and claims, run and judged.
export { runStudy, type StudyOptions } from './edges/run-study.ts';
export type { StudyRun } from './study/run-study.ts';
export type { ForetellingView, TableView } from './report/view-model.ts';
export type { RunDocument } from './study/run-document.ts';
export type { Effort, Savings } from './study/until-decided/savings.ts';
export type { Counted, StatisticResult } from './pipeline/compute-statistics.ts';
export type { Regime } from './claims/compare-golden.ts';
export type { TolerancePower } from './claims/tolerance-power.ts';
export type { GoldenView } from './report/view-model.ts';
export type { Progress } from './study/execution.ts';
export type { Params, Stage, StagePart } from './pipeline/stage.ts';
export { readRun } from './edges/files/runs.ts';
export { type ComparedRun, compareRuns, type RunDifferences } from './study/compare/runs.ts';

// Claims and their verdicts.
export { judge, type ReplayOf } from './claims/judge.ts';
export type { Absent, Evidence, EvidenceOf, ExperimentEvidence, Reach } from './claims/evidence.ts';
export type { Check, Claim, Criterion, Part } from './claims/claim.ts';
export type { Comparator } from './claims/comparator.ts';
export type { Fragility, OutcomeCounts, ThresholdFragility, Turn } from './claims/fragility.ts';
export { type CriterionResult, type Outcome, type Tier, tiers, type Verdict } from './claims/verdict.ts';

// Declarations.
export { type Workspace, workspaceAt } from './edges/files/workspace.ts';
export { readClaims, readExperiments, readProfile } from './edges/files/declarations.ts';
export type { Declared } from './study/ports.ts';
export type {
  CellBlock,
  Experiment,
  FigureDeclaration,
  Foretelling,
  Level,
  PanelDeclaration,
  Point,
  Profile,
  ScoreDeclaration,
  SeedLevel,
  StageResources,
  StatisticDeclaration,
  Term,
} from './pipeline/experiment.ts';
export type { NetworkBatch } from './pipeline/plan/network-batch.ts';

// Contrasts as text and as the terms of a statistic.
export { parseContrast } from './language/contrast/parse.ts';
export { printContrast } from './language/contrast/print.ts';
export type { Source } from './language/contrast/source.ts';
export type { Vocabulary } from './language/contrast/vocabulary.ts';
export { vocabularyOf } from './pipeline/declared/vocabulary-of.ts';

// Printed figures, audited.
export { audit as auditRecord } from './record/audit/audit.ts';
export { readRecord } from './edges/files/paper-record.ts';
export { readDocument } from './edges/files/documents/read-document.ts';
export { type DraftedRecord, recordOf } from './record/reading/record-of.ts';
export type {
  Mark,
  Paragraph,
  Run,
  SourceCell,
  SourceDocument,
  SourceRow,
  SourceTable,
} from './record/reading/document.ts';
export type { Enclosure, Role } from './record/reading/meaning.ts';
export type { Measure } from './record/reading/measures.ts';
export type { ReadFigure, ReadPlace } from './record/reading/reading.ts';
export type {
  Column,
  FigureKind,
  FigureSource,
  LoneFigure,
  NotUnderstood,
  PrintedRecord,
  PrintedTable,
} from './record/record.ts';
export type { CheckDeclaration, Patch } from './record/check.ts';
export { type Finding, type Place, type Severity, type Stated, severities } from './record/finding.ts';

// Images and metrics.
export {
  type ChosenImage,
  chosenImages,
  readImage,
  readImageFile,
} from './edges/files/images/read-image.ts';
export type { DisplayTable, Window } from './datasets/values-header.ts';
export type { Selection } from './edges/files/images/selection.ts';
export type { Place as PlaceInFile, Span } from './edges/files/images/place.ts';
export type { FileImage } from './edges/files/images/file-image.ts';
export type { LeftOut as LeftOutFile } from './edges/files/images/collection/found-files.ts';
export type { ImagePlace } from './edges/files/images/collection/open-found.ts';
export {
  type CollectedImage,
  type Collection,
  type CollectionOptions,
  collectImages,
} from './edges/files/images/collection/collection.ts';
export { createImage, type Image } from './numeric/image.ts';
export { metricNamed, metrics } from './metrics/catalogue.ts';
export type {
  Metric,
  MetricInput,
  MetricKind,
  MetricNeed,
  MetricUnit,
  Score,
  Scored,
} from './metrics/metric.ts';
export type { Direction, Directions } from './metrics/direction.ts';
export type { Option, Options, Values } from './language/option.ts';

// Scores and statistics.
export { readScores } from './edges/files/scores/read-scores.ts';
export type { DecimalMark } from './record/scores/decimal-mark.ts';
export type { LeftOut, ScoreRow, ScoreTable } from './record/scores/table.ts';
export { idColumn, numberColumn } from './record/scores/table-columns.ts';
export { type Arm, type ClusterOf, pairById } from './statistics/pairing.ts';
export { clustering, unclustered } from './statistics/clustering.ts';
export { procedureNamed, procedures } from './statistics/catalogue.ts';
export { intervalName, procedureAt } from './statistics/procedure-at.ts';
export { type Decimals, readTies, type Ties, type TiesRead } from './statistics/decimal-ties.ts';
export { type Floor, type SignedRankOptions, smallestSignedRankP } from './statistics/signed-rank.ts';
export type { Observations, Procedure, ProcedureKind, Sample } from './statistics/procedure.ts';
export type { ColumnRules, UnitRules } from './statistics/units.ts';
export type { Estimate } from './statistics/estimate.ts';
export type { Friedman } from './statistics/ranking/friedman.ts';
export {
  type MethodPair,
  type Methods,
  type RankedMethod,
  type Ranking,
  rankMethods,
} from './statistics/ranking/rank-methods.ts';
export type { ResultUnits, Unit } from './numeric/unit.ts';

// Weights.
export { readWeights } from './edges/files/weights/read-weights.ts';
export type { Shape } from './networks/ops.ts';
export type { Tensor } from './networks/tensor.ts';
