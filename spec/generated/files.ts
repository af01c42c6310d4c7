import { allSchemas } from '../../harness/edges/files/all-schemas.ts';
import { catalogueSchema } from '../../harness/glossary/catalogue-schema.ts';
import { reference } from '../../harness/glossary/reference.ts';
import { printJson } from './print-json.ts';

/** What is written from the code, by its path in the repository; `npm run schemas` writes it again. */
export function generatedFiles(): Readonly<Record<string, string>> {
  return {
    'harness/schemas/catalogue.schema.json': printJson(catalogueSchema()),
    'experiments/REFERENCE.md': reference(allSchemas()),
  };
}
