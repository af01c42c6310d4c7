import type { EngineFlags } from '../engine-options.ts';
import type { ScaleFlag } from '../scale-option.ts';

/** What `screen` was told. */
export interface ScreenFlags extends EngineFlags, ScaleFlag {
  readonly images: string;
  readonly vae: readonly string[];
  readonly select?: string;
  readonly cluster?: string;
  readonly skipFaulty?: boolean;
  readonly html?: string;
  readonly threads: number;
  readonly json?: boolean;
}
