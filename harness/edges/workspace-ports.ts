import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { InputError } from '../numeric/input-error.ts';
import { sha256 } from '../pipeline/canonical.ts';
import type { Stage } from '../pipeline/stage.ts';
import type { ReportView } from '../report/view-model.ts';
import { type AskedLanes, type Lanes, lanesOf, overfull } from '../study/cost/lanes.ts';
import type { Execution, Progress } from '../study/execution.ts';
import { missingStages } from '../study/missing-stages.ts';
import type { Ports, RunFiles, StudyEngine } from '../study/ports.ts';
import { DEFAULT_ENGINE } from './engines/default-engine.ts';
import { engineVersion } from './engines/engine-version.ts';
import { assertOneThread, oneThreadInStages } from './engines/one-thread.ts';
import { onnxLacks } from './engines/onnx/presence.ts';
import { readOrCompute } from './executors/compute-stage.ts';
import { forgetParts } from './executors/forget-parts.ts';
import { execute as executeHere } from './executors/local.ts';
import { readClaims, readDigest, readExperiments, readProfile, readProfiles } from './files/declarations.ts';
import {
  readGoldenValues,
  readGoldenVerdicts,
  writeGoldenValues,
  writeGoldenVerdicts,
} from './files/golden.ts';
import { readPaperRecord } from './files/paper-record.ts';
import { writeRun } from './files/run-folder.ts';
import { codeVersion } from './files/store/code-version.ts';
import { measuredSpeed } from './files/store/speeds.ts';
import { Store } from './files/store/store.ts';
import type { Workspace } from './files/workspace.ts';
import { templatesVersion } from './render/template-files.ts';
import { findResources } from './resources.ts';
import { stageKindNamed } from './stages/stage-kind-named.ts';
import { thisMachine } from './this-machine.ts';

/** `jobs`: worker processes; with one the stages are computed in this process, unless it is to answer signals. */
export interface WorkspaceOptions extends AskedLanes {
  /** Told of damaged results, which are computed again. */
  readonly warn: (message: string) => void;
  /** The folder of the run, where it is not to lie among the workspace's. */
  readonly out?: string | undefined;
  /** Whether this process answers signals while stages are computed, which it can only where another computes them. */
  readonly answers?: boolean | undefined;
  /** Whether data sets and assets that are absent are taken to be as declared: for plans alone. */
  readonly asDeclared?: boolean | undefined;
  /** What computes the stages that the store, of this folder, lacks; worker processes here where it is left out. */
  readonly execute?:
    | ((stages: readonly Stage[], store: Store, folder: string, progress: Progress) => Promise<Execution>)
    | undefined;
}

/** The ports of a study on a workspace's files and this machine's processors. */
export function workspacePorts(
  workspace: Workspace,
  { jobs, threads, warn, out, answers = false, asDeclared, execute: elsewhere }: WorkspaceOptions,
): Ports {
  const store = new Store(workspace.store, warn);
  /** The engine that stands in for the default one, where that is not here and none was asked for. */
  const chosen: { standIn?: string | undefined; oneThread?: string | undefined } = {};
  const here = workersHere(
    () => ({ jobs, threads: threads ?? (chosen.oneThread === undefined ? undefined : 1) }),
    warn,
    answers,
  );
  const execute = elsewhere ?? here.execute;
  return {
    declarations: {
      command: workspace.command,
      profiles: () => readProfiles(workspace),
      profile: (id) => readProfile(workspace, id),
      experiments: () => readExperiments(workspace),
      claims: () => readClaims(workspace),
      digest: () => readDigest(workspace),
      record: () => readPaperRecord(workspace),
    },
    golden: {
      values: (profile, experiment) => readGoldenValues(workspace, profile, experiment),
      verdicts: (profile) => readGoldenVerdicts(workspace, profile),
      writeValues: (golden) => writeGoldenValues(workspace, golden),
      writeVerdicts: (golden) => writeGoldenVerdicts(workspace, golden),
    },
    store,
    executor: {
      async execute(stages, progress) {
        const { standIn } = chosen;
        if (standIn !== undefined && stages.some(({ engine }) => engine === standIn)) {
          warn(`networks run on ${standIn}, several times slower than on onnx, which lacks ${onnxLacks()}`);
        }
        await store.sweep(Date.now());
        const freed = await forgottenParts(stages, store);
        if (freed > 0) warn(`store: ${(freed / 1e6).toFixed(1)} MB of parts freed, whose wholes are stored`);
        return execute(stages, store, workspace.store, progress);
      },
      result: (stage) => readOrCompute(stage, store),
    },
    runs: {
      async ready() {
        if (out !== undefined) await mkdir(out, { recursive: true });
      },
      async write(name, content, render) {
        const folder = out === undefined ? join(workspace.runs, name) : resolve(out);
        return { folder, written: await writeRun(folder, content, render) };
      },
    },
    resources: (profile, fromScratch) => findResources(workspace, profile, fromScratch, asDeclared),
    async engine(asked) {
      const engine = await chosenEngine(asked);
      chosen.standIn = asked === undefined ? engine.other : undefined;
      chosen.oneThread = oneThreadInStages(engine.other ?? DEFAULT_ENGINE);
      assertOneThread(threads, chosen.oneThread, ': more --jobs fill the cores');
      return engine;
    },
    speed: async (engine) => ({
      ...(await measuredSpeed(workspace.store, engine)),
      ...(engine !== engineVersion(DEFAULT_ENGINE) && { serial: 1 }),
    }),
    kind: stageKindNamed,
    codeVersion,
    report: {
      version: () => sha256(codeVersion(import.meta.url) + templatesVersion()),
      render,
      surroundings: async () => (await import('./surroundings.ts')).surroundings(here.lanes),
    },
  };
}

/** Takes parts out whose wholes an earlier run stored and did not come to tidy after. */
async function forgottenParts(stages: readonly Stage[], store: Store): Promise<number> {
  let bytes = 0;
  for (const stage of stages) if (stage.parts) bytes += await forgetParts(stage, store);
  return bytes;
}

/** Worker processes of this machine: what is asked for, or what fills it; and how the machine was shared out for it. */
function workersHere(asked: () => AskedLanes, warn: (message: string) => void, answers: boolean) {
  const here: { lanes?: Lanes; readonly execute: NonNullable<WorkspaceOptions['execute']> } = {
    async execute(stages, store, folder, progress) {
      const machine = thisMachine();
      const missing = await missingStages(stages, store);
      const lanes = lanesOf(asked(), missing, machine);
      const fault = overfull(lanes, machine);
      if (fault !== undefined) warn(fault);
      if (missing.length > 0) here.lanes = lanes;
      return executeHere(lanes, stages, store, folder, progress, answers);
    },
  };
  return here;
}

/** The engine that is asked for; the default, or what stands in for it here, where none is. */
async function chosenEngine(asked: string | undefined): Promise<StudyEngine> {
  // Without loading any, since planning needs only its name.
  if (asked === undefined && onnxLacks() === null) return { version: engineVersion(DEFAULT_ENGINE) };
  const { engineChoices, engineNamed } = await import('./engines/open-engine.ts');
  const choice = engineChoices.find((name) => name === asked);
  if (choice === undefined && asked !== undefined) {
    throw new InputError({
      where: 'engine',
      expected: `one of ${engineChoices.join(', ')}`,
      got: JSON.stringify(asked),
      remedy: 'choose one of them',
    });
  }
  const engine = engineNamed(choice);
  return { ...(engine !== DEFAULT_ENGINE && { other: engine }), version: engineVersion(engine) };
}

async function render(view: ReportView): Promise<RunFiles> {
  const [{ renderReport }, { renderMarkdown }] = await Promise.all([
    import('./render/html.ts'),
    import('./render/markdown.ts'),
  ]);
  return { 'report.md': renderMarkdown(view), ...(await renderReport(view)) };
}
