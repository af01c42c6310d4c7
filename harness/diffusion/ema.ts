import { InputError } from '../numeric/input-error.ts';
import { type EmaSetting, emaDecay } from './ema-decay.ts';
import type { NamedArrays } from './named-arrays.ts';

/** The averages and how often they were updated: plain data, which a checkpoint stores as it is. */
export interface EmaState {
  updates: number;
  readonly averages: NamedArrays;
}

/** The averages before the first update: the parameters themselves. */
export function initialEma(parameters: NamedArrays): EmaState {
  return { updates: 0, averages: new Map([...parameters].map(([name, values]) => [name, values.slice()])) };
}

/**
 * Moves the averages towards the parameters, in place: average -= (1 - decay) (average - parameter), as the
 * latent diffusion code that the release builds on does.
 * @throws InputError when a parameter is missing or has another length.
 */
export function updateEma(setting: EmaSetting, state: EmaState, parameters: NamedArrays): void {
  for (const [name, average] of state.averages) {
    if (parameters.get(name)?.length !== average.length) {
      throw new InputError({
        where: `average of ${name}`,
        expected: `${average.length} parameter values`,
        got: parameters.has(name) ? `${parameters.get(name)!.length}` : 'no such parameter',
        remedy: 'update with the parameters that the averages began from',
      });
    }
  }
  state.updates += 1;
  const towards = 1 - emaDecay(setting, state.updates);
  for (const [name, average] of state.averages) {
    const values = parameters.get(name)!;
    for (let i = 0; i < average.length; i++) average[i] -= towards * (average[i] - values[i]);
  }
}
