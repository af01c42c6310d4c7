import type { FlowTime } from './flow-time.ts';
import type { Prediction } from './prediction.ts';
import type { Schedule } from './schedule.ts';

/** A network trained to denoise, and how its output is read. */
export interface Diffusion {
  readonly kind: 'diffusion';
  readonly schedule: Schedule;
  readonly prediction: Prediction;
}

/** A network trained to give the velocity from noise to image (rectified flow). */
export interface Flow {
  readonly kind: 'flow';
  readonly time: FlowTime;
}

/** What a network was trained for. */
export type Trained = Diffusion | Flow;
