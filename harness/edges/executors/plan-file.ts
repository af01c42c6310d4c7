import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { InputError } from '../../numeric/input-error.ts';
import { type FlatStage, flattened, linked } from '../../pipeline/flat-stage.ts';
import { createStage, type Stage } from '../../pipeline/stage.ts';
import { readJson } from '../files/declarations.ts';
import { codeVersion } from '../files/store/code-version.ts';
import { writeDurably } from '../files/store/durable.ts';
import { MachineFault } from '../files/system-fault.ts';
import { stageKindNamed } from '../stages/stage-kind-named.ts';

/** Writes the stages of a run down, for processes that compute them one by one. */
export async function writePlan(file: string, stages: readonly Stage[]): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeDurably(file, Buffer.from(JSON.stringify({ stages: flattened(stages) })));
}

/**
 * A stage of a written plan.
 * @throws InputError where the plan does not know it, MachineFault where this program would compute another one
 */
export function stageOfPlan(file: string, key: string): Stage {
  const { stages = [] } = readJson(file, file) as { readonly stages?: readonly FlatStage[] };
  const stage = linked(stages).get(key);
  if (!stage) {
    throw new InputError({
      where: file,
      expected: `the stage ${key}`,
      got: `${stages.length} others`,
      remedy: 'take a key that latent-sr plan --format json prints, and the plan that it is of',
    });
  }
  const kind = stageKindNamed(stage.kind);
  const own = kind && createStage(stage, codeVersion(kind.code)).key;
  if (own === key) return stage;
  throw new MachineFault({
    where: stage.label,
    expected: 'the version of the program that made the plan',
    got: 'another, which would compute something else',
    remedy: 'run both from one installation, and write the plan anew',
  });
}
