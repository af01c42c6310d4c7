import { brain } from './brain.ts';
import { chest } from './chest.ts';
import { deadLeaves } from './dead-leaves.ts';
import { knee } from './knee.ts';
import type { Phantom } from './phantom.ts';

/** The anatomies' names. */
export const anatomies = ['knee', 'brain', 'chest', 'dead-leaves'] as const;

export type Anatomy = (typeof anatomies)[number];

/** Every anatomy by its name in declarations. */
export const phantoms: Readonly<Record<Anatomy, Phantom>> = {
  knee,
  brain,
  chest,
  'dead-leaves': deadLeaves,
};
