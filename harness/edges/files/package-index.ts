import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { InputError } from '../../numeric/input-error.ts';

/** A file of a package, as a package URL names it (`pkg:pypi/NAME@VERSION`, `pkg:npm/NAME@VERSION`). */
interface PackageName {
  readonly registry: 'pypi' | 'npm';
  readonly name: string;
  readonly version: string;
}

/**
 * The address of a package's file at the index that this machine is set up for: what `npm` says for npm; for PyPI
 * `$PIP_INDEX_URL`, else what pip is configured for, else pip's own. So no host stands in a declaration.
 * @param url an address, which is returned as it is, or a package URL
 * @param file the file's name in the index of PyPI
 * @throws InputError where the index cannot be asked, or has no such file.
 */
export async function packageAddress(url: string, file: string): Promise<string> {
  const [, registry, name, version] = /^pkg:(pypi|npm)\/([\w.@/-]+)@([\w.+-]+)$/.exec(url) ?? [];
  if (registry === undefined) return url;
  const wanted = { registry, name, version } as PackageName;
  return registry === 'npm' ? npmAddress(wanted) : pypiAddress(await pypiIndex(), wanted, file);
}

async function npmAddress({ name, version }: PackageName): Promise<string> {
  const answer = await run('npm', ['view', `${name}@${version}`, 'dist.tarball']);
  if (answer?.startsWith('http')) return answer;
  throw refusal(`${name} ${version}`, 'an answer of npm', answer ?? 'none', 'see what npm view says of it');
}

/** By the index's JSON (PEP 691), else its HTML (PEP 503). */
async function pypiAddress(index: string, { name, version }: PackageName, file: string): Promise<string> {
  const page = `${index.replace(/\/+$/, '')}/${name}/`;
  const where = `${name} ${version}`;
  let response: Response;
  try {
    response = await fetch(page, {
      headers: { accept: 'application/vnd.pypi.simple.v1+json, text/html;q=0.5' },
    });
  } catch (error) {
    const { cause, message } = error as { cause?: { code?: string }; message: string };
    throw refusal(where, `an answer from ${page}`, cause?.code ?? message, 'set PIP_INDEX_URL, or try again');
  }
  if (!response.ok)
    throw refusal(where, `its page at ${page}`, `status ${response.status}`, 'set PIP_INDEX_URL');
  const text = await response.text();
  const links = response.headers.get('content-type')?.includes('json')
    ? (JSON.parse(text) as { files: readonly { url: string }[] }).files.map((each) => each.url)
    : [...text.matchAll(/href="([^"#]+)/g)].map(([, link]) => link!.replaceAll('&amp;', '&'));
  const found = links.find((link) => decodeURIComponent(link.replace(/^.*\/|[?#].*$/g, '')) === file);
  if (found !== undefined) return new URL(found, response.url).href;
  throw refusal(where, `${file} in the index`, `${links.length} others`, 'use an index that has it');
}

async function pypiIndex(): Promise<string> {
  const said = process.env['PIP_INDEX_URL'];
  if (said) return said;
  for (const python of ['python3', 'python']) {
    const index = await run(python, ['-c', ASK_PIP]);
    if (index) return index;
  }
  throw refusal(
    'the index of Python packages',
    '$PIP_INDEX_URL, or a Python with pip, which knows one',
    'neither',
    'set PIP_INDEX_URL to the address of a package index',
  );
}

/** The configured index, else the one that pip itself takes. */
const ASK_PIP = `
from pip._internal.configuration import Configuration
from pip._internal.models.index import PyPI
configuration = Configuration(isolated=False)
configuration.load()
values = dict(configuration.items())
flat = {}
for key, value in values.items():
    flat.update(value if isinstance(value, dict) else {key: value})
print(flat.get('install.index-url') or flat.get('global.index-url') or PyPI.simple_url)
`;

/** What a program prints; undefined where it fails or is not there. */
async function run(command: string, args: readonly string[]): Promise<string | undefined> {
  try {
    const shell = process.platform === 'win32' && command === 'npm';
    return (await promisify(execFile)(command, [...args], { shell })).stdout.trim();
  } catch {
    return undefined;
  }
}

function refusal(where: string, expected: string, got: string, remedy: string): InputError {
  return new InputError({ where, expected, got, remedy });
}
