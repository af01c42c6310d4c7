import { basename, join, resolve } from 'node:path';
import { publishedRaw, publishedSources } from '../../../datasets/published-sources.ts';
import type { RawImages } from '../../../datasets/raw-images.ts';
import { resolveDataset, resolveUse } from '../../../datasets/resolve-dataset.ts';
import { withoutGroups } from '../../../datasets/subject-groups.ts';
import { InputError } from '../../../numeric/input-error.ts';
import { jsonFiles, readNamed } from '../declarations.ts';
import type { Workspace } from '../workspace.ts';

/** Raw images that can be prepared, with what makes their LR images as their `low`. */
export interface PreparedSource {
  readonly raw: RawImages;
  /** Absent for a set of one's own. */
  readonly procedure?: string;
  readonly layout: string;
  readonly choices: readonly string[];
}

/**
 * A published data set by name, or one of kind `raw` that the workspace declares.
 * @throws InputError for another name, procedure or split.
 */
export function sourceOf(
  workspace: Workspace,
  name: string,
  folder: string,
  procedure: string,
  split: string,
): PreparedSource {
  const root = resolve(folder);
  if (Object.hasOwn(publishedSources, name)) {
    const { raw, task, choices } = publishedRaw(name, procedure, split, `latent-sr prepare ${name}`);
    return {
      raw: resolveDataset({ ...raw, low: task, id: name, kind: 'raw', root }, name) as RawImages,
      procedure,
      layout: publishedSources[name]!.layout,
      choices,
    };
  }
  const declared = jsonFiles(join(workspace.experiments, 'datasets'));
  const file = declared.find((each) => basename(each, '.json') === name);
  const where = `experiments/datasets/${name}.json`;
  const declaration = file === undefined ? undefined : readNamed(file, where);
  const own = declaration === undefined ? undefined : resolveDataset(withoutGroups(declaration), where);
  if (own?.kind === 'raw') {
    const { task } = resolveUse(declaration, where);
    const low = task && task.kind !== 'own' ? { low: task } : {};
    return { raw: { ...own, root, ...low }, layout: own.files, choices: [] };
  }
  throw new InputError({
    where: 'latent-sr prepare',
    expected: `${Object.keys(publishedSources).join(', ')}, or a data set of kind raw`,
    got: JSON.stringify(name),
    remedy: own ? 'this one needs no preparation' : `correct the name, or declare it in ${where}`,
  });
}
