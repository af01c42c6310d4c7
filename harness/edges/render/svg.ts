import type { LoggerInterface } from 'vega';
import type { Config, TopLevelSpec } from 'vega-lite';
import { theme } from '../../report/figures/theme.ts';
import type { FigureView } from '../../report/view-model.ts';
import { assertClosed, reachesOutside } from './closed-svg.ts';
import { textWidth } from './text-width.ts';

/**
 * A figure as an SVG element for inlining: sized by its viewBox, labelled with the figure's words, its ids
 * made its own by `prefix`. The same figure gives the same text.
 * @throws InputError when the specification asks for data from elsewhere, or for links or pictures.
 */
export async function figureSvg(figure: FigureView, prefix: string): Promise<string> {
  const { vega, vegaLite } = await engines();
  const faults: string[] = [];
  const logger = collecting(faults);
  const { spec } = vegaLite.compile(figure.spec as unknown as TopLevelSpec, {
    config: theme as unknown as Config,
    logger,
  });
  const refuse = async (address: string) => {
    faults.push(address);
    throw new Error(address);
  };
  const loader = { load: refuse, sanitize: refuse, http: refuse, file: refuse, options: {} };
  const view = new vega.View(vega.parse(spec), { renderer: 'none', logger, loader });
  try {
    const svg = await view.toSVG();
    if (faults.length > 0) throw reachesOutside(figure.id, faults[0]);
    assertClosed(figure.id, svg);
    return labelled(rounded(withOwnIds(oneImage(svg), prefix)), figure.alt);
  } finally {
    view.finalize();
  }
}

/** Vega prints errors and draws on without what failed; here they count, and its remarks do not. */
function collecting(faults: string[]): LoggerInterface {
  const ignore = () => logger;
  const logger: LoggerInterface = {
    level: ((level?: number) => (level === undefined ? 1 : logger)) as LoggerInterface['level'],
    error: (...parts) => {
      faults.push(parts.join(' '));
      return logger;
    },
    warn: ignore,
    info: ignore,
    debug: ignore,
  };
  return logger;
}

async function engines() {
  // Loaded on first use: the two take some 400 ms, which no other command should pay.
  const [vega, vegaLite] = await Promise.all([import('vega'), import('vega-lite')]);
  const metrics = (vega as unknown as { textMetrics: { width: MeasureText } }).textMetrics;
  // Set even where node-canvas happens to be installed, which would measure with the machine's own fonts.
  metrics.width = ({ fontSize = 11, limit = 0 }, text) => {
    const width = textWidth(String(text ?? ''), fontSize);
    return limit > 0 ? Math.min(width, limit) : width;
  };
  return { vega, vegaLite };
}

type MeasureText = (item: { fontSize?: number; limit?: number }, text: unknown) => number;

/** Vega numbers its ids over the life of the process; a page needs them unique and repeatable. */
function withOwnIds(svg: string, prefix: string): string {
  const own = new Map<string, string>();
  for (const [, id] of svg.matchAll(/<\w+ id="([^"]+)"/g)) own.set(id, `${prefix}-${own.size + 1}`);
  return inTags(svg, /( id="|url\(#)([^")]+)/g, (whole, start, id) =>
    own.has(id) ? start + own.get(id) : whole,
  );
}

/** To those who do not see it a figure is one image with its words, not a crowd of nameless marks. */
function oneImage(svg: string): string {
  return inTags(svg, / (?:role|aria-[a-z]+)="[^"]*"/g, () => '');
}

/** Places to a thousandth of a pixel: what is beyond is noise that differs between machines. */
function rounded(svg: string): string {
  return inTags(svg, /-?\d+\.\d{4,}(?:e-\d+)?/g, (number) => String(Number(Number(number).toFixed(3))));
}

/** Replaces in tags only, never in the words between them. */
function inTags(svg: string, pattern: RegExp, replace: (...groups: string[]) => string): string {
  return svg.replace(/<[^>]*>/g, (tag) => tag.replace(pattern, replace));
}

function labelled(svg: string, alt: string): string {
  const size = /^<svg[^>]* width="([\d.]+)" height="([\d.]+)" viewBox="([^"]*)"[^>]*>/.exec(svg);
  if (!size) throw new Error(`unexpected start of a drawing: ${svg.slice(0, 200)}`);
  const [head, width, height, box] = size;
  const start = `<svg role="img" aria-label="${escapeAttribute(alt)}" width="${width}" height="${height}" viewBox="${box}">`;
  return start + svg.slice(head.length);
}

function escapeAttribute(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
