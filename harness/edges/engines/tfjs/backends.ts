import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import util from 'node:util';
import { InputError } from '../../../numeric/input-error.ts';
import { packageRoot } from '../../files/package-root.ts';
import type { Tf } from './tensor.ts';

/** In the order in which they are preferred. */
export const tfjsNames = ['tfjs-node-gpu', 'tfjs-node', 'tfjs-wasm'] as const;
export type TfjsName = (typeof tfjsNames)[number];

/** Whether a backend can be loaded here. */
export interface TfjsBackend {
  readonly name: TfjsName;
  /** Where its package is, if anywhere. */
  readonly folder: string | null;
  /** What keeps it from running; null where nothing does. */
  readonly lacks: string | null;
}

/** The backends of TensorFlow.js, whether they are here and what they lack; loads none. */
export function tfjsBackends(): readonly TfjsBackend[] {
  return tfjsNames.map((name) => {
    const folder = packageFolder(packageOf(name));
    return { name, folder, lacks: name === 'tfjs-wasm' ? wasmLacks(folder) : nativeLacks(name, folder) };
  });
}

/** The first backend that runs here, null where none does, and in one sentence why it is that. */
export function firstTfjs(backends: readonly TfjsBackend[]): {
  readonly backend: TfjsBackend | null;
  readonly reason: string;
} {
  const at = backends.findIndex(({ lacks }) => lacks === null);
  const passed = (at < 0 ? backends : backends.slice(0, at)).map(({ name }) => name);
  const reason = passed.length === 0 ? 'the first choice is here' : `${passed.join(' and ')} cannot run here`;
  return { backend: backends[at] ?? null, reason };
}

/**
 * The library with that backend at work.
 * @param threads how many a native operation may use; WebAssembly has one
 * @throws InputError when its compiled part cannot be loaded.
 */
export async function loadTfjs({ name, folder }: TfjsBackend, threads: number): Promise<Tf> {
  if (name === 'tfjs-wasm') {
    const tf = await import('@tensorflow/tfjs-core');
    await import('@tensorflow/tfjs-backend-wasm');
    await tf.setBackend('wasm');
    return tf;
  }
  // TensorFlow reads these once, when it is loaded.
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
  // Its fast convolutions, which it leaves off on processors without instructions for neural networks.
  process.env['TF_ENABLE_ONEDNN_OPTS'] ??= '1';
  process.env['TF_NUM_INTRAOP_THREADS'] = `${threads}`;
  process.env['TF_NUM_INTEROP_THREADS'] = '1';
  restoreUtilities();
  try {
    return createRequire(import.meta.url)(folder!) as Tf;
  } catch (error) {
    const [first] = (error as Error).message.split('\n');
    throw new InputError({
      where: `--engine ${name}`,
      expected: `its compiled part to load under Node ${process.versions.node}`,
      got: first!,
      remedy: 'build it anew by npm run setup:native -- --force, or take another engine',
    });
  }
}

/** Node 23 dropped two functions that the native packages, of before, still call. */
function restoreUtilities(): void {
  const library = util as { isNullOrUndefined?: unknown; isArray?: unknown };
  library.isNullOrUndefined ??= (value: unknown) => value === null || value === undefined;
  library.isArray ??= Array.isArray;
}

function packageOf(name: TfjsName): string {
  return `@tensorflow/${name === 'tfjs-wasm' ? 'tfjs-backend-wasm' : name}`;
}

/** The folder that `npm run setup:native` fills comes first, then the usual ones. */
function packageFolder(name: string): string | null {
  try {
    const here = createRequire(join(packageRoot, '.native', 'package.json'));
    return dirname(here.resolve(`${name}/package.json`));
  } catch {
    return null;
  }
}

function wasmLacks(folder: string | null): string | null {
  return folder ? null : 'the package @tensorflow/tfjs-backend-wasm; run npm ci';
}

function nativeLacks(name: TfjsName, folder: string | null): string | null {
  const remedy = name === 'tfjs-node' ? 'run npm run setup:native' : GPU_REMEDY;
  if (!folder) return `the package ${packageOf(name)}; ${remedy}`;
  return hasBinding(folder) ? null : `its compiled part (tfjs_binding.node); ${remedy}`;
}

/** What the last release, of TensorFlow 2.9, needs; no installation of ours fetches it unasked. */
const GPU_REMEDY =
  'on Linux or Windows with an NVIDIA GPU, CUDA 11.2 and cuDNN 8.1: npm install --no-save @tensorflow/tfjs-node-gpu@4.22.0, which fetches TensorFlow from storage.googleapis.com';

function hasBinding(folder: string): boolean {
  const lib = join(folder, 'lib');
  return (
    existsSync(lib) && readdirSync(lib).some((version) => existsSync(join(lib, version, 'tfjs_binding.node')))
  );
}
