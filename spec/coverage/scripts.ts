import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Made, MapLeft } from './coverage.ts';
import { startsOf } from './generated.ts';
import { lineStarts } from './places.ts';

/**
 * Scripts of `harness/` as tsx loads them, and as they are built.
 * @param scratch - A folder to build in once more, with maps: the build itself holds none, so that its bytes, by which
 *   stages are keyed, stay what they are.
 */
export function scriptsOf(
  root: string,
  scratch: string,
): (url: string, map: MapLeft | undefined) => Made | null {
  const built = join(scratch, 'built');
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const project = join(root, 'harness');
  execFileSync(process.execPath, [
    compiler,
    '-p',
    project,
    '--sourceMap',
    '--incremental',
    'false',
    '--outDir',
    built,
  ]);
  return (url, map) => {
    const file = url.startsWith('file:') ? relative(root, fileURLToPath(url.replace(/[?#].*/, ''))) : '';
    if (/^harness\/.*\.ts$/.test(file) && map?.data) {
      return { source: file, mappings: map.data.mappings, starts: startsOf(map.lineLengths) };
    }
    if (!/^\.build\/harness\/.*\.js$/.test(file)) return null;
    const text = readFileSync(join(root, file), 'utf8');
    const anew = join(built, relative('.build', file));
    if (
      readFileSync(anew, 'utf8')
        .replace(/\/\/# sourceMappingURL=.*\n?$/, '')
        .trimEnd() !== text.trimEnd()
    )
      throw new Error(
        `${file}: expected the build of the sources as they are, got another; run 'npm run build'`,
      );
    const { mappings } = JSON.parse(readFileSync(`${anew}.map`, 'utf8')) as { mappings: string };
    return { source: relative('.build', file).replace(/\.js$/, '.ts'), mappings, starts: lineStarts(text) };
  };
}
