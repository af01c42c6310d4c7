import { canonicalJson, sha256 } from './canonical.ts';

/** The files of a stage's result, by name. */
export type Artifact = Readonly<Record<string, Uint8Array>>;

/** Plain JSON parameters. */
export type Params = Readonly<Record<string, unknown>>;

/** One unit of work: what to do (`kind`, `params`) with which results of other stages. */
export interface Stage {
  /** SHA-256 of the declaration, the keys of the inputs and the version of the code. */
  readonly key: string;
  /** SHA-256 of the declaration and those of the inputs, without the code: what the result is meant to be. */
  readonly declaration: string;
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
  /** Floating-point operations of the networks that it runs. */
  readonly flop?: number;
  /** How often it calls a denoiser for one image. */
  readonly calls?: number;
  /** About how many bytes its result takes in the store, and its process in memory. */
  readonly bytes?: number;
  readonly memory?: number;
  /** Of one of the images that it goes through. */
  readonly pixels?: number;
  /** What runs its networks, where that is not the default: part of the key, not of what the result is meant to be. */
  readonly engine?: string;
}

/** What a stage that takes long may use while it runs. */
export interface StageContext {
  /** What an earlier, killed run of the same stage had reached, and a place for what this one reaches. */
  readonly checkpoint: {
    read(): Promise<Uint8Array | undefined>;
    write(state: Uint8Array): Promise<void>;
  };
  /** Tells people how far it is: "step 120 of 1000, loss 0.021". */
  report(note: string): void;
  /** The stage's own; absent for the default. */
  readonly engine?: string;
}

/** How stages of one kind are computed; `Own` is what their parameters are. */
export interface StageKind<Own extends object = object> {
  readonly name: string;
  /** The module that computes it, by its `import.meta.url`: a change in it, or in what it imports, makes new keys. */
  readonly code: string;
  /** Whether it runs networks, so that its result depends on the engine that does. */
  readonly runsNetworks?: true;
  run(
    params: Params & Own,
    inputs: Readonly<Record<string, Artifact>>,
    location: string,
    context: StageContext,
  ): Artifact | Promise<Artifact>;
}

/**
 * Makes a stage, and with it its key. `codeVersion` names the code that computes it.
 * @param declaration of the stage that this one stands in for, where its result is known already
 */
export function createStage(
  stage: Omit<Stage, 'key' | 'declaration'>,
  codeVersion: string,
  declaration?: string,
): Stage {
  const { kind, params, engine } = stage;
  const of = (part: 'key' | 'declaration') =>
    Object.fromEntries(Object.entries(stage.inputs).map(([role, input]) => [role, input[part]]));
  const key = sha256(
    canonicalJson({ kind, params, inputs: of('key'), code: codeVersion, ...(engine && { engine }) }),
  );
  return {
    ...stage,
    key,
    declaration: declaration ?? sha256(canonicalJson({ kind, params, inputs: of('declaration') })),
  };
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
