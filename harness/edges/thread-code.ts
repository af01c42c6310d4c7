import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * The code of a worker thread: compiled as its caller is, or its source, which a thread cannot load by itself.
 * @param name of the worker's file beside the caller, without its extension
 * @param caller `import.meta.url` of who starts it
 */
export function threadCode(name: string, caller: string): URL {
  const code = new URL(`./${name}${extname(caller)}`, caller);
  if (!code.pathname.endsWith('.ts')) return code;
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json'));
  const loader = new URL('dist/esm/api/index.mjs', tsx);
  const lines = [`import { register } from '${loader}';`, 'register();', `await import('${code}');`];
  return new URL(`data:text/javascript,${encodeURIComponent(lines.join(''))}`);
}
