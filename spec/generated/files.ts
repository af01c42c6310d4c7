import { allSchemas } from '../../harness/edges/files/all-schemas.ts';
import { planExperiment } from '../../harness/pipeline/plan/experiment.ts';
import { phantomPictures } from '../datasets/phantom-pictures.ts';
import { plannedByHand } from '../pipeline/planned-by-hand.ts';
import { saidByRules } from '../record/said-by-rules.ts';
import { drawnByHand } from '../report/drawn-by-hand.ts';
import { catalogueSchema } from './catalogue-schema.ts';
import { printJson } from './print-json.ts';
import { reference } from './reference.ts';
import { ruleFacts } from './rule-facts.ts';
import { signFacts } from './sign-facts.ts';

/** What is written from the code, by its path in the repository; `npm run schemas` writes it again. */
export function generatedFiles(): Readonly<Record<string, string>> {
  return {
    'harness/schemas/catalogue.schema.json': printJson(catalogueSchema()),
    'experiments/REFERENCE.md': reference(allSchemas()),
  };
}

/** What is measured and written likewise, in seconds; a slow specification holds it current. */
export function measuredFiles(): Readonly<Record<string, string>> {
  return { 'golden/rules.json': printJson({ rule: ruleFacts(), sign: signFacts() }) };
}

/** What figures show, rules say and phantoms are, to be looked at where it changes; their own specifications hold it current. */
export function lookedAtFiles(): Readonly<Record<string, string>> {
  return {
    'golden/drawings.json': printJson(drawnByHand()),
    'golden/phantoms.json': printJson(phantomPictures()),
    'golden/plans.json': printJson(JSON.parse(JSON.stringify(plannedByHand(planExperiment)))),
    'golden/findings.json': printJson(saidByRules()),
  };
}
