import Handlebars from 'handlebars';
import type { ColourScale, FigureView, PanelImage, PanelView, ReportView } from '../../report/view-model.ts';
import { pageOf } from './page.ts';
import { pngUri } from './png-uri.ts';
import { figureSvg } from './svg.ts';
import { templateText } from './template-files.ts';
import { loadTemplate } from './templates.ts';

/**
 * The report as one HTML file that needs nothing else: style, figures and images are inside it, there is no
 * script, and its content policy forbids both scripts and requests. The same view gives the same bytes.
 * @throws InputError when a figure asks for something from elsewhere, or an image is neither grey nor RGB.
 */
export async function renderHtml(view: ReportView): Promise<string> {
  const page = pageOf(view);
  const experiments = [];
  for (const experiment of page.experiments) {
    const figures = [];
    // One after the other: Vega keeps state between renderings.
    for (const figure of experiment.figures) figures.push(await drawn(figure));
    experiments.push({ ...experiment, figures, panels: experiment.panels.map(pictured) });
  }
  const style = new Handlebars.SafeString(templateText('style.css'));
  return loadTemplate('report.html', partials)({ ...page, experiments, style });
}

const partials = [
  'fragility.html',
  'mark.html',
  'tiers.html',
  'claims.html',
  'claim.html',
  'replay.html',
  'experiment.html',
  'table.html',
  'panel.html',
  'record.html',
  'golden.html',
  'provenance.html',
];

export async function drawn(figure: FigureView & { readonly anchor: string }) {
  return { ...figure, svg: new Handlebars.SafeString(await figureSvg(figure, figure.anchor)) };
}

export function pictured(panel: PanelView) {
  return {
    ...panel,
    images: panel.images.map((image) => ({ ...picture(image), maps: (image.maps ?? []).map(picture) })),
    scales: (panel.scales ?? []).map(picture),
  };
}

function picture<Part extends Pick<PanelImage, 'image'> | ColourScale>(part: Part) {
  const { width, height } = part.image;
  return { ...part, width, height, src: pngUri(part.image) };
}
