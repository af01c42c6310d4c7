/** How an average of parameters forgets. */
export interface EmaSetting {
  /** Share that the average keeps at each update, at most. */
  readonly decay: number;
  /** Whether early averages forget faster: decay min(decay, (1 + n) / (10 + n)) at update n, from 1. */
  readonly warmUp: boolean;
}

/** The share that the average keeps at update number `update`, counted from 1. */
export function emaDecay({ decay, warmUp }: EmaSetting, update: number): number {
  return warmUp ? Math.min(decay, (1 + update) / (10 + update)) : decay;
}
