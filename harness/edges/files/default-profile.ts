import { basename, join } from 'node:path';
import { InputError } from '../../numeric/input-error.ts';
import { profileFiles, readJson } from './declarations.ts';
import type { Workspace } from './workspace.ts';

/**
 * The id of the profile that runs where none is named: the one that says so, or the only one.
 * @throws InputError where there is none, or several say so.
 */
export function defaultProfile(workspace: Workspace): string {
  const ids = profileFiles(workspace).map((file) => basename(file, '.json'));
  if (ids.length === 1) return ids[0]!;
  const marked = ids.filter((id) => declaredIn(workspace, id).default === true);
  if (marked.length === 1) return marked[0]!;
  throw new InputError({
    where: 'experiments/profiles/',
    expected: 'one profile with "default": true',
    got: marked.join(' and ') || `none of ${ids.join(', ')}`,
    remedy: 'mark one of them, or name one by --profile',
  });
}

/** The id of the profile that `--full` stands for. @throws InputError where the default one names none. */
export function fullProfile(workspace: Workspace): string {
  const id = defaultProfile(workspace);
  const { full } = declaredIn(workspace, id);
  if (typeof full === 'string') return full;
  throw new InputError({
    where: '--full',
    expected: `a default profile that names its full-size one ("full" in experiments/profiles/${id}.json)`,
    got: 'none',
    remedy: 'add it, or name a profile by --profile',
  });
}

/** The id of the profile that `--train` stands for. @throws InputError where this one names none */
export function trainedProfile(workspace: Workspace, id: string): string {
  if (!profileFiles(workspace).some((file) => basename(file, '.json') === id)) return id;
  const { trained } = declaredIn(workspace, id);
  if (typeof trained === 'string') return trained;
  throw new InputError({
    where: '--train',
    expected: `a profile that names the one with its missing networks trained ("trained" in experiments/profiles/${id}.json)`,
    got: 'none',
    remedy: 'leave --train out, or name another profile by --profile',
  });
}

/** These say something of the very file in which they stand, not of a profile that extends it. */
function declaredIn(
  { experiments }: Workspace,
  id: string,
): {
  default?: unknown;
  full?: unknown;
  trained?: unknown;
} {
  const name = join('profiles', `${id}.json`);
  return { ...(readJson(join(experiments, name), join('experiments', name)) as object) };
}
