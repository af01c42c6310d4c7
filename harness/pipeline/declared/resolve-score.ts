import type { ScoreDeclaration } from '../experiment.ts';
import type { DeclaredScore } from './declaration.ts';

/** A score with what it leaves out; a text is the metric's name. */
export function resolveScore(declared: string | DeclaredScore): ScoreDeclaration {
  if (typeof declared === 'string') return resolveScore({ metric: declared });
  const { id = declared.metric, reference = 'true-hr', convention = {} } = declared;
  return { ...declared, id, reference, convention };
}
