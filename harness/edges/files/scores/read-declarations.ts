import type { Declarations } from '../../../record/scores/judge-scores.ts';
import { readClaims, readExperiments, readImported } from '../declarations.ts';
import { workspaceAt } from '../workspace.ts';

/** What a workspace declares of scores; it need not say what imported ones are. */
export type ReadDeclarations = Omit<Declarations, 'imported'> & Partial<Pick<Declarations, 'imported'>>;

/** @throws InputError where a declaration is broken. */
export function readDeclarations(folder: string | undefined): ReadDeclarations {
  const workspace = workspaceAt(folder);
  const [claims, experiments] = [readClaims(workspace), readExperiments(workspace)];
  const [fault] = [...claims.faults, ...experiments.faults];
  if (fault) throw fault;
  const imported = readImported(workspace);
  return { claims: claims.items, experiments: experiments.items, ...(imported && { imported }) };
}
