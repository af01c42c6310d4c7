import type { Tier } from '../claims/verdict.ts';
import type { Profile } from '../pipeline/experiment.ts';

/** How people run studies of a workspace again. */
export interface Replay {
  /** What they type, such as `npx latent-sr reproduce`. */
  readonly command: string;
  /** The profiles there are, in order. */
  readonly profiles: readonly Pick<Profile, 'id' | 'tier' | 'default'>[];
}

/**
 * The command that decides a claim or runs an experiment at a tier: in the profile that ran where it is of the tier.
 * @param only id of a claim or experiment
 * @returns undefined where no profile is of the tier
 */
export function commandFor(
  { command, profiles }: Replay,
  tier: Tier,
  ran: Pick<Profile, 'id' | 'tier' | 'default'>,
  only?: string,
): string | undefined {
  const ofTier = [ran, ...profiles].filter((profile) => profile.tier === tier);
  const profile = ofTier.find((one) => one === ran) ?? ofTier.find((one) => one.default) ?? ofTier[0];
  if (!profile) return undefined;
  // A tier is asked for by the name of its profile; a claim or experiment only where that is not the one that runs unasked.
  const unasked = only !== undefined && (profile.default ?? profiles.length === 1);
  return [
    command,
    ...(only === undefined ? [] : [`--only ${only}`]),
    ...(unasked ? [] : [`--profile ${profile.id}`]),
  ].join(' ');
}
