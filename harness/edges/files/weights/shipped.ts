import { existsSync, readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import type { ShippedNetwork } from '../../../pipeline/plan/context.ts';
import { readJson } from '../declarations.ts';
import { validated } from '../schemas.ts';
import type { Workspace } from '../workspace.ts';

/** What is known of a shipped network: beside its files, as `golden/networks/<name>/provenance.json`. */
export interface Provenance {
  /** What it was trained for: the training stage's label. */
  readonly label: string;
  /** The stage's declaration, by which plans find the network. */
  readonly declaration: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly engine: string;
  /** How long the training took, null where that was not noted. */
  readonly seconds: number | null;
  /** SHA-256 by file name. */
  readonly files: Readonly<Record<string, string>>;
}

/** The folder of a workspace's shipped networks. */
export function shippedFolder({ golden }: Workspace): string {
  return join(golden, 'networks');
}

/** One file of a shipped network. */
export interface ShippedFile {
  readonly params: Provenance['params'];
  readonly path: string;
  /** Its provenance, for messages. */
  readonly where: string;
}

/** A file of the shipped network of this name; undefined where none is called so. @throws InputError on a damaged provenance */
export function shippedNamed(
  workspace: Workspace,
  name: string,
  file = 'weights.safetensors',
): ShippedFile | undefined {
  const folder = join(shippedFolder(workspace), name);
  const provenance = join(folder, 'provenance.json');
  if (name === '' || basename(name) !== name || !existsSync(provenance)) return undefined;
  const where = relative(workspace.root, provenance);
  const { params } = validated<Provenance>('shipped-network', readJson(provenance, where), where);
  return { params, path: join(folder, file), where };
}

/** The shipped networks by the declaration of their training. @throws InputError on a damaged provenance */
export function readShipped(workspace: Workspace): ReadonlyMap<string, ShippedNetwork> {
  const root = shippedFolder(workspace);
  // What a killed `golden networks` left behind is no network.
  const names = existsSync(root)
    ? readdirSync(root, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && !entry.name.endsWith('.unfinished'))
        .map(({ name }) => name)
        .sort()
    : [];
  return new Map(
    names.map((name) => {
      const folder = join(root, name);
      const where = relative(workspace.root, join(folder, 'provenance.json'));
      const provenance = validated<Provenance>(
        'shipped-network',
        readJson(join(folder, 'provenance.json'), where),
        where,
      );
      return [provenance.declaration, { folder, files: provenance.files }];
    }),
  );
}
