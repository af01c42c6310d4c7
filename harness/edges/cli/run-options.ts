import { type Command, Option } from 'commander';
import type { AskedLanes } from '../../study/cost/lanes.ts';
import type { Selection } from '../../study/prepare.ts';
import { defaultProfile, fullProfile, trainedProfile } from '../files/default-profile.ts';
import { type Workspace, workspaceAt } from '../files/workspace.ts';
import { exactCount } from './counts.ts';
import type { EngineFlags } from './engine-options.ts';
import { threadsOf } from './threads.ts';

/** The options that say what a run is about. */
export interface RunOptions extends EngineFlags, AskedLanes {
  readonly profile?: string;
  readonly only?: readonly string[];
  readonly seed?: number;
  readonly workspace?: string;
  readonly fromScratch?: boolean;
  readonly full?: boolean;
  readonly train?: boolean;
}

/** Adds `--profile`, `--only`, `--seed`, `--jobs`, `--threads` and `--workspace` to a command. */
export function withSelection(command: Command): Command {
  return withLanes(command)
    .option('--profile <id>', "scale to run at, one of experiments/profiles/ (default: the workspace's)")
    .option('--only <ids...>', 'only these claims or experiments')
    .addOption(
      new Option('--full', 'the profile that the default one names as its full size').conflicts('profile'),
    )
    .option(
      '--train',
      'train the networks that nobody publishes: the profile that the chosen one names for it',
    )
    .option('--from-scratch', 'train every network, those that ship with the harness too')
    .option('--seed <n>', "seed in place of the profile's", (text) => exactCount('--seed', text, 0))
    .option(
      '--workspace <folder>',
      'folder with experiments/ and golden/ (default: the current one where it is such a folder, else this package)',
    )
    .option('--json', 'print one JSON document');
}

/** Adds `--jobs` and `--threads`, which the machine decides where they are absent. */
export function withLanes(command: Command): Command {
  return command
    .option(
      '--jobs <n>',
      'worker processes (default: one a core, as far as there is work and memory for them)',
      (text) => exactCount('--jobs', text, 1),
    )
    .option(
      '--threads <n>',
      'threads of the networks of each, not of trainings (default: what --jobs leaves of the cores); results are the same; of engines other than onnx 1',
      threadsOf,
    );
}

/** What `--jobs` and `--threads` say. */
export function lanesAsked({ jobs, threads }: AskedLanes): AskedLanes {
  return { jobs, threads };
}

/** What the options select, and where. */
export function selectionOf(options: RunOptions): {
  readonly workspace: Workspace;
  readonly selection: Selection;
} {
  const workspace = workspaceAt(options.workspace);
  const profile = options.full ? fullProfile(workspace) : (options.profile ?? defaultProfile(workspace));
  return {
    workspace,
    selection: {
      profile: options.train ? trainedProfile(workspace, profile) : profile,
      only: options.only ?? [],
      seed: options.seed,
      fromScratch: options.fromScratch ?? false,
      engine: options.engine,
    },
  };
}
