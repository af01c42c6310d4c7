import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Metafile, type Plugin } from 'esbuild';
import { instrumented, type Mode } from './instrument.ts';
import type { Mutant } from './mutants.ts';

export const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = join(root, 'node_modules', '.cache', 'mutation');

/** Files with their mutants; a mutant's number is its place among all of them. */
export type Units = ReadonlyMap<string, { readonly mutants: readonly Mutant[]; readonly first: number }>;

/** Specifications and all of ours that they import in one file, `export const specs = { [path]: () => import(path) }`. */
export interface Bundle {
  readonly url: string;
  /** What each file of ours imports, by path from the root. */
  readonly imports: ReadonlyMap<string, readonly string[]>;
  remove(): void;
}

/**
 * Bundles specifications, so that evaluating them afresh (the same file by another query) takes milliseconds: no state
 * of one mutant's run, and nothing that was computed when modules were loaded, is there in the next one's.
 */
export async function bundled(specs: readonly string[], units: Units, mode: Mode): Promise<Bundle> {
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `${process.pid}-${mode}-${performance.now()}.mjs`);
  const entry = specs.map((spec) => `${JSON.stringify(spec)}: () => import('./${spec}'),`).join('\n');
  const { metafile } = await build({
    stdin: { contents: `export const specs = {\n${entry}\n};`, resolveDir: root, sourcefile: 'entry.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    metafile: true,
    outfile,
    logLevel: 'error',
    plugins: [plugin(units, mode)],
  });
  return {
    url: pathToFileURL(outfile).href,
    imports: importsOf(metafile),
    remove: () => rmSync(outfile, { force: true }),
  };
}

/** A program of ours as one file, so that it starts without a compiler on the way of every import. */
export async function compiled(program: string): Promise<string> {
  const outfile = join(folder, `${process.pid}-${performance.now()}.mjs`);
  const options = {
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'error',
  } as const;
  await build({ ...options, entryPoints: [program], outfile });
  return outfile;
}

function plugin(units: Units, mode: Mode): Plugin {
  return {
    name: 'mutants',
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const file = relative(root, path);
        const unit = units.get(file);
        const text = readFileSync(path, 'utf8');
        const contents = unit ? instrumented(file, text, unit.mutants, unit.first, mode) : text;
        return { contents: placed(contents, path), loader: 'ts' };
      });
    },
  };
}

/** In one file, a module's place has to be said. */
function placed(text: string, path: string): string {
  return text
    .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
    .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
    .replaceAll('import.meta.filename', JSON.stringify(resolve(path)));
}

function importsOf({ inputs }: Metafile): ReadonlyMap<string, readonly string[]> {
  return new Map(
    Object.entries(inputs).map(([file, { imports }]) => [
      file,
      imports.filter(({ external }) => !external).map(({ path }) => path),
    ]),
  );
}
