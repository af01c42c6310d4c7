import { type Progress, silent } from '../study/execution.ts';
import type { StudyRun } from '../study/run-study.ts';
import { defaultProfile } from './files/default-profile.ts';
import { workspaceAt } from './files/workspace.ts';

/** What a study runs, and how. */
export interface StudyOptions {
  /** The folder with `experiments/` and `golden/`; by default this package, whose paper it then is. */
  readonly workspace?: string;
  /** The scale to run at, by the id of its declaration; the workspace's default one where it is left out. */
  readonly profile?: string;
  /** Ids of claims and experiments; all where it is absent or empty. */
  readonly only?: readonly string[];
  /** A seed in place of the profile's. */
  readonly seed?: number;
  /** Trains every network, those that ship too. */
  readonly fromScratch?: boolean;
  /** What runs networks, as `--engine` of the command line; the default is ONNX Runtime. */
  readonly engine?: string;
  /** Worker processes, by default one a core as far as their memory is there; with 1 everything is computed in this process. */
  readonly jobs?: number;
  /** Threads of the networks of each, by default what the processes leave of the cores; results are the same with any. */
  readonly threads?: number;
  /** Folder of stage results, which are kept; by default `$LATENT_SR_STORE`, else one in the workspace. */
  readonly store?: string;
  /** Folder of data sets and weights; by default `$LATENT_SR_ASSETS`, else `assets/` in the workspace. */
  readonly assets?: string;
  /** Folder to write the run to: its data, its rows and its report. Nothing is written where it is absent. */
  readonly out?: string;
  /** Whether missing golden values count as a regression, as they do in CI. */
  readonly strict?: boolean;
  /** Whether images are taken batch by batch, only until every interval that decides a claim is clear of its bounds. */
  readonly untilDecided?: boolean;
  /** Told of every stage that ends. */
  readonly progress?: Progress;
  /** Told of what is found damaged in the store and computed again; nobody is by default. */
  readonly warn?: (message: string) => void;
}

/**
 * Runs claims and experiments of a workspace: computes what its store lacks, judges the claims and compares the
 * statistics and the verdicts with the golden ones. It prints nothing and does not end the process.
 * @returns plain data: the verdicts, the statistics of each experiment and the comparison with the golden values
 * @throws InputError on an unknown profile, id or engine; what only one experiment lacks is among `faults`.
 */
export async function runStudy(options: StudyOptions = {}): Promise<StudyRun> {
  const [{ runStudy: run }, { workspacePorts }] = await Promise.all([
    import('../study/run-study.ts'),
    import('./workspace-ports.ts'),
  ]);
  const {
    jobs,
    threads,
    out,
    warn = () => {},
    progress = silent,
    strict = false,
    untilDecided = false,
  } = options;
  const workspace = workspaceAt(options.workspace, {
    ...process.env,
    ...(options.store !== undefined && { LATENT_SR_STORE: options.store }),
    ...(options.assets !== undefined && { LATENT_SR_ASSETS: options.assets }),
  });
  const selection = {
    profile: options.profile ?? defaultProfile(workspace),
    only: options.only ?? [],
    seed: options.seed,
    fromScratch: options.fromScratch ?? false,
    engine: options.engine,
  };
  const settings = { progress, strict, published: out !== undefined, untilDecided };
  return run(workspacePorts(workspace, { jobs, threads, warn, out }), selection, settings);
}
