import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isOnnx } from './onnx/devices.ts';
import type { EngineName } from './open-engine.ts';

/** An engine with the version of its package, without loading it: `onnx 1.30.0`. */
export function engineVersion(name: EngineName): string {
  const manifest = isOnnx(name) ? 'onnxruntime-node/package.json' : '@tensorflow/tfjs-core/package.json';
  try {
    const path = createRequire(import.meta.url).resolve(manifest);
    const { version } = JSON.parse(readFileSync(path, 'utf8')) as { version: string };
    return `${name} ${version}`;
  } catch {
    return `${name}, not installed`;
  }
}
