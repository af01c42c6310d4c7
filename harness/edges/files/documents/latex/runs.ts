import type { Mark, Run } from '../../../../record/reading/document.ts';
import { afterArgument, afterOption, type LatexToken, rawText } from './tokens.ts';

/** What some tokens print, as runs; commands that are not known give what stands in their braces. */
export function latexRuns(tokens: readonly LatexToken[], marks: readonly Mark[] = []): readonly Run[] {
  const runs: Run[] = [];
  let own = marks;
  let at = 0;
  const argument = () => {
    const { inner, next } = afterArgument(tokens, at);
    at = next;
    return inner;
  };
  const options = () => {
    for (let next = afterOption(tokens, at); next !== at; next = afterOption(tokens, at)) at = next;
  };
  while (at < tokens.length) {
    const { type, text } = tokens[at++];
    if (type === 'open') {
      at--;
      runs.push(...latexRuns(argument(), own));
    } else if (type === 'super' || type === 'sub') {
      runs.push(...script(type, latexRuns(argument(), own)));
    } else if (type === 'command') {
      const shift = marking[text];
      if (text in symbols) runs.push({ text: symbols[text], marks: own });
      else if (text in dropped) {
        options();
        for (let left = dropped[text]; left > 0; left--, options()) argument();
      } else if (text === 'textsuperscript' || text === 'tnote')
        runs.push(...script('super', latexRuns(argument(), own)));
      else if (text === 'textsubscript') runs.push(...script('sub', latexRuns(argument(), own)));
      else if (text === 'ding') runs.push({ text: dings[rawText(argument())] ?? '', marks: own });
      else if (shift !== undefined && shift.takes === 0) own = [...own, shift.mark];
      else if (shift !== undefined) {
        for (let left = shift.takes - 1; left > 0; left--) argument();
        runs.push(...latexRuns(argument(), [...own, shift.mark]));
      } else if (text === 'begin') {
        argument();
        options();
        if (tokens[at]?.type === 'open') argument();
      } else if (text === 'end') argument();
      else if (text === '\\' || text === 'newline') {
        options();
        runs.push({ text: ' ', marks: own });
      }
    } else if (type === 'text') runs.push({ text: quotes(text), marks: own });
    else if (type === 'blank') runs.push({ text, marks: own });
    else if (type === 'align') runs.push({ text: ' ', marks: own });
  }
  return runs;
}

// A superscript of a sign, or ± in a subscript, is kept; blanks around a script belong to nothing.
function script(type: 'super' | 'sub', inner: readonly Run[]): readonly Run[] {
  const text = inner
    .map((run) => run.text)
    .join('')
    .trim();
  return text === '' ? [] : [{ text: `${type === 'super' ? '^' : '_'}{${text}}`, marks: inner[0].marks }];
}

function quotes(text: string): string {
  return text.replace(/---?/g, (dashes) => (dashes === '--' ? '–' : '—')).replace(/``|''/g, '"');
}

interface Marking {
  readonly mark: Mark;
  /** Arguments, the last of which is marked; 0 where it marks what follows in its group. */
  readonly takes: number;
}

const marking: Readonly<Record<string, Marking>> = {
  ...entriesOf(['textbf', 'mathbf', 'bm', 'boldsymbol', 'pmb'], { mark: 'bold', takes: 1 }),
  ...entriesOf(['bfseries', 'bf', 'boldmath'], { mark: 'bold', takes: 0 }),
  ...entriesOf(['underline', 'ul', 'uline', 'dashuline', 'underbar'], { mark: 'underline', takes: 1 }),
  ...entriesOf(['textit', 'emph', 'mathit', 'textsl'], { mark: 'italic', takes: 1 }),
  ...entriesOf(['itshape', 'it', 'em'], { mark: 'italic', takes: 0 }),
  ...entriesOf(['textcolor', 'colorbox'], { mark: 'colour', takes: 2 }),
};

function entriesOf(names: readonly string[], marking: Marking): Readonly<Record<string, Marking>> {
  return Object.fromEntries(names.map((name) => [name, marking]));
}

/** Commands that print nothing, with the arguments that go with them. */
const dropped: Readonly<Record<string, number>> = {
  ...{
    cite: 1,
    citep: 1,
    citet: 1,
    citealp: 1,
    cref: 1,
    Cref: 1,
    ref: 1,
    eqref: 1,
    label: 1,
    footnotemark: 0,
  },
  ...{ vspace: 1, 'vspace*': 1, phantom: 1, hphantom: 1, vphantom: 1, cellcolor: 1, rowcolor: 1, color: 1 },
  ...{ hspace: 1, 'hspace*': 1, rule: 2, setlength: 2, addlinespace: 0, arraystretch: 0, renewcommand: 2 },
  ...{ usepackage: 1, documentclass: 1, bibliography: 1, bibliographystyle: 1, includegraphics: 1, input: 1 },
  ...{ rotatebox: 1, scalebox: 1, resizebox: 2, raisebox: 1, fontsize: 2, definecolor: 3, url: 1, href: 1 },
};

const symbols: Readonly<Record<string, string>> = {
  ...{
    '%': '%',
    '&': '&',
    '#': '#',
    $: '$',
    _: '_',
    '{': '',
    '}': '',
    ',': '\u2009',
    ';': ' ',
    ':': ' ',
    ' ': ' ',
  },
  ...{
    pm: '±',
    textpm: '±',
    times: '×',
    texttimes: '×',
    cdot: '·',
    uparrow: '↑',
    downarrow: '↓',
    textuparrow: '↑',
  },
  ...{
    textdownarrow: '↓',
    dagger: '†',
    dag: '†',
    textdagger: '†',
    ddagger: '‡',
    ddag: '‡',
    ast: '*',
    star: '*',
  },
  ...{ textasteriskcentered: '*', S: '§', P: '¶', checkmark: '✓', cmark: '✓', xmark: '✗', leq: '≤', le: '≤' },
  ...{
    geq: '≥',
    ge: '≥',
    textless: '<',
    textgreater: '>',
    lt: '<',
    gt: '>',
    approx: '≈',
    sim: '~',
    Delta: 'Δ',
  },
  ...{
    delta: 'δ',
    chi: 'χ',
    alpha: 'α',
    beta: 'β',
    eta: 'η',
    kappa: 'κ',
    lambda: 'λ',
    mu: 'μ',
    rho: 'ρ',
    sigma: 'σ',
  },
  ...{
    tau: 'τ',
    omega: 'ω',
    infty: '∞',
    quad: '\u00a0\u00a0',
    qquad: '\u00a0\u00a0\u00a0\u00a0',
    enspace: '\u00a0',
  },
  ...{
    textendash: '–',
    textemdash: '—',
    textminus: '−',
    ldots: '…',
    dots: '…',
    percent: '%',
    degree: '°',
    triangle: 'Δ',
  },
};

const dings: Readonly<Record<string, string>> = { 51: '✓', 52: '✓', 55: '✗', 56: '✗' };
