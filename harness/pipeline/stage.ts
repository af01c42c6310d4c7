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
  /** How many samples go through its networks at once, where that is declared and not the usual: part of the key likewise. */
  readonly batch?: number;
  /** Which part of a larger stage's samples it does, counted from 0; absent where it does all. */
  readonly part?: StagePart;
  /** The parts that its result is put together from, in order, where it is cut: it then has no work of its own. */
  readonly parts?: readonly Stage[];
}

/** One of so many parts of a stage. */
export interface StagePart {
  readonly index: number;
  readonly of: number;
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
  /** How many samples go through its networks at once; by their size where it is absent. */
  readonly batch?: number;
  /** How many threads its networks may use; one where it is absent. The result is the same with any. */
  readonly threads?: number;
}

/** How a stage can be cut. */
export interface Cut<Own extends object = object> {
  /** The inputs of which a part sees its own samples only. */
  readonly roles: readonly string[];
  /**
   * How many samples go through a network together, in the order of the first of the roles: no part tears them apart.
   * What a stage declares goes before it.
   */
  together(params: Params & Own, inputs: Readonly<Record<string, Artifact>>): number;
}

/** How stages of one kind are computed; `Own` is what their parameters are. */
export interface StageKind<Own extends object = object> {
  readonly name: string;
  /** The module that computes it, by its `import.meta.url`: a change in it, or in what it imports, makes new keys. */
  readonly code: string;
  /** Whether it runs networks, so that its result depends on the engine that does. */
  readonly runsNetworks?: true;
  /** How its samples can be done in parts whose results, put together, are those of the whole; absent where they cannot. */
  readonly cut?: Cut<Own>;
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
  const { kind, params, engine, batch, part } = stage;
  const of = (which: 'key' | 'declaration') => ({
    kind,
    params,
    inputs: Object.fromEntries(Object.entries(stage.inputs).map(([role, input]) => [role, input[which]])),
  });
  const own = (whole: string) => (part ? ofPart(whole, part) : whole);
  const by = { code: codeVersion, ...(engine && { engine }), ...(batch !== undefined && { batch }) };
  const key = own(sha256(canonicalJson({ ...of('key'), ...by })));
  return {
    ...stage,
    key,
    declaration: declaration ?? own(sha256(canonicalJson(of('declaration')))),
  };
}

/** The key or the declaration of a part, from that of the whole. */
export function ofPart(whole: string, { index, of }: StagePart): string {
  return sha256(`${whole} part ${index} of ${of}`);
}

/** The stages whose results a stage is computed from. */
export function needsOf({ inputs, parts }: Pick<Stage, 'inputs' | 'parts'>): readonly Stage[] {
  return parts ?? Object.values(inputs);
}

/** The stages that `targets` need, each once, inputs before those that use them. */
export function inOrder(targets: readonly Stage[]): readonly Stage[] {
  const seen = new Map<string, Stage>();
  const visit = (stage: Stage) => {
    if (seen.has(stage.key)) return;
    for (const needed of needsOf(stage)) visit(needed);
    seen.set(stage.key, stage);
  };
  for (const target of targets) visit(target);
  return [...seen.values()];
}
