import { InputError } from '../numeric/input-error.ts';
import type { Stage } from './stage.ts';

/** A stage as it is sent and written down: with the keys of its inputs, which stand beside it, not the stages. */
export interface FlatStage extends Omit<Stage, 'inputs'> {
  readonly inputs: Readonly<Record<string, string>>;
}

/** Each of `stages` by itself. What it takes grows with their number, where nested ones grow with the paths among them. */
export function flattened(stages: readonly Stage[]): readonly FlatStage[] {
  return stages.map(({ inputs, ...stage }) => ({
    ...stage,
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
  for (const { inputs, ...stage } of flat) {
    const found = Object.entries(inputs).map(([role, key]) => {
      const input = stages.get(key);
      if (input) return [role, input] as const;
      throw new InputError({
        where: `plan, stage '${stage.label}'`,
        expected: `its input '${role}' among the stages before it`,
        got: `none with the key ${key}`,
        remedy: 'write the plan anew',
      });
    });
    stages.set(stage.key, { ...stage, inputs: Object.fromEntries(found) });
  }
  return stages;
}
