/**
 * Colours after Okabe and Ito (2008), darkened where needed so that each has a contrast of 3 or more against
 * white and against the dark page; first in line are three that every colour blindness keeps apart.
 */
export const palette: readonly string[] = ['#0072b2', '#d55e00', '#6b6f76', '#00876c', '#b5588f', '#8a7000'];

/** Shapes beside the colours, so that no series is told by its colour alone. */
export const shapes: readonly string[] = [
  'circle',
  'square',
  'triangle-up',
  'diamond',
  'cross',
  'triangle-down',
];

/** Ink of axes and labels: the colour of the text around the figure, so that it follows a dark page. */
export const ink = 'currentColor';

/** Whole width of a figure in px: two fit side by side on a desktop page, one stays readable on a phone. */
export const figureWidth = 480;

/** The Vega-Lite configuration that all figures share. */
export const theme = {
  aria: false, // the figure carries its own words
  background: null,
  font: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif",
  padding: { left: 2, right: 10, top: 4, bottom: 2 },
  autosize: { type: 'fit', contains: 'padding', resize: true },
  view: { stroke: null },
  axis: {
    labelColor: ink,
    labelFontSize: 13,
    labelLimit: 190,
    labelFlush: false,
    labelPadding: 5,
    titleColor: ink,
    titleFontSize: 13,
    titleFontWeight: 600,
    titlePadding: 8,
    domainColor: ink,
    domainOpacity: 0.5,
    tickColor: ink,
    tickOpacity: 0.5,
    tickSize: 4,
    gridColor: ink,
    gridOpacity: 0.1,
  },
  // Names are never dropped for want of room, numbers are.
  axisQuantitative: { tickCount: 6, labelOverlap: true, labelSeparation: 8 },
  axisBand: { domain: false, ticks: false, grid: false },
  legend: {
    orient: 'top',
    direction: 'horizontal',
    title: null,
    labelColor: ink,
    labelFontSize: 13,
    labelLimit: 420,
    symbolSize: 90,
    symbolOpacity: 1,
    offset: 6,
    padding: 0,
    rowPadding: 4,
    columnPadding: 12,
  },
  range: { category: palette, symbol: shapes },
  text: { color: ink, fontSize: 12 },
  rule: { color: ink },
} as const;
