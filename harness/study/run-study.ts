import { exitCodeOf } from '../claims/gate.ts';
import type { InputError } from '../numeric/input-error.ts';
import { foretellingView } from '../report/foretelling.ts';
import type { ForetellingView } from '../report/view-model.ts';
import { type Conducted, conduct } from './conduct.ts';
import type { Progress } from './execution.ts';
import type { Ports, WrittenRun } from './ports.ts';
import { prepare, type Selection } from './prepare.ts';
import { publish } from './publish.ts';
import { type RunDocument, runDocument } from './run-document.ts';
import { conductUntilDecided } from './until-decided/conduct.ts';

/** A study that was run: its data, where it was written, and how it went. */
export interface StudyRun extends Partial<WrittenRun> {
  readonly run: RunDocument;
  /** What its profile says of its verdicts. */
  readonly caveat?: string;
  /** How far another profile foretold the verdicts, where one is to. */
  readonly foretelling?: ForetellingView;
  /** What could not be used or computed; the rest went on without it. */
  readonly faults: readonly InputError[];
  /** Numbers of stages. */
  readonly stages: number;
  readonly computed: number;
  readonly cached: number;
  /** Those that failed or need one that did. */
  readonly undone: number;
  /** What a gate says: 1 for faults, 2 for a golden regression, 3 for a verdict that changed for the worse, else 0. */
  readonly exitCode: 0 | 1 | 2 | 3;
}

/** How a study is run. */
export interface RunSettings {
  readonly progress: Progress;
  /** Whether missing golden values fail, as they do in CI. */
  readonly strict: boolean;
  /** Whether the run is written. */
  readonly published: boolean;
  /** Whether images are taken batch by batch, only until the claims are decided. */
  readonly untilDecided?: boolean;
}

/** Runs what is selected, judges it, compares it with the golden values and writes it. */
export async function runStudy(
  ports: Ports,
  selection: Selection,
  { progress, strict, published, untilDecided = false }: RunSettings,
): Promise<StudyRun> {
  const prepared = await prepare(ports, selection);
  if (published) await ports.runs.ready();
  const conducted = await (untilDecided ? conductUntilDecided : conduct)(ports, prepared, progress);
  const run = runDocument(prepared, conducted);
  return {
    run,
    ...(prepared.profile.caveat !== undefined && { caveat: prepared.profile.caveat }),
    ...(conducted.foretold && {
      foretelling: foretellingView(conducted.foretold, prepared.claims, conducted.verdicts),
    }),
    faults: conducted.faults,
    ...countsOf(conducted),
    exitCode: exitCodeOf({
      ...conducted.golden,
      faults: conducted.faults.length,
      ungolden: conducted.ungolden.length,
      strict,
    }),
    ...(published && (await publish(ports, prepared, conducted, run))),
  };
}

function countsOf({ stages, execution }: Conducted) {
  const [computed, undone] = [execution.seconds.size, execution.undone.length];
  return { stages: stages.length, computed, cached: stages.length - computed - undone, undone };
}
