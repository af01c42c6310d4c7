import type { Command } from 'commander';
import { type Answer, answering } from './answer.ts';
import type { Register } from './program.ts';

/** `latent-sr assets`: what is there of the weights and images that may not be redistributed; `assets fetch ID...`. */
export const registerAssets: Register = (program) => {
  const assets = program
    .command('assets')
    .description('list the weights and images that users bring, and fetch those that can be fetched')
    .option('--json', 'print one JSON document')
    .action(answering(list));
  assets
    .command('fetch')
    .description('fetch assets from their sources; a fetch that broke off goes on where it stopped')
    .argument('<id...>', 'which, or the name of a group')
    .option('--json', 'print one JSON document')
    .action(answering(fetchAll));
};

async function list(_flags: object, _command: Command): Promise<Answer> {
  const [{ assetPaths, declaredAssets }, { workspaceAt }] = await Promise.all([
    import('../files/assets.ts'),
    import('../files/workspace.ts'),
  ]);
  const workspace = workspaceAt(undefined);
  const assets = declaredAssets(workspace).map((asset) => ({
    id: asset.id,
    title: asset.title,
    source: asset.source,
    licence: asset.licence,
    present: assetPaths(workspace, asset) !== null,
    files: asset.files.map(({ name, url, size, sha256, sha256Prefix }) => ({
      name,
      url,
      size,
      hash: sha256 ? 'published' : sha256Prefix ? 'prefix in the name' : 'pinned on first use',
    })),
  }));
  const width = Math.max(...assets.map(({ id }) => id.length));
  const lines = assets.map(
    ({ id, present, title, licence, source, files }) =>
      `${present ? 'present' : 'absent '}  ${id.padEnd(width)}  ${title}; ${licence}; ${source}; ${checkOf(files)}`,
  );
  return {
    document: { command: 'assets', folder: workspace.assets, assets },
    text: [`assets in ${workspace.assets} ($LATENT_SR_ASSETS)`, ...lines].join('\n'),
  };
}

/** How what is fetched is known to be right. */
function checkOf(files: readonly { readonly hash: string }[]): string {
  return files.length === 0
    ? 'to be brought by hand'
    : `hash ${[...new Set(files.map(({ hash }) => hash))].join(', ')}`;
}

async function fetchAll(ids: readonly string[], _flags: object, _command: Command): Promise<Answer> {
  const [{ assetsNamed }, { fetchAsset }, { workspaceAt }] = await Promise.all([
    import('../files/assets.ts'),
    import('../files/fetch-asset.ts'),
    import('../files/workspace.ts'),
  ]);
  const workspace = workspaceAt(undefined);
  const assets = [
    ...new Map(ids.flatMap((id) => assetsNamed(workspace, id)).map((one) => [one.id, one])).values(),
  ];
  const fetched = [];
  for (const asset of assets) {
    const files = await fetchAsset(workspace, asset, (line) => process.stderr.write(`${line}\n`));
    fetched.push({ id: asset.id, licence: asset.licence, files });
  }
  const lines = fetched.flatMap(({ id, files }) =>
    files.map(
      ({ name, size, sha256, checked }) => `${id} ${name}: ${size} bytes, SHA-256 ${sha256} (${checked})`,
    ),
  );
  return { document: { command: 'assets fetch', folder: workspace.assets, fetched }, text: lines.join('\n') };
}
