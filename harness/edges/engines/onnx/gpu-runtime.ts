import { existsSync, readdirSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../files/package-root.ts';

/** ONNX Runtime with its CUDA provider, as `npm run setup:gpu` lays it down. */
export interface GpuRuntime {
  /** The folder of its copy of onnxruntime-node. */
  readonly package: string;
  /**
   * Brings NVIDIA's libraries into the process, since the provider looks for them by name alone.
   * @returns the library that it still lacks, null where there is none
   */
  loadLibraries(): string | null;
}

/** What `npm run setup:gpu` made; null where it had not run when this process first asked. */
export function gpuRuntime(): GpuRuntime | null {
  known ??= { runtime: found() };
  return known.runtime;
}

/** One answer for a process, which cannot hold the library twice. */
let known: { readonly runtime: GpuRuntime | null } | undefined;

function found(): GpuRuntime | null {
  const folder = join(packageRoot, '.native-gpu');
  const copy = join(folder, 'node_modules', 'onnxruntime-node');
  if (!existsSync(join(copy, 'package.json'))) return null;
  const provider = join(copy, 'bin', 'napi-v6', 'linux', 'x64', 'libonnxruntime_providers_cuda.so');
  return {
    package: copy,
    loadLibraries() {
      loadAll(join(folder, 'lib'));
      return lackedBy(provider);
    },
  };
}

/** As often as any of them still lacks another one. */
function loadAll(folder: string): void {
  let waiting = existsSync(folder) ? readdirSync(folder) : [];
  for (let before = -1; before !== waiting.length; ) {
    before = waiting.length;
    waiting = waiting.filter((name) => lackedBy(join(folder, name)) !== null);
  }
}

/**
 * Opens a shared library for good, and names the one that keeps it from being opened. Node expects an addon, and says
 * that it is none after it has been opened.
 */
function lackedBy(path: string): string | null {
  const { RTLD_LAZY, RTLD_GLOBAL } = constants.dlopen;
  const NO_DELETE = 0x1000;
  try {
    process.dlopen({ exports: {} } as NodeJS.Module, path, RTLD_LAZY | RTLD_GLOBAL | NO_DELETE);
    return null;
  } catch (error) {
    return /([^\s/]+): cannot open shared object/.exec((error as Error).message)?.[1] ?? null;
  }
}
