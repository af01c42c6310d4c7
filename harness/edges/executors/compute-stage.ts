import { InputError } from '../../numeric/input-error.ts';
import { inputsOfPart, joinedParts } from '../../pipeline/parts.ts';
import type { Artifact, Stage, StageContext } from '../../pipeline/stage.ts';
import type { Store } from '../files/store/store.ts';
import { MachineFault, systemFault } from '../files/system-fault.ts';
import { stageKindNamed } from '../stages/stage-kind-named.ts';
import { computeOnce } from './compute-once.ts';
import { forgetParts } from './forget-parts.ts';

/** Told how far a stage is. */
export type Report = StageContext['report'];

/** How a stage is computed. */
export interface Computing extends Pick<StageContext, 'threads'> {
  readonly report?: Report;
}

/**
 * Computes one stage from its stored inputs, stores the result and returns the seconds it took. An input
 * that turns out to be damaged is computed again first.
 */
export async function computeStage(
  stage: Stage,
  store: Store,
  { report = () => {}, threads = 1 }: Computing = {},
): Promise<number> {
  const inputs: Record<string, Artifact> = {};
  const named = stage.parts ? Object.entries(stage.parts) : Object.entries(stage.inputs);
  for (const [role, input] of named) inputs[role] = await readOrCompute(input, store);
  const { engine, batch } = stage;
  const context = {
    checkpoint: store.checkpoint(stage.key),
    report,
    threads,
    ...(engine !== undefined && { engine }),
    ...(batch !== undefined && { batch }),
  };
  const start = performance.now();
  await labelled(stage.label, async () => {
    const artifact = await result(stage, inputs, context);
    await store.write(stage.key, stage.label, artifact, (performance.now() - start) / 1000);
  });
  await forgetParts(stage, store);
  return (performance.now() - start) / 1000;
}

/** A stage's result from the store, computed again where it is absent or damaged. */
export async function readOrCompute(stage: Stage, store: Store): Promise<Artifact> {
  for (let times = 0; times < 2; times++) {
    const stored = await store.read(stage.key);
    if (stored) return stored;
    await computeOnce(store, stage.key, (attempt) => attempt(() => computeStage(stage, store)));
  }
  const stored = await store.read(stage.key);
  if (stored) return stored;
  throw new InputError({
    where: `store, '${stage.label}'`,
    expected: 'a result that can be read back as it was written',
    got: 'a damaged one, twice',
    remedy: 'look after the disk of the store, or name another with LATENT_SR_STORE',
  });
}

async function result(
  { kind: name, params, location = '', part, parts }: Stage,
  inputs: Readonly<Record<string, Artifact>>,
  context: StageContext,
): Promise<Artifact> {
  if (parts) return joinedParts(parts.map((_, i) => inputs[i]!));
  const kind = stageKindNamed(name);
  const own = part ? inputsOfPart(part, kind.cut!, params, inputs, context.batch) : inputs;
  return own ? kind.run(params, own, location, context) : {};
}

async function labelled(label: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    const known = error instanceof InputError ? error : systemFault(error);
    if (!known) throw error;
    const Fault = known instanceof MachineFault ? MachineFault : InputError;
    throw new Fault({ ...known.fault, where: `${label}: ${known.fault.where}` });
  }
}
