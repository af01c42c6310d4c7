import { InputError } from '../../../numeric/input-error.ts';
import type { Profile, StageResources } from '../../../pipeline/experiment.ts';
import { stageKinds } from '../../stages/catalogue.ts';

/** What a stage asks of the queue, whole. */
export type Requested = Required<Pick<StageResources, 'minutes' | 'gigabytes' | 'cores' | 'gpus'>> &
  StageResources;

const usual = { minutes: 60, gigabytes: 4, cores: 1, gpus: 0 };

/**
 * What a profile says that stages of a kind ask for.
 * @throws InputError where it speaks of a kind that there is not
 */
export function requestedBy(profile: Pick<Profile, 'id' | 'resources'>): (kind: string) => Requested {
  const resources = profile.resources ?? {};
  const known = ['*', ...stageKinds.map(({ name }) => name)];
  const unknown = Object.keys(resources).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new InputError({
      where: `experiments/profiles/${profile.id}.json /resources`,
      expected: `kinds of stages among ${known.join(', ')}`,
      got: JSON.stringify(unknown),
      remedy: 'correct the kind',
    });
  }
  return (kind) => ({ ...usual, ...resources['*'], ...resources[kind] });
}
