import { InputError } from '../../numeric/input-error.ts';
import type { CellBlock, Level } from '../experiment.ts';
import { type DeclaredBlock, listOf, type OneOrMore, type PlaceOf } from './declaration.ts';

/** Levels that have a name of their own. */
const methods: Readonly<Record<string, Level>> = {
  sr: { id: 'sr', kind: 'latent-diffusion', weights: 'ema' },
  ae: { id: 'ae', kind: 'autoencoder' },
};
const degradations: Readonly<Record<string, Level>> = {
  task: { id: 'task', kind: 'task' },
  own: { id: 'own', kind: 'own' },
};

/** A block of cells with what it leaves out: its method is `sr` where it has a denoiser, else `ae` of an autoencoder. */
export function resolveBlock(declared: DeclaredBlock, pointer: string, placeOf: PlaceOf): CellBlock {
  const { dataset = '*', degradation = 'task', autoencoder, denoiser, sampler, seed } = declared;
  const { method = denoiser !== undefined ? 'sr' : autoencoder !== undefined ? 'ae' : undefined } = declared;
  if (method === undefined) {
    throw new InputError({
      where: placeOf(pointer),
      expected: 'the key "method"',
      got: 'neither an autoencoder nor a denoiser that would tell',
      remedy: 'add it',
    });
  }
  return {
    dataset: listOf(dataset),
    degradation: levels(degradation, degradations, `${pointer}/degradation`, placeOf),
    method: levels(method, methods, `${pointer}/method`, placeOf),
    ...(autoencoder !== undefined && { autoencoder: listOf(autoencoder) }),
    ...(denoiser !== undefined && { denoiser: listOf(denoiser) }),
    ...(sampler !== undefined && { sampler: listOf(sampler) }),
    ...(seed !== undefined && { seed: listOf(seed) }),
  };
}

function levels(
  given: OneOrMore<string | Level>,
  known: Readonly<Record<string, Level>>,
  pointer: string,
  placeOf: PlaceOf,
): readonly Level[] {
  return listOf(given).map((level, i) => {
    if (typeof level !== 'string') return level;
    if (Object.hasOwn(known, level)) return known[level]!;
    throw new InputError({
      where: placeOf(`${pointer}/${i}`),
      expected: `${Object.keys(known).join(' or ')}, or a level with id, kind and options`,
      got: JSON.stringify(level),
      remedy: 'correct the name, or write the level out',
    });
  });
}
