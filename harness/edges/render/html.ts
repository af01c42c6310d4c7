import { createHash } from 'node:crypto';
import Handlebars from 'handlebars';
import type { FigureView, PanelImage, PanelView, ReportView } from '../../report/view-model.ts';
import { pageOf, REPORT } from './page.ts';
import { pngUri } from './png-uri.ts';
import { figureSvg } from './svg.ts';
import { templateText } from './template-files.ts';
import { loadTemplate } from './templates.ts';

/**
 * The report as HTML: `report.html` with the verdicts, and a page an experiment beside it, by file name. Each needs
 * nothing but the others: style, figures and images are inside it, its content policy forbids requests and every
 * script but the one in it, and it is complete without that. The same view gives the same bytes.
 * @throws InputError when a figure asks for something from elsewhere, or an image is neither grey nor RGB.
 */
export async function renderReport(view: ReportView): Promise<Readonly<Record<string, string>>> {
  const page = pageOf(view);
  const style = trusted('style.css');
  const pages: Record<string, string> = {
    [REPORT]: loadTemplate('report.html', partials)({ ...page, style, script: scriptOf('filter.js') }),
  };
  const template = loadTemplate('experiment.html', ['table.html', 'panel.html', 'replay.html']);
  const script = scriptOf('viewer.js');
  for (const [i, experiment] of page.experiments.entries()) {
    const figures = [];
    // One after the other: Vega keeps state between renderings.
    for (const figure of experiment.figures) figures.push(await drawn(figure));
    const [before, after] = [page.experiments[i - 1] ?? null, page.experiments[i + 1] ?? null];
    const panels = experiment.panels.map(pictured);
    pages[experiment.file] = template({
      ...experiment,
      figures,
      panels,
      before,
      after,
      report: REPORT,
      style,
      script,
    });
  }
  return pages;
}

const partials = [
  'fragility.html',
  'mark.html',
  'key-figures.html',
  'filter.html',
  'claims.html',
  'claim.html',
  'replay.html',
  'table.html',
  'tiers.html',
  'record.html',
  'golden.html',
  'calibration.html',
  'provenance.html',
];

/** Style or script of our own, which goes into a page as it is. */
function trusted(name: string): Handlebars.SafeString {
  return new Handlebars.SafeString(templateText(name));
}

/** A script with the source that a content policy knows it by. */
function scriptOf(name: string) {
  const text = trusted(name);
  const source = `'sha256-${createHash('sha256').update(String(text)).digest('base64')}'`;
  return { text, source: new Handlebars.SafeString(source) };
}

export async function drawn(figure: FigureView & { readonly anchor: string }) {
  return { ...figure, svg: new Handlebars.SafeString(await figureSvg(figure, figure.anchor)) };
}

export function pictured(panel: PanelView) {
  return {
    ...panel,
    images: panel.images.map((image) => ({ ...picture(image), maps: (image.maps ?? []).map(picture) })),
    rows: 2 + 2 * Math.max(0, ...panel.images.map(({ maps = [] }) => maps.length)),
    scales: (panel.scales ?? []).map(picture),
    kinds: (panel.kinds ?? []).map(({ title, kinds }) => ({ title, kinds: kinds.map(picture) })),
  };
}

function picture<Part extends Pick<PanelImage, 'image'>>(part: Part) {
  const { width, height } = part.image;
  return { ...part, width, height, src: pngUri(part.image) };
}
