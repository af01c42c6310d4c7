import type { RunDocument } from '../run-document.ts';
import type { GateCheck } from './checks.ts';

/** A badge in the form that shields.io's endpoint reads. Its colour is the gate's, its count that of verdicts. */
export function badge({ profile, verdicts }: RunDocument, checks: readonly GateCheck[]): object {
  const failed = checks.filter(({ state }) => state === 'failed').length;
  const decided = verdicts.filter(({ outcome }) => outcome !== 'untestable');
  const reproduced = decided.filter(({ outcome }) => outcome === 'reproduced').length;
  return {
    schemaVersion: 1,
    label: `latent-sr ${profile}`,
    message: failed > 0 ? `gate: ${failed} failed` : `${reproduced} of ${decided.length} verdicts reproduced`,
    color: failed > 0 ? 'red' : 'blue',
    isError: failed > 0,
  };
}
