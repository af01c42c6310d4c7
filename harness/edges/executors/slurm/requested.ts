import { InputError } from '../../../numeric/input-error.ts';
import type { Profile, StageResources } from '../../../pipeline/experiment.ts';
import type { Stage } from '../../../pipeline/stage.ts';
import { stageKinds } from '../../stages/catalogue.ts';

/** What a stage asks of the queue, whole. */
export type Requested = Required<Pick<StageResources, 'minutes' | 'gigabytes' | 'cores' | 'gpus'>> &
  StageResources;

const usual = { minutes: 60, gigabytes: 4, cores: 1, gpus: 0 };

/**
 * What a profile says that a stage asks for: by its kind, or what is said of all where it only puts parts together.
 * @throws InputError where it speaks of a kind that there is not
 */
export function requestedBy(
  profile: Pick<Profile, 'id' | 'resources'>,
): (stage: Pick<Stage, 'kind' | 'parts'>) => Requested {
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
  return ({ kind, parts }) => ({ ...usual, ...resources['*'], ...(parts ? {} : resources[kind]) });
}
