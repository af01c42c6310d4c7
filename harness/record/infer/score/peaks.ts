import type { Convention } from './convention.ts';
import type { Extremes } from './inferable.ts';

/** The signal's range under a level of `peak`, and whether values are brought to [-1, 1] first. */
export interface Peak {
  readonly peak: number;
  readonly signed: boolean;
}

/**
 * @param own the reference's extremes as it is scored
 * @param volume those of all references of the subject
 */
export function peakOf({ peak }: Convention, own: Extremes, volume: Extremes): Peak {
  switch (peak) {
    case 'signed-1':
    case 'signed-2':
      return { peak: Number(peak.at(-1)), signed: true };
    case 'maximum':
      return { peak: own[1], signed: false };
    case 'range':
      return { peak: own[1] - own[0], signed: false };
    case 'maximum-volume':
      return { peak: volume[1], signed: false };
    case 'range-volume':
      return { peak: volume[1] - volume[0], signed: false };
    default:
      return { peak: Number(peak), signed: false };
  }
}

/** Whether the peak is the same for all images. */
export function isConstantPeak({ peak = '1' }: Convention): boolean {
  return !/^(maximum|range)/.test(peak);
}

/** Whether the peak has to be looked for in the image itself. */
export function isOwnPeak({ peak = '1' }: Convention): boolean {
  return peak === 'maximum' || peak === 'range';
}
