import { existsSync, readdirSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import type { Stage } from '../../pipeline/stage.ts';
import type { Prepared } from '../../study/prepare.ts';
import { stagesOf } from '../../study/stages.ts';
import type { Workspace } from '../files/workspace.ts';

/**
 * The files of a workspace that a study needs, by path: all declarations, the golden values and the shipped networks
 * that it uses, and data that lie in the workspace itself. Assets are not among them, since they may not be passed on.
 */
export function certifiedFiles(workspace: Workspace, prepared: Prepared): readonly string[] {
  const { root, experiments, golden, assets } = workspace;
  const values = ['verdicts', ...prepared.plans.map(({ experiment }) => experiment.id)].map((id) =>
    join(golden, prepared.profile.id, `${id}.json`),
  );
  const brought = stagesOf(prepared)
    .filter(({ location }) => location !== undefined && isIn(root, location) && !isIn(assets, location))
    .flatMap((stage) => filesOf(stage).map((name) => join(stage.location!, name)));
  // Tables of subjects are read before there are stages.
  const tables = prepared.datasets
    .flatMap(({ files }) => files.filter(({ path }) => path.startsWith('./')))
    .map(({ path }) => join(root, path));
  const all = [...values, ...brought, ...tables].filter((path) => existsSync(path));
  const paths = [...filesBelow(experiments), ...all];
  return [...new Set(paths.map((path) => relative(root, path).split(sep).join('/')))].sort();
}

/** The files that a stage reads from its folder; a shipped network's provenance beside them. */
function filesOf({ kind, params }: Stage): readonly string[] {
  const files = params['files'] as readonly { path?: string; name?: string }[] | Record<string, string>;
  if (kind === 'shipped') return ['provenance.json', ...Object.keys(files)];
  if (!Array.isArray(files)) return [];
  return files.map(({ path, name }) => path ?? name!);
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function isIn(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
