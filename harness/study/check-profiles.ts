import { InputError } from '../numeric/input-error.ts';
import type { Experiment, Profile } from '../pipeline/experiment.ts';
import { runsInProfile } from '../pipeline/runs-in-profile.ts';

/** The parts of a profile that name declarations by role, with the folder of these. */
export const roleFolders = {
  datasets: 'datasets',
  autoencoders: 'autoencoders',
  denoisers: 'denoisers',
  restorers: 'restorers',
} as const;

type Part = keyof typeof roleFolders | 'samplers';

/** A profile with all that it extends, and the id of what it extends. */
export interface ReadProfile {
  readonly profile: Profile;
  readonly above?: string | undefined;
}

/**
 * Where a profile does not say what plays a role that experiments name, or names what nobody declares. What a
 * profile has from another is told of that one.
 * @param declared ids of the declarations in each folder
 * @param broken ids of experiments that could not be read
 */
export function faultsOfProfiles(
  profiles: readonly ReadProfile[],
  experiments: readonly Experiment[],
  declared: Readonly<Record<string, readonly string[]>>,
  broken: readonly string[] = [],
): readonly InputError[] {
  const ids = [...experiments.map(({ id }) => id), ...broken];
  const known = profiles.map(({ profile }) => profile.id);
  const found = new Map(
    profiles.map(({ profile }) => [profile.id, faultsOf(profile, known, experiments, ids, declared)]),
  );
  return profiles.flatMap(({ profile, above = '' }) => {
    const inherited = (found.get(above) ?? []).map((fault) => withoutFile(fault, above));
    return found.get(profile.id)!.filter((fault) => !inherited.includes(withoutFile(fault, profile.id)));
  });
}

function withoutFile({ message }: InputError, id: string): string {
  return message.replace(fileOf(id), '');
}

function fileOf(id: string): string {
  return `experiments/profiles/${id}.json`;
}

function faultsOf(
  profile: Profile,
  known: readonly string[],
  experiments: readonly Experiment[],
  ids: readonly string[],
  declared: Readonly<Record<string, readonly string[]>>,
): readonly InputError[] {
  const file = fileOf(profile.id);
  const run = experiments.filter((experiment) => runsInProfile(profile, experiment));
  const named = Object.entries(roleFolders).flatMap(([part, folder]) =>
    Object.entries(profile[part as keyof typeof roleFolders]).flatMap(([role, id]) =>
      id === null
        ? []
        : among(id, declared[folder] ?? [], `${file} /${part}/${role}`, `a file of experiments/${folder}/`),
    ),
  );
  return [
    ...(profile.experiments ?? []).flatMap((id, i) =>
      among(id, ids, `${file} /experiments/${i}`, 'an experiment'),
    ),
    ...[profile.afterwards, profile.foretoldBy?.profile].flatMap((id, i) =>
      id === undefined
        ? []
        : among(id, known, `${file} /${i === 0 ? 'afterwards' : 'foretoldBy/profile'}`, 'a profile'),
    ),
    ...(profile.besides ?? []).flatMap((id, i) => among(id, ids, `${file} /besides/${i}`, 'an experiment')),
    ...profile.main.flatMap((role, i) =>
      among(role, Object.keys(profile.datasets), `${file} /main/${i}`, 'a role of data sets'),
    ),
    ...named,
    ...run.flatMap((experiment) => unfilled(profile, experiment, file)),
  ];
}

function unfilled(profile: Profile, experiment: Experiment, file: string): readonly InputError[] {
  const faults = rolesOf(experiment).filter(([part, role]) => !Object.hasOwn(profile[part], role));
  return faults.map(
    ([part, role]) =>
      new InputError({
        where: `${file} /${part}`,
        expected: `the role ${role}, which the experiment ${experiment.id} names`,
        got: 'nothing',
        remedy: 'say what plays it, or null for nothing',
      }),
  );
}

/** The roles that an experiment's cells, scores and panels name, each once. */
function rolesOf({ cells, scores, panels }: Experiment): readonly (readonly [Part, string])[] {
  const roles: (readonly [Part, string])[] = cells.flatMap((block) => [
    ...block.dataset.filter((role) => role !== '*').map((role) => ['datasets', role] as const),
    ...(block.autoencoder ?? []).map((role) => ['autoencoders', role] as const),
    ...(block.denoiser ?? []).map((role) => ['denoisers', role] as const),
    ...(block.sampler ?? []).map((role) => ['samplers', role] as const),
    ...block.method.flatMap(({ restorer }) =>
      typeof restorer === 'string' ? [['restorers', restorer] as const] : [],
    ),
  ]);
  for (const { floor } of scores)
    if (floor !== undefined && floor !== 'own') roles.push(['autoencoders', floor]);
  for (const { reconstructions = [], hallucination } of panels) {
    for (const role of [...reconstructions, ...(hallucination ? [hallucination.floor] : [])])
      if (role !== 'own') roles.push(['autoencoders', role]);
  }
  return [...new Map(roles.map((role) => [role.join(' '), role])).values()];
}

function among(id: string, known: readonly string[], where: string, what: string): readonly InputError[] {
  if (known.includes(id)) return [];
  const expected = `${what} among ${known.join(', ') || '(none)'}`;
  return [
    new InputError({ where, expected, got: JSON.stringify(id), remedy: 'correct the id, or declare it' }),
  ];
}
