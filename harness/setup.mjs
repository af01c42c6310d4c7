// Set-up before the first command: dependencies where they are absent or older than the lockfile, and the
// build where a source is newer. Plain JavaScript, since nothing is installed yet when it runs.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Loaded where they are needed: every start of the command comes through here.
const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL('..', import.meta.url));
/** Hash of the lockfile that the dependencies were installed from; npm's `prepare` step writes it. */
const installed = join(root, 'node_modules', '.latent-sr-lockfile');
const built = join(root, '.build', 'built');
const schemas = join(root, 'harness', 'schemas');

/** Installs the dependencies where they are absent or not those of the lockfile. */
function install() {
  if (dependenciesAreCurrent()) return;
  step('installing dependencies (npm ci)', 'npm', [
    'ci',
    '--include=dev',
    '--no-fund',
    '--no-audit',
    '--loglevel=error',
  ]);
}

/** Builds where a source is newer than the build; does nothing, in a few milliseconds, where none is. */
export function build() {
  if (!existsSync(join(root, 'tsconfig.json')) || buildIsCurrent()) return; // an installed package ships its build
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  if (!existsSync(compiler)) {
    fail(`expected the dependencies in node_modules, got none; run 'npm ci' in ${root}`);
  }
  // Stamped when it begins, since what is edited meanwhile is newer than the build.
  const begun = `${built}.${process.pid}.unfinished`;
  mkdirSync(join(root, '.build'), { recursive: true });
  writeFileSync(begun, '');
  step('building', process.execPath, [compiler, '-p', join(root, 'harness')]);
  compileSchemas();
  renameSync(begun, built);
}

/** Writes each schema's validator as code, since compiling them at every start takes as long as a short command. */
function compileSchemas() {
  const { Ajv } = require('ajv');
  const { default: standalone } = require('ajv/dist/standalone');
  mkdirSync(join(root, '.build', 'schemas'), { recursive: true });
  const names = readdirSync(schemas).filter((file) => file.endsWith('.schema.json'));
  const ajv = new Ajv({
    strict: false,
    validateSchema: false,
    verbose: true,
    code: { source: true, optimize: false },
    schemas: names.map((name) => JSON.parse(readFileSync(join(schemas, name), 'utf8'))),
  });
  for (const name of names) {
    const file = join(root, '.build', 'schemas', name.replace(/\.schema\.json$/, '.cjs'));
    writeFileSync(file, standalone(ajv, ajv.getSchema(name)));
  }
}

function dependenciesAreCurrent() {
  return existsSync(installed) && readFileSync(installed, 'utf8') === lockfileHash();
}

function lockfileHash() {
  return require('node:crypto')
    .createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

function buildIsCurrent() {
  if (!existsSync(built)) return false;
  const at = modified(built);
  const config = ['tsconfig.json', 'package-lock.json'].every((file) => modified(join(root, file)) <= at);
  return config && sourcesOlderThan(join(root, 'harness'), at);
}

function sourcesOlderThan(folder, at) {
  return readdirSync(folder, { withFileTypes: true }).every((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return modified(path) <= at && sourcesOlderThan(path, at);
    return !/\.(ts|json)$/.test(entry.name) || modified(path) <= at;
  });
}

function step(what, command, args) {
  process.stderr.write(`latent-sr: ${what} ...\n`);
  const done = require('node:child_process').spawnSync(command, args, {
    cwd: root,
    // An npm that knows no "allowScripts" runs the script that fetches libraries for CUDA.
    env: { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip' },
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32' && command === 'npm',
  });
  if (done.status !== 0) {
    const got = `exit ${done.status ?? done.signal}`;
    fail(
      `expected '${command} ${args.join(' ')}' to succeed, got ${got}; mend what it says above and run the command again`,
    );
  }
}

function fail(message) {
  process.stderr.write(`latent-sr set-up: ${message}\n`);
  process.exit(1);
}

function modified(path) {
  return statSync(path).mtimeMs;
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) {
  if (process.argv.includes('--after-install')) {
    writeFileSync(installed, lockfileHash());
  } else {
    if (!process.argv.includes('--build')) install();
    // What is packed holds nothing of sources that are gone.
    if (process.argv.includes('--anew')) rmSync(join(root, '.build'), { recursive: true, force: true });
    build();
  }
}
