import { memoryEnvironment } from '../memory-environment.ts';
import type { StageArray } from './stage-array.ts';

/** Where the tasks of a run find what they need: on a file system that all machines share. */
export interface RunPlace {
  /** Folder of the scripts, the lists of keys, the logs and the notes. */
  readonly folder: string;
  readonly plan: string;
  readonly store: string;
  /** This program: Node.js, and the file that it runs. */
  readonly node: string;
  readonly program: string;
}

/** The batch script of an array: task i computes the i-th of its keys, counted from 0. */
export function scriptOf({ name, stages, requested, exclude }: StageArray, place: RunPlace): string {
  const { minutes, gigabytes, cores, gpus, partition, account, options = [], setup = [], within } = requested;
  const directives = [
    `--job-name=latent-sr-${name}`,
    `--array=0-${stages.length - 1}`,
    `--time=${minutes}`,
    `--mem=${gigabytes}G`,
    `--cpus-per-task=${cores}`,
    ...(gpus > 0 ? [`--gres=gpu:${gpus}`] : []),
    ...(partition === undefined ? [] : [`--partition=${partition}`]),
    ...(account === undefined ? [] : [`--account=${account}`]),
    ...(exclude.length > 0 ? [`--exclude=${exclude.join(',')}`] : []),
    '--requeue',
    '--open-mode=append',
    `--output=${place.folder}/logs/%A_%a.txt`,
    ...options,
  ];
  // Another environment brings its own Node.js.
  const node = setup.length > 0 || within !== undefined ? 'node' : quoted(place.node);
  const command = [
    ...(within === undefined ? [] : [within]),
    node,
    quoted(place.program),
    'stage "$key"',
    `--plan ${quoted(place.plan)}`,
    `--notes ${quoted(notesOf(place))}`,
    `--threads ${cores}`,
  ];
  return `${[
    '#!/bin/bash',
    ...directives.map((directive) => `#SBATCH ${directive}`),
    'set -euo pipefail',
    ...setup,
    `export LATENT_SR_STORE=${quoted(place.store)}`,
    ...Object.entries(memoryEnvironment).map(([name, value]) => `export ${name}="\${${name}:-${value}}"`),
    `key=$(sed -n "$((SLURM_ARRAY_TASK_ID + 1))p" ${quoted(keysOf(place, name))})`,
    `exec ${command.join(' ')}`,
  ].join('\n')}\n`;
}

/** The list of an array's keys, one a line. */
export function keysOf({ folder }: RunPlace, name: string): string {
  return `${folder}/${name}.keys`;
}

/** Where the tasks of all runs on a store leave notes of what goes wrong. */
export function notesOf({ store }: Pick<RunPlace, 'store'>): string {
  return `${store}/slurm/notes`;
}

/** A word of shell, whatever it holds. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
