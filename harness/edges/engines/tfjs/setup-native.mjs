// `npm run setup:native`: the native TensorFlow engine for machines that reach PyPI and npm, or mirrors of them,
// but not Google's storage, from which @tensorflow/tfjs-node fetches libtensorflow when it is installed. The
// package's binding is two C++ files over TensorFlow's C interface and Node's stable one (Node-API); here they
// are compiled against the libtensorflow and the headers that PyPI's TensorFlow wheel carries. All of it goes to
// `.native/` beside package.json. Plain JavaScript with nothing imported, so that it runs on a bare checkout.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const wheel = {
  name: 'tensorflow-cpu',
  version: '2.18.1',
  sha256: '810c75d7149d2da0cb2092187817b0dcabb80728ca9f9cf3a61f3f42fadd1298',
};
const packages = ['@tensorflow/tfjs-node@4.22.0', 'node-api-headers@1.9.0'];

/** Only the libraries and their headers. */
const unpack = `
import sys, zipfile
kept = ('tensorflow/libtensorflow_', 'tensorflow/include/tensorflow/', 'tensorflow/include/xla/', 'tensorflow/include/tsl/')
with zipfile.ZipFile(sys.argv[1]) as wheel:
    for name in wheel.namelist():
        if name.startswith(kept) or name.endswith('/THIRD_PARTY_NOTICES.txt'): wheel.extract(name)
`;

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const finished = join(root, '.native');
const partial = join(root, '.native-partial');

refuseWhatCannotWork();
if (!process.argv.includes('--force') && existsSync(finished) && works(finished)) {
  tell(`the native engine in ${finished} works; nothing to do (--force builds it anew)`);
} else {
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial);
  installPackages();
  takeLibrary();
  compile();
  if (!works(partial)) {
    fail(
      'the compiled binding to multiply two matrices',
      `a failure under Node ${process.versions.node}`,
      'run it with Node 20, 22 or 24, under which it is known to work, or use the WebAssembly engine',
    );
  }
  // Only what works gets the final name, so that an interrupted build leaves nothing that looks finished.
  rmSync(finished, { recursive: true, force: true });
  renameSync(partial, finished);
  tell(`done; the engine tfjs-node is in ${finished}`);
}

function refuseWhatCannotWork() {
  const machine = `${process.platform} ${process.arch}`;
  if (machine !== 'linux x64') {
    fail(
      'linux x64, for which the wheel is pinned',
      machine,
      'use the WebAssembly engine, which needs no set-up',
    );
  }
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    fail('Node 20.19 or newer', `Node ${process.versions.node}`, 'run it with such a Node');
  }
  for (const [command, ...args] of [
    ['python3', '-m', 'pip', '--version'],
    [compiler(), '--version'],
  ]) {
    if (spawnSync(command, args).status !== 0) {
      fail(
        `'${[command, ...args].join(' ')}' to run`,
        'a failure',
        'install it (Python only fetches and unpacks)',
      );
    }
  }
}

/** Without their installer, which would ask Google's storage. */
function installPackages() {
  tell(`installing ${packages.join(' and ')}`);
  writeFileSync(join(partial, 'package.json'), '{ "name": "latent-sr-native", "private": true }\n');
  step('npm', [
    'install',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--save-exact',
    ...packages,
  ]);
}

/** The library and its headers, out of the wheel; pip compares the hash. */
function takeLibrary() {
  tell(`fetching ${wheel.name} ${wheel.version} (230 MB)`);
  const wanted = join(partial, 'requirements.txt');
  writeFileSync(wanted, `${wheel.name}==${wheel.version} --hash=sha256:${wheel.sha256}\n`);
  // The wheel's own Python version does not matter here: only its libraries are used.
  const target = [
    '--python-version',
    '3.11',
    '--platform',
    'manylinux2014_x86_64',
    '--only-binary=:all:',
    '--no-deps',
  ];
  step('python3', [
    '-m',
    'pip',
    'download',
    '--quiet',
    ...target,
    '--require-hashes',
    '-r',
    wanted,
    '-d',
    partial,
  ]);
  const [file] = readdirSync(partial).filter((name) => name.endsWith('.whl'));
  step('python3', ['-c', unpack, file]);
  rmSync(join(partial, file));
  rmSync(wanted);
}

/** Into the place where the package looks for its binding, the libraries beside it. */
function compile() {
  tell('compiling the binding');
  const from = join('node_modules', '@tensorflow', 'tfjs-node');
  const to = join(from, 'lib', 'napi-v8');
  mkdirSync(join(partial, to), { recursive: true });
  const libraries = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'];
  for (const library of libraries)
    renameSync(join(partial, 'tensorflow', library), join(partial, to, library));
  const headers = [join('node_modules', 'node-api-headers', 'include'), join('tensorflow', 'include'), from];
  step(compiler(), [
    ...['-std=c++17', '-O2', '-shared', '-fPIC', '-DNAPI_VERSION=8', '-DNODE_GYP_MODULE_NAME=tfjs_binding'],
    ...headers.flatMap((folder) => ['-I', folder]),
    ...['tfjs_backend.cc', 'tfjs_binding.cc'].map((source) => join(from, 'binding', source)),
    ...['-o', join(to, 'tfjs_binding.node'), '-L', to, ...libraries.map((library) => `-l:${library}`)],
    '-Wl,-rpath,$ORIGIN',
  ]);
}

/** Whether the engine in a folder computes; in a process of its own, since a bad binding may end it. */
function works(folder) {
  const trial = `
    const util = require('util');
    util.isNullOrUndefined ??= (value) => value == null;
    util.isArray ??= Array.isArray;
    const tf = require('@tensorflow/tfjs-node');
    const product = tf.matMul(tf.tensor2d([1, 2, 3, 4], [2, 2]), tf.tensor2d([5, 6, 7, 8], [2, 2]));
    process.exit(product.dataSync().join() === '19,22,43,50' ? 0 : 1);`;
  const done = spawnSync(process.execPath, ['-e', trial], {
    cwd: folder,
    env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' },
    stdio: ['ignore', 'ignore', 2],
  });
  return done.status === 0;
}

function step(command, args) {
  const done = spawnSync(command, args, { cwd: partial, stdio: ['ignore', 2, 2] });
  if (done.status !== 0) {
    fail(
      `'${command} ${args.slice(0, 3).join(' ')} ...' to succeed`,
      `exit ${done.status ?? done.signal}`,
      'mend what it says above and run npm run setup:native again',
    );
  }
}

function compiler() {
  return process.env.CXX || 'c++';
}

function tell(what) {
  process.stderr.write(`setup:native: ${what}\n`);
}

function fail(expected, got, remedy) {
  tell(`expected ${expected}, got ${got}; ${remedy}`);
  process.exit(1);
}
