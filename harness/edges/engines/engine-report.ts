import { existsSync } from 'node:fs';
import { InputError } from '../../numeric/input-error.ts';
import { DEFAULT_ENGINE } from './default-engine.ts';
import { gpuRuntime } from './onnx/gpu-runtime.ts';
import { onnxLacks } from './onnx/presence.ts';
import { onnxRuntime } from './onnx/runtime.ts';
import { type EngineChoice, type EngineName, engineNamed, openEngine } from './open-engine.ts';
import { firstTfjs, tfjsBackends } from './tfjs/backends.ts';

/** An engine and whether it runs here. */
export interface EnginePresence {
  readonly name: EngineName;
  /** What keeps it from running; null where nothing does. */
  readonly lacks: string | null;
  readonly detail: string | null;
}

/** Which engine a choice means here, and why. */
export interface ChosenEngine {
  /** Null where none runs. */
  readonly engine: EngineName | null;
  readonly reason: string;
}

/** What is here to run and train networks. */
export interface EngineReport {
  readonly engines: readonly EnginePresence[];
  /** What every command takes without `--engine`, for inference and training alike. */
  readonly default: ChosenEngine;
  /** What `--engine tfjs` takes. */
  readonly tfjs: ChosenEngine;
}

/** Every engine, whether it is here, and which one networks would run on. */
export async function engineReport(): Promise<EngineReport> {
  const onnx = await onnxPresence();
  const backends = tfjsBackends();
  const { backend, reason } = firstTfjs(backends);
  return {
    engines: [
      onnx,
      ...gpuPresences(onnx),
      ...backends.map(({ name, lacks }) => ({ name, lacks, detail: null })),
    ],
    default:
      onnx.lacks === null
        ? { engine: DEFAULT_ENGINE, reason: 'it is the fastest here on the processor, in training too' }
        : {
            engine: backend?.name ?? null,
            reason: `${DEFAULT_ENGINE}, which is several times as fast, lacks ${onnx.lacks}`,
          },
    tfjs: { engine: backend?.name ?? null, reason },
  };
}

async function onnxPresence(): Promise<EnginePresence> {
  const lacks = onnxLacks();
  if (lacks !== null) return { name: 'onnx', lacks, detail: null };
  try {
    const { env } = await onnxRuntime();
    const version = env.versions['node'] ?? env.versions.common;
    return { name: 'onnx', lacks: null, detail: `ONNX Runtime ${version}` };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { name: 'onnx', lacks: `a working onnxruntime-node (${error.fault.got})`, detail: null };
  }
}

/**
 * The devices besides the processor. Nothing is started on them, so that they are called present only where it is
 * known: `doctor --engine NAME` tries one.
 */
function gpuPresences({ lacks: onnx }: EnginePresence): EnginePresence[] {
  const cuda = cudaLacks();
  const detail = 'not tried; latent-sr doctor --engine tries it';
  return [
    { name: 'onnx-cuda', lacks: onnx ?? cuda, detail: null },
    { name: 'onnx-webgpu', lacks: onnx, detail },
  ];
}

function cudaLacks(): string | null {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return 'Linux on x64, for which its provider is published';
  if (!gpuRuntime()) return "its provider and NVIDIA's libraries; run npm run setup:gpu (2 GB from PyPI)";
  return existsSync('/proc/driver/nvidia/version')
    ? null
    : 'a driver of NVIDIA (libcuda.so.1); install version 580 or newer';
}

/**
 * Loads an engine and has it compute.
 * @throws InputError when it cannot run here, saying what it lacks.
 */
export async function tryEngine(choice: EngineChoice): Promise<EngineName> {
  const engine = await openEngine(choice, { threads: 1 });
  const [shape, data] = [[1, 1, 1, 2], Float32Array.of(1, 2)];
  const double = await engine.compile(
    { name: 'trial', inputs: ['x'], outputs: ['y'], run: ({ ops }, { x }) => ({ y: ops.affine(x!, 2, 0) }) },
    { x: shape },
    new Map(),
  );
  const { y } = await double.run({ x: { shape, data } });
  await double.dispose();
  if (y!.data.join() === '2,4') return engineNamed(choice);
  throw new InputError({
    where: `--engine ${choice}`,
    expected: '2 x (1, 2) to be (2, 4)',
    got: `(${y!.data.join(', ')})`,
    remedy: 'build it anew by npm run setup:native -- --force, or take another engine',
  });
}
