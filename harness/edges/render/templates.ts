import Handlebars from 'handlebars';
import { templateText } from './template-files.ts';

/**
 * A template of `reports/` as a function, with the partials that it names. Every text is escaped for HTML, a
 * field that is not there throws, and the spaces before a partial do not enter its text.
 * @param main file name without `.hbs`
 * @param partials file names without `.hbs`; a partial is called by its part before the first dot
 */
export function loadTemplate(
  main: string,
  partials: readonly string[],
  helpers: Readonly<Record<string, Handlebars.HelperDelegate>> = {},
): (context: object) => string {
  const engine = Handlebars.create();
  const options = { strict: true, noEscape: false, preventIndent: true, explicitPartialContext: true };
  engine.registerHelper(helpers);
  for (const name of partials) {
    engine.registerPartial(name.split('.')[0], engine.compile(templateText(name), options));
  }
  return engine.compile(templateText(main), options);
}
