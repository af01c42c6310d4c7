import type { Claim } from '../claims/claim.ts';
import type { GoldenFile, GoldenVerdictsFile } from '../claims/golden-file.ts';
import type { InputError } from '../numeric/input-error.ts';
import type { Experiment, Profile } from '../pipeline/experiment.ts';
import type { PlanContext, PlannedDataset } from '../pipeline/plan/context.ts';
import type { Artifact, Stage, StageKind } from '../pipeline/stage.ts';
import type { PrintedRecord } from '../record/record.ts';
import type { Digest } from '../report/family.ts';
import type { ReportView } from '../report/view-model.ts';
import type { Software } from './archive/software.ts';
import type { Execution, Progress, StageTimes } from './execution.ts';

/** What a study needs from outside: a workspace, something to compute with, and a place for results. */
export interface Ports {
  readonly declarations: Declarations;
  readonly golden: GoldenFiles;
  readonly store: StageStore;
  readonly executor: Executor;
  readonly runs: Runs;
  /** What plans are made from, looked up once. */
  resources(profile: Profile, fromScratch: boolean): Promise<Resources>;
  /** The engine that a choice, or none, means here. @throws InputError when what is asked for cannot run here */
  engine(choice: string | undefined): Promise<StudyEngine>;
  /** How fast an engine is, as far as it was measured here. */
  speed?(engine: string): Promise<MeasuredSpeed>;
  readonly kind: (name: string) => StageKind;
  /** The version of a module, by its `import.meta.url`, and of all that it imports. */
  readonly codeVersion: (module: string) => string;
  readonly report: Renderer;
}

/** What runs the networks of a study. */
export interface StudyEngine {
  /** Where it is not the default. */
  readonly other?: string;
  /** Its name with its version. */
  readonly version: string;
}

/** What a workspace declares. Each throws InputError where the file cannot be used. */
export interface Declarations {
  /** What people type to run the workspace, such as `npx latent-sr reproduce`. */
  readonly command: string;
  /** Those that can be used. */
  profiles(): readonly Profile[];
  profile(id: string): Profile;
  experiments(): Declared<Experiment>;
  claims(): Declared<Claim>;
  /** None where the workspace declares none. */
  digest(): Digest;
  /** Undefined where the workspace has none. */
  record(): PrintedRecord | undefined;
}

/** What was declared, with the faults of the files that could not be used. */
export interface Declared<T> {
  readonly items: readonly T[];
  readonly faults: readonly InputError[];
}

/** The expected values and verdicts of a workspace; undefined where there are none. */
export interface GoldenFiles {
  values(profile: string, experiment: string): GoldenFile | undefined;
  verdicts(profile: string): GoldenVerdictsFile | undefined;
  /** Each returns the file that was written. */
  writeValues(golden: GoldenFile): Promise<string>;
  writeVerdicts(golden: GoldenVerdictsFile): Promise<string>;
}

/** The results of stages, by key. */
export interface StageStore {
  has(key: string): Promise<boolean>;
  /** Undefined where it is absent or damaged. */
  read(key: string): Promise<Artifact | undefined>;
  /** When it was computed; undefined where it is absent. */
  timesOf(key: string): Promise<StageTimes | undefined>;
}

/** What computes stages. */
export interface Executor {
  /** Computes those of `stages` (inputs first) that a run lacks, and stores them. */
  execute(stages: readonly Stage[], progress: Progress): Promise<Execution>;
  /** A stage's result, computed again where it is absent or damaged. */
  result(stage: Stage): Promise<Artifact>;
}

/** What plans are made from: data sets, recipes, assets, networks that ship. */
export interface Resources {
  readonly context: Omit<PlanContext, 'profile' | 'seed' | 'codeVersion' | 'kind' | 'engine'>;
  /** The data that plans have asked for. */
  used(): readonly UsedData[];
}

/** A data set as found: what a plan needs of it, and the files that its content comes from. */
export interface LocatedDataset extends UsedData {
  readonly planned: PlannedDataset;
}

/** Data as found: what they are called, and the files that their content comes from. */
export interface UsedData {
  readonly planned: Pick<PlannedDataset, 'id'>;
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
  /** Why it cannot be used, where that is a fault. */
  readonly fault?: InputError;
}

/** How fast one process runs networks on an engine. */
export interface MeasuredSpeed {
  /** Floating-point operations a second in one thread. */
  readonly flops?: number;
  /** The share of the work that threads do not shorten; 1 where the engine takes one thread. */
  readonly serial?: number;
}

/** Where runs are written. */
export interface Runs {
  /** Sees before the work that a run can be written. @throws InputError or the system's error */
  ready(): Promise<void>;
  /**
   * Writes a run's files, unless they follow from this very content already.
   * @param name of the run, where no folder was asked for
   */
  write(name: string, content: unknown, render: () => Promise<RunFiles>): Promise<WrittenRun>;
}

/** A run's files by name: text, or, where no text could hold it, its bytes in parts. */
export type RunFiles = Readonly<Record<string, string | Iterable<Uint8Array>>>;

/** Where a run is, and whether it had to be written. */
export interface WrittenRun {
  readonly folder: string;
  readonly written: boolean;
}

/** What shows a report. */
export interface Renderer {
  /** Of the code and the templates: another one, and the same view may look different. */
  version(): string;
  render(view: ReportView): Promise<RunFiles>;
  surroundings(): Promise<Surroundings>;
}

/** What only the machine can say of a run; part of its provenance and of no result. */
export interface Surroundings {
  /** Name, version and commit. */
  readonly harness: string;
  readonly software: Software;
  /** The default engine, with its version. */
  readonly engine: string;
  readonly node: string;
  readonly system: string;
  readonly made: string;
}
