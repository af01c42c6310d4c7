import { InputError } from '../../numeric/input-error.ts';
import type { Profile } from '../experiment.ts';

/** A profile as it stands: whole, or what it changes in another. */
export type DeclaredProfile = {
  readonly $schema?: string;
  readonly id: string;
  readonly extends?: string;
} & {
  readonly [Key in Exclude<keyof Profile, 'id'>]?: Profile[Key] | null;
};

/** The parts that are extended role by role; of the others a profile's own takes the place of the whole. */
const byRole = ['datasets', 'autoencoders', 'denoisers', 'restorers', 'samplers'] as const;

/** What a profile that says nothing of them means. */
const without = {
  autoencoders: {},
  denoisers: {},
  restorers: {},
  samplers: {},
  samplesPerDataset: null,
};

/** The parts that a profile may leave out, and null takes away. */
const optional = [
  'training',
  'experiments',
  'besides',
  'batch',
  'partMinutes',
  'networkBatch',
  'resources',
] as const;

/**
 * A profile with what it extends: its roles added to those of the other, or in their place (null for one that it cannot
 * fill), and whatever else it says in place of what the other says.
 * @param known the profiles there are
 * @throws InputError where it extends one that is not there, or itself.
 */
export function resolveProfile(
  id: string,
  known: readonly string[],
  read: (id: string) => DeclaredProfile,
): Profile {
  const chain = [read(id)];
  for (let above = chain[0]!.extends; above !== undefined; above = chain[0]!.extends) {
    const where = `experiments/profiles/${chain[0]!.id}.json /extends`;
    const ids = chain.map((profile) => profile.id);
    if (!known.includes(above)) throw fault(where, `a profile among ${known.join(', ')}`, above);
    if (ids.includes(above)) throw fault(where, `a profile other than ${ids.join(' and ')}`, above);
    chain.unshift(read(above));
  }
  const { $schema: _, ...profile } = chain.reduce(extended);
  return { ...without, ...profile } as Profile;
}

function extended(from: DeclaredProfile, { extends: _, ...own }: DeclaredProfile): DeclaredProfile {
  // What is said of one profile, not of those that extend it.
  const {
    caveat: _caveat,
    default: _unasked,
    full: _full,
    trained: _trained,
    afterwards: _afterwards,
    foretoldBy: _foretold,
    ...above
  } = from;
  const whole = Object.fromEntries(
    Object.entries({ ...above, ...own }).filter(([key, value]) => value !== null || !isOptional(key)),
  );
  const roles = byRole.map((part) => [part, { ...above[part], ...own[part] }] as const);
  return { ...whole, ...Object.fromEntries(roles), id: own.id };
}

function isOptional(key: string): boolean {
  return (optional as readonly string[]).includes(key);
}

function fault(where: string, expected: string, got: string): InputError {
  return new InputError({
    where,
    expected,
    got: JSON.stringify(got),
    remedy: 'choose another, or write all out',
  });
}
