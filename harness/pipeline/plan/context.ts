import type { Method } from '../../baselines/method.ts';
import type { LatentPart } from '../../datasets/cached-latents.ts';
import type { DatasetUse } from '../../datasets/dataset.ts';
import type { SubjectGrouping } from '../../datasets/subject-grouping.ts';
import { InputError } from '../../numeric/input-error.ts';
import type { AnyDenoiserRecipe } from '../../training/any-denoiser-recipe.ts';
import type { AnyRestorerRecipe } from '../../training/any-restorer-recipe.ts';
import type { AutoencoderRecipe } from '../../training/autoencoder-recipe.ts';
import type { Profile } from '../experiment.ts';
import { inParts } from '../parts.ts';
import { createStage, type Params, type Stage, type StageKind } from '../stage.ts';
import { stageSeconds, usualFlops } from '../stage-seconds.ts';
import { declaredBatch, type NetworkNeed, networkMemory } from './network-batch.ts';

/** A data set as a plan sees it: what identifies its content, or what is missing. */
export type PlannedDataset =
  | {
      readonly id: string;
      readonly params: Params;
      readonly location: string;
      readonly samples: number;
      readonly use: DatasetUse;
      readonly hasMasks: boolean;
      /** Whether LR images came with it. */
      readonly hasLow?: boolean;
      /** Why these cannot be used, where they cannot. */
      readonly lowFault?: string;
      /** Their side, where it is known without reading them. */
      readonly lowSide?: number;
      /** Side of its images, where it is known without reading them. */
      readonly side?: number;
      /** The groupings of its subjects, by name, where it declares some; or why they are not there. */
      readonly groups?:
        | { readonly by: Readonly<Record<string, SubjectGrouping>> }
        | { readonly missing: string };
    }
  | {
      readonly id: string;
      readonly missing: string;
      /** What it would be used for, where its declaration is whole. */
      readonly use?: DatasetUse;
    };

/** Cached latents of a data set and an autoencoder as found. */
export interface PlannedLatents {
  /** The declaration of the cache: its id, and what its reader must know. */
  readonly declaration: Readonly<Record<string, unknown>> & { readonly id: string };
  /** What raw HR latents are known to spread by. */
  readonly deviation?: number;
  readonly files: Readonly<Record<LatentPart, readonly { readonly name: string; readonly sha256: string }[]>>;
  readonly location: string;
  readonly samples: number;
  /** Side of a latent, where its header tells. */
  readonly side: Readonly<Partial<Record<LatentPart, number>>>;
}

/** An asset as found: the hashes of its files, or what is missing. */
export type PlannedAsset =
  | {
      readonly location: string;
      readonly files: readonly { readonly name: string; readonly sha256: string }[];
    }
  | Unfound;

/** What is missing for something, and the asset that nobody has fetched, where it is that. */
export interface Unfound {
  readonly missing: string;
  readonly unfetched?: string;
}

/** The stage that a declared method becomes, or what is missing for it. */
export type PlannedMethod =
  | {
      readonly kind: 'restore' | 'restore-network' | 'images-elsewhere';
      readonly params: Params;
      readonly location: string;
    }
  | Unfound;

/** A network that ships with the harness: where its weights are. */
export interface ShippedNetwork {
  readonly folder: string;
  /** SHA-256 by name of the files of the training's artifact. */
  readonly files: Readonly<Record<string, string>>;
}

/** What planning needs to know, all of it looked up before. */
export interface PlanContext {
  readonly profile: Profile;
  readonly seed: number;
  /** By the id of its declaration. */
  readonly dataset: (id: string) => PlannedDataset;
  readonly autoencoder: (id: string) => AutoencoderRecipe;
  /** Latents of a data set that an autoencoder encoded elsewhere, both by id; undefined where none are there. */
  readonly latents?: (
    dataset: string,
    autoencoder: string,
  ) => PlannedLatents | { readonly missing: string } | undefined;
  readonly denoiser: (id: string) => AnyDenoiserRecipe;
  readonly restorer: (id: string) => AnyRestorerRecipe;
  readonly asset: (id: string) => PlannedAsset;
  /** By the method and the ids of a cell's levels by factor. */
  readonly method: (method: Method, levels: Readonly<Record<string, string>>) => PlannedMethod;
  /** The shipped result of a training with this declaration, where there is one. */
  readonly shipped: (declaration: string) => ShippedNetwork | undefined;
  readonly kind: (name: string) => StageKind;
  readonly codeVersion: (module: string) => string;
  /** What runs networks; absent for the default. */
  readonly engine?: string;
  /** The batch of each data set that is planned, counted from 0; all its images where it is absent. */
  readonly batch?: number;
}

/** What keeps something from being planned: missing evidence, no fault. */
export class Missing extends Error {
  readonly unfetched: string | undefined;

  /** @param unfetched the asset that would have to be fetched first, where it is that */
  constructor(message: string, unfetched?: string) {
    super(message);
    this.unfetched = unfetched;
  }
}

/** What a plan says of a stage; its kind, and what follows from that, is added. */
type Described = Omit<Stage, 'key' | 'declaration' | 'kind' | 'part' | 'parts' | 'batch'> & {
  /** How many samples it goes through one by one, where it may be cut between them. */
  readonly samples?: number;
  /** What the networks take that it gives its samples to. */
  readonly network?: NetworkNeed;
};

/** A stage of a named kind, cut into parts where the profile says so. */
export function plannedStage(
  context: PlanContext,
  kind: string,
  { samples = 1, network, ...described }: Described,
  declaration?: string,
): Stage {
  const { code, runsNetworks, cut } = context.kind(kind);
  const engine = runsNetworks && context.engine !== undefined && { engine: context.engine };
  const { partMinutes, networkBatch } = context.profile;
  const batch = network && declaredBatch(networkBatch, network);
  const stage = {
    ...described,
    ...(network && { memory: described.memory! + networkMemory(network, batch) }),
    ...(batch !== undefined && { batch }),
  };
  const whole = createStage({ ...stage, kind, ...engine }, context.codeVersion(code), declaration);
  if (!cut || partMinutes === undefined) return whole;
  const parts = Math.min(samples, Math.ceil(stageSeconds(whole, { flops: usualFlops }) / (60 * partMinutes)));
  return parts > 1 ? inParts(whole, parts) : whole;
}

/**
 * The declaration, or the id of it, that plays a role in the profile.
 * @throws Missing where the profile has none, InputError where it does not know the role
 */
export function playedBy<T>(
  roles: Readonly<Record<string, T | null>>,
  role: string,
  what: string,
  profile: Profile,
  where = `profile ${profile.id}`,
): T {
  const player = Object.hasOwn(roles, role) ? roles[role] : undefined;
  if (player === null)
    throw new Missing(`needs ${what} '${role}', which the profile ${profile.id} does not have`);
  if (player !== undefined) return player;
  throw new InputError({
    where,
    expected: `${what} among ${Object.keys(roles).join(', ')}`,
    got: JSON.stringify(role),
    remedy: `correct the role, or give it a declaration (or null) in experiments/profiles/${profile.id}.json`,
  });
}
