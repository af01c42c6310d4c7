import type { Experiment, Profile } from './experiment.ts';

/** Whether a profile runs an experiment where none is asked for by name. */
export function runsInProfile(
  { experiments, besides = [] }: Pick<Profile, 'experiments' | 'besides'>,
  { id, listed }: Pick<Experiment, 'id' | 'listed'>,
): boolean {
  return experiments?.includes(id) ?? (!listed || besides.includes(id));
}
