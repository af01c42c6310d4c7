import { InputError } from '../numeric/input-error.ts';
import type { Stage } from './stage.ts';

/** A stage as it is sent and written down: with the keys of its inputs, which stand beside it, not the stages. */
export interface FlatStage extends Omit<Stage, 'inputs' | 'parts'> {
  readonly inputs: Readonly<Record<string, string>>;
  readonly parts?: readonly string[];
}

/** Each of `stages` by itself. What it takes grows with their number, where nested ones grow with the paths among them. */
export function flattened(stages: readonly Stage[]): readonly FlatStage[] {
  return stages.map(({ inputs, parts, ...stage }) => ({
    ...stage,
    ...(parts && { parts: parts.map(({ key }) => key) }),
    inputs: Object.fromEntries(Object.entries(inputs).map(([role, { key }]) => [role, key])),
  }));
}

/**
 * The stages again, by key.
 * @param flat inputs first
 * @throws InputError where an input does not stand before the stage that needs it
 */
export function linked(flat: readonly FlatStage[]): ReadonlyMap<string, Stage> {
  const stages = new Map<string, Stage>();
  for (const { inputs, parts, ...stage } of flat) {
    const before = (role: string, key: string): Stage => {
      const found = stages.get(key);
      if (found) return found;
      throw new InputError({
        where: `plan, stage '${stage.label}'`,
        expected: `its input '${role}' among the stages before it`,
        got: `none with the key ${key}`,
        remedy: 'write the plan anew',
      });
    };
    stages.set(stage.key, {
      ...stage,
      inputs: Object.fromEntries(Object.entries(inputs).map(([role, key]) => [role, before(role, key)])),
      ...(parts && { parts: parts.map((key, i) => before(`part ${i + 1}`, key)) }),
    });
  }
  return stages;
}
