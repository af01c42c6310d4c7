import { canonicalJson } from '../../../pipeline/canonical.ts';
import { needsOf, type Stage } from '../../../pipeline/stage.ts';
import type { Requested } from './requested.ts';

/** Stages that are one array of the queue: none needs another of them, and all ask for the same. */
export interface StageArray {
  readonly name: string;
  readonly stages: readonly Stage[];
  readonly requested: Requested;
  /** Machines that failed these stages. */
  readonly exclude: readonly string[];
}

/**
 * The arrays of `missing` stages (inputs first): one a level and class of resources. A level is as deep as the longest
 * way to it through missing stages.
 */
export function arraysOf(
  missing: readonly Stage[],
  requested: (stage: Stage) => Requested,
): readonly StageArray[] {
  const levels = new Map<string, number>();
  for (const stage of missing) {
    const below = needsOf(stage).map(({ key }) => levels.get(key) ?? -1);
    levels.set(stage.key, 1 + below.reduce((a, b) => Math.max(a, b), -1));
  }
  const groups = new Map<string, { readonly level: number; readonly stages: Stage[] }>();
  for (const stage of missing) {
    const level = levels.get(stage.key)!;
    const group = `${level} ${canonicalJson(requested(stage))}`;
    if (!groups.has(group)) groups.set(group, { level, stages: [] });
    groups.get(group)!.stages.push(stage);
  }
  return [...groups.values()]
    .sort((a, b) => a.level - b.level)
    .map(({ level, stages }) => ({
      name: `level-${level}-${[...new Set(stages.map(({ kind }) => kind))].slice(0, 3).join('-')}`,
      stages,
      requested: requested(stages[0]!),
      exclude: [],
    }));
}

/** The same in arrays of at most so many stages, which clusters limit. */
export function cut(array: StageArray, most: number): readonly StageArray[] {
  const parts = Math.ceil(array.stages.length / most);
  if (parts <= 1) return [array];
  return Array.from({ length: parts }, (_, i) => ({
    ...array,
    name: `${array.name}-part-${i + 1}`,
    stages: array.stages.slice(i * most, (i + 1) * most),
  }));
}
