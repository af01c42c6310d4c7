import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * The command that brings ONNX Runtime beside an installed package. Without its script, which fetches libraries for
 * CUDA that no network here uses from a host that may be out of reach; what it needs on a processor is in the package.
 */
const REMEDY = 'run npm install --ignore-scripts onnxruntime-node@1.30.0';

/** What keeps ONNX Runtime from running here, as far as can be told without loading it; null where nothing does. */
export function onnxLacks(
  manifest: string | null = packagedAt(),
  machine = { platform: process.platform as string, arch: process.arch as string },
): string | null {
  if (manifest === null) return `the package onnxruntime-node; ${REMEDY}`;
  const { platform, arch } = machine;
  const binding = join(dirname(manifest), 'bin', 'napi-v6', platform, arch, 'onnxruntime_binding.node');
  return existsSync(binding) ? null : `its compiled part for ${platform} ${arch}; take --engine tfjs`;
}

function packagedAt(): string | null {
  try {
    return createRequire(import.meta.url).resolve('onnxruntime-node/package.json');
  } catch {
    return null;
  }
}
