// `npm run setup:gpu`: ONNX Runtime's CUDA provider for machines that reach PyPI, or a mirror of it. The npm package
// holds all of ONNX Runtime but that provider and NVIDIA's libraries; PyPI's `onnxruntime-gpu` of the same version has
// the one, `nvidia-*` the others. All of it goes to `.native-gpu/` beside package.json, with a copy of the npm package,
// since the provider is looked for beside its library. Plain JavaScript with nothing imported, so that it runs on a bare
// checkout.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const wheel = {
  version: '1.30.0',
  sha256: '6acc0f4b3d5ac5f2984432faa59dd8fcce6775f8b43a7140afa0f322c7a703b1',
};

/** Only shared libraries: the provider, and NVIDIA's. */
const unpack = `
import glob, os, sys, zipfile
for path in glob.glob('*.whl'):
    with zipfile.ZipFile(path) as wheel:
        for name in wheel.namelist():
            base = os.path.basename(name)
            provider = base in ('libonnxruntime_providers_cuda.so', 'libonnxruntime_providers_shared.so')
            library = name.startswith('nvidia/') and '/lib/' in name and '.so' in base
            if provider or library:
                with wheel.open(name) as source, open(os.path.join('provider' if provider else 'lib', base), 'wb') as to:
                    while chunk := source.read(1 << 24): to.write(chunk)
    os.remove(path)
`;

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const finished = join(root, '.native-gpu');
const partial = join(root, '.native-gpu-partial');
const installed = join(root, 'node_modules', 'onnxruntime-node');

refuseWhatCannotWork();
if (!process.argv.includes('--force') && isFinished()) {
  tell(`${finished} is of ONNX Runtime ${wheel.version}; nothing to do (--force fetches it anew)`);
} else {
  rmSync(partial, { recursive: true, force: true });
  for (const folder of ['lib', 'provider']) mkdirSync(join(partial, folder), { recursive: true });
  fetchWheels();
  step('python3', ['-c', unpack]);
  layDown();
  rmSync(finished, { recursive: true, force: true });
  renameSync(partial, finished);
  tell(`done; ${finished}`);
}
tell('trying it: latent-sr doctor --engine onnx-cuda');
const tried = spawnSync(
  process.execPath,
  [join(root, 'harness', 'latent-sr.mjs'), 'doctor', '--engine', 'onnx-cuda'],
  {
    stdio: ['ignore', 'inherit', 'inherit'],
  },
);
process.exitCode = tried.status ?? 1;

function refuseWhatCannotWork() {
  const machine = `${process.platform} ${process.arch}`;
  if (machine !== 'linux x64')
    fail('linux x64, for which the wheels are', machine, 'take --engine onnx-webgpu');
  if (!existsSync(join(installed, 'package.json'))) fail('onnxruntime-node', 'none', 'run npm ci');
  const { version } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  if (version !== wheel.version)
    fail(
      `onnxruntime-node ${wheel.version}, whose provider is pinned here`,
      version,
      'pin the provider of that version',
    );
  if (spawnSync('python3', ['-m', 'pip', '--version']).status !== 0)
    fail("'python3 -m pip' to run", 'a failure', 'install it (Python only fetches and unpacks)');
}

function isFinished() {
  const manifest = join(finished, 'node_modules', 'onnxruntime-node', 'package.json');
  return existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version === wheel.version;
}

/** The provider and what it names as its libraries, with theirs. The wheels' Python version does not matter here. */
function fetchWheels() {
  tell(`fetching onnxruntime-gpu ${wheel.version} and NVIDIA's libraries for CUDA 13 (about 2 GB)`);
  const platforms = ['manylinux_2_28_x86_64', 'manylinux_2_27_x86_64', 'manylinux2014_x86_64'];
  step('python3', [
    ...['-m', 'pip', 'download', '--quiet', '--only-binary=:all:', '--python-version', '3.12', '-d', partial],
    ...platforms.flatMap((platform) => ['--platform', platform]),
    `onnxruntime-gpu[cuda,cudnn]==${wheel.version}`,
  ]);
  const [file] = readdirSync(partial).filter((name) => name.startsWith('onnxruntime_gpu-'));
  const found = createHash('sha256')
    .update(readFileSync(join(partial, file)))
    .digest('hex');
  if (found !== wheel.sha256)
    fail(`${file} of SHA-256 ${wheel.sha256}`, found, 'fetch it from PyPI or a true mirror');
}

/** The providers beside the library of a copy of the npm package. */
function layDown() {
  const copy = join(partial, 'node_modules', 'onnxruntime-node');
  cpSync(installed, copy, { recursive: true });
  const library = join(copy, 'bin', 'napi-v6', 'linux', 'x64');
  for (const name of readdirSync(join(partial, 'provider')))
    renameSync(join(partial, 'provider', name), join(library, name));
  rmSync(join(partial, 'provider'), { recursive: true });
}

function step(command, args) {
  const done = spawnSync(command, args, { cwd: partial, stdio: ['ignore', 2, 2] });
  if (done.status !== 0) {
    fail(
      `'${command} ${args.slice(0, 3).join(' ')} ...' to succeed`,
      `exit ${done.status ?? done.signal}`,
      'mend what it says above and run npm run setup:gpu again',
    );
  }
}

function tell(what) {
  process.stderr.write(`setup:gpu: ${what}\n`);
}

function fail(expected, got, remedy) {
  tell(`expected ${expected}, got ${got}; ${remedy}`);
  process.exit(1);
}
