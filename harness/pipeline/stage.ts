import { canonicalJson, sha256 } from './canonical.ts';

/** The files of a stage's result, by name. */
export type Artifact = Readonly<Record<string, Uint8Array>>;

/** Plain JSON parameters. */
export type Params = Readonly<Record<string, unknown>>;

/** One unit of work: what to do (`kind`, `params`) with which results of other stages. */
export interface Stage {
  /** SHA-256 of the declaration, the keys of the inputs and the version of the code. */
  readonly key: string;
  readonly kind: string;
  /** For people: `degrade real-mr 2x`. */
  readonly label: string;
  readonly params: Params;
  /** Inputs by role; the order of roles is part of the declaration. */
  readonly inputs: Readonly<Record<string, Stage>>;
  /** Folder that relative paths in `params` start from: not part of the key, since content decides. */
  readonly location?: string;
  /** Estimated work: images to go through, times the scores to take of each. */
  readonly work: number;
}

/** How stages of one kind are computed. */
export interface StageKind {
  readonly name: string;
  /** Folders and files under `harness/` whose content decides the result: a change in one makes new keys. */
  readonly code: readonly string[];
  run(
    params: Params,
    inputs: Readonly<Record<string, Artifact>>,
    location: string,
  ): Artifact | Promise<Artifact>;
}

/** Makes a stage, and with it its key. `codeVersion` names the code that computes it. */
export function createStage(stage: Omit<Stage, 'key'>, codeVersion: string): Stage {
  const inputs = Object.fromEntries(Object.entries(stage.inputs).map(([role, input]) => [role, input.key]));
  const key = sha256(canonicalJson({ kind: stage.kind, params: stage.params, inputs, code: codeVersion }));
  return { ...stage, key };
}

/** The stages that `targets` need, each once, inputs before those that use them. */
export function inOrder(targets: readonly Stage[]): readonly Stage[] {
  const seen = new Map<string, Stage>();
  const visit = (stage: Stage) => {
    if (seen.has(stage.key)) return;
    for (const input of Object.values(stage.inputs)) visit(input);
    seen.set(stage.key, stage);
  };
  for (const target of targets) visit(target);
  return [...seen.values()];
}
