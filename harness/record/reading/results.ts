import type { Paragraph } from './document.ts';
import { calledBy, sentenceAround, sidedOf } from './sentence.ts';

/** A statistic as a text names it. */
export type Statistic = 't' | 'F' | 'chi2' | 'r' | 'z' | 'U' | 'W' | 'H' | 'Q';

/** A test result in running text, as `t(38) = 2.22, p < .03`. */
export interface ReportedResult {
  readonly statistic: Statistic;
  /** As printed, with `<` or `>` where it is a bound. */
  readonly value: string;
  /** Degrees of freedom as printed; two of F, none of z, U and W. */
  readonly df: readonly string[];
  /** Numbers of cases beside it: N of a chi-squared or a W, both groups' of a U. */
  readonly cases: readonly string[];
  readonly p: string;
  /** Partial eta squared, where one is printed with it. */
  readonly eta?: string;
  /** What the sentence says of the alternative. */
  readonly sided?: 'one' | 'two';
  /** What the sentence calls the result, where it holds one result. */
  readonly called?: 'significant' | 'not significant';
  readonly line: number;
  /** The result in the words of the text. */
  readonly text: string;
}

/** Something that looks like a result and is none that can be checked. */
export interface UnreadResult {
  readonly line: number;
  readonly text: string;
  readonly reason: string;
}

// A power of ten as documents of every form have it: 10^{-20}, 10⁻²⁰, 10^−20^, and 10−20, whose height a PDF lost.
const POWER = String.raw`10(?:\s?\^\{?\s?[-−–+]?\s?\d{1,3}\s?\}?\^?|\s?[-−–]\d{1,3}|[⁺⁻]?[⁰¹²³⁴-⁹]+)`;
const DIGITS = String.raw`(?:0,\d+|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+,\d{1,2}(?!\d|,\d)|\d*[.·]\d+|\d+)`;
// What is cut short by the end of this pattern would be another number.
const WHOLE = String.raw`(?![\d^%⁰¹²³⁴-⁹⁻]|[.·]\d|\s?[x×·⋅*]\s?10|\s%)`;
const NUMBER = String.raw`[-−–+]?(?:${DIGITS}\s?[x×·⋅*]\s?(?:${POWER}|10\s?\d{1,3})|${POWER}|${DIGITS}(?:[eE][-−+]?\d+)?)${WHOLE}`;
const COMPARED = String.raw`\s*(<|>|=|≤|≥|<=|>=)\s*`;
const NAME = String.raw`(?<![A-Za-z0-9_\\])(t|F|r|z|Z|U|W|H|Q|[χΧ]\s?\^?\{?\s?[2²]\}?|[Cc]hi-?\s?squared?|[Cc]hi\s?\^?2|[Xx]\^\{?2\}?|[Xx]²|X2)`;
const STATISTIC = new RegExp(
  `${NAME}\\s*(?:\\(([^()]{1,60})\\)|\\[([^\\[\\]]{1,60})\\]|_\\{([^{}]{1,40})\\})?${COMPARED}(${NUMBER})`,
  'g',
);
const P = new RegExp(
  String.raw`(?<![A-Za-z0-9_])[pP]\s*(?:[-‑]?\s?values?)?\s*(?:(<=|>=|<|>|=|≤|≥)\s*(${NUMBER}|n\.?\s?s\.?(?![a-z]))|(n\.s\.))|(?<=[,;]\s?)(n\.?s\.?)(?=[\s,;.)]|$)`,
  'g',
);

/** The test results of a text. */
export interface ReportedResults {
  /** In the order of the text. */
  readonly results: readonly ReportedResult[];
  /** What looks like a result and has no degrees of freedom, no p or no rule. */
  readonly unread: readonly UnreadResult[];
  /** Whether the text speaks of one-sided tests anywhere. */
  readonly oneSided: boolean;
  /** The level of significance, where the text states one and no other. */
  readonly level?: number;
  /** A p that stands beside no statistic. */
  readonly lone: readonly LoneP[];
}

/** Finds the test results of a text. */
export function reportedResults(paragraphs: readonly Paragraph[]): ReportedResults {
  const all = paragraphs.map(ofParagraph);
  const levels = new Set(
    paragraphs.flatMap(({ text }) => [...text.matchAll(LEVEL)].map((match) => Number(match[1]))),
  );
  const [level] = levels;
  return {
    oneSided: paragraphs.some(({ text }) => sidedOf(text).sided === 'one'),
    ...(levels.size === 1 && level! > 0 && level! < 0.5 && { level }),
    lone: all.flatMap(({ lone }) => lone),
    results: all.flatMap(({ results }) => results),
    unread: all.flatMap(({ unread }) => unread),
  };
}

const LEVEL =
  /(?:α|\balpha|\bsignificance level|\blevel of significance)\s*(?:level)?\s*(?:=|of|was|at|is)\s*(?:set (?:at|to)\s*)?(0?\.\d+)/gi;

/** A p in running text beside no statistic. */
export interface LoneP {
  readonly p: string;
  readonly line: number;
  readonly text: string;
}

interface Found {
  readonly from: number;
  readonly to: number;
  readonly match: RegExpMatchArray;
}

function ofParagraph({ text, line }: Paragraph): {
  results: ReportedResult[];
  unread: UnreadResult[];
  lone: LoneP[];
} {
  const plain = text
    .replace(/[\u00a0\u2009\u202f\t]/g, ' ')
    .replace(/&lt;/g, '<   ')
    .replace(/&gt;/g, '>   ');
  const found = (pattern: RegExp): Found[] =>
    [...plain.matchAll(pattern)].map((match) => ({
      from: match.index,
      to: match.index + match[0].length,
      match,
    }));
  const statistics = found(STATISTIC);
  const ps = found(P);
  const results: ReportedResult[] = [];
  const unread: UnreadResult[] = [];
  const used = new Set<Found>();
  const lineOf = (at: number) => line + plain.slice(0, at).split('\n').length - 1;
  statistics.forEach((own, at) => {
    const next =
      statistics.slice(at + 1).find((other) => other.match[1] !== own.match[1]) === statistics[at + 1]
        ? statistics[at + 2]
        : statistics[at + 1];
    const p = ps.find(({ from }) => from >= own.to);
    const between = p === undefined ? '' : plain.slice(own.to, p.from);
    const near =
      p !== undefined &&
      between.length <= 160 &&
      (next === undefined || p.from < next.from) &&
      !/[.!?]\s+(?:[A-Z]|$)/.test(between);
    if (near) used.add(p);
    const degrees = own.match[2] ?? own.match[3] ?? own.match[4];
    if (!near) {
      if (degrees !== undefined)
        unread.push({
          line: lineOf(own.from),
          text: clean(own.match[0]),
          reason: 'no p stands beside this statistic',
        });
      return;
    }
    const statistic = nameOf(own.match[1]);
    const { df, cases } = degreesOf(
      degrees ?? '',
      `${degrees ?? ''} ${between} ${bracketAfter(plain, p.to)}`,
    );
    const written = clean(plain.slice(own.from, p.to));
    if (df.length !== needed[statistic]) {
      const reason =
        df.length === 0
          ? `${statistic} without its degrees of freedom`
          : `${statistic} with ${df.length} degrees of freedom, where it has ${needed[statistic]}`;
      unread.push({ line: lineOf(own.from), text: written, reason });
      return;
    }
    const sentence = sentenceAround(plain, own.from, p.to);
    const alone = statistics.filter(({ from }) => from >= sentence.from && from < sentence.to).length === 1;
    const eta = new RegExp(
      String.raw`η\s?(?:_?\{?\s?p\s?\}?)?\^?\{?[2²]\}?(?:_?\{?\s?p\s?\}?)?\s*=\s*(${NUMBER})`,
    ).exec(
      plain.slice(own.to, Math.min(own.to + 160, next?.from ?? plain.length)).split(/[.!?]\s+[A-Z]/)[0]!,
    );
    const called = alone ? calledBy(sentence.text) : undefined;
    results.push({
      statistic,
      value: bounded(own.match[5]!, own.match[6]!),
      df,
      cases,
      p: printedP(p),
      ...(eta !== null && { eta: number(eta[1]!) }),
      ...sidedOf(sentence.text),
      ...(called !== undefined && { called }),
      line: lineOf(own.from),
      text: written,
    });
  });
  for (const p of ps) {
    const unknown = used.has(p) ? null : UNKNOWN.exec(plain.slice(Math.max(0, p.from - 60), p.from));
    if (unknown !== null)
      unread.push({
        line: lineOf(p.from),
        text: clean(unknown[0] + p.match[0]),
        reason: `no rule for the statistic ${unknown[1]}`,
      });
  }
  const lone = ps
    .filter((p) => !used.has(p) && p.match[2] !== undefined)
    .map((p) => ({ p: printedP(p), line: lineOf(p.from), text: clean(p.match[0]) }));
  return { results, unread, lone };
}

/** Something called with degrees of freedom right before a p, as Spearman's `rs(28) = .40, `. */
const UNKNOWN = new RegExp(
  `(?<![A-Za-z])([A-Za-zρτ]\\w{0,3})\\s*\\(\\d[\\d.,\\s]*\\)\\s*[=<>]\\s*${NUMBER}\\s*[,;]?\\s*$`,
);

/** What stands in brackets right after a result. */
function bracketAfter(text: string, at: number): string {
  return /^\s*[,;]?\s*\(([^()]{1,60})\)/.exec(text.slice(at))?.[1] ?? '';
}

function printedP({ match }: Found): string {
  const [, sign, digits] = match;
  return sign === undefined || /^n/i.test(digits!) ? 'n.s.' : bounded(sign, digits!);
}

const needed: Readonly<Record<Statistic, number>> = {
  t: 1,
  F: 2,
  chi2: 1,
  r: 1,
  z: 0,
  U: 0,
  W: 0,
  H: 1,
  Q: 1,
};

function nameOf(name: string): Statistic {
  if (/^[χΧxX]|^[Cc]hi/.test(name)) return 'chi2';
  return name === 'Z' ? 'z' : (name as Statistic);
}

/** `1, N = 90` are one degree of freedom and 90 cases; `n1 = 20, n2 = 22` after a U its groups. */
function degreesOf(inside: string, around: string): { df: string[]; cases: string[] } {
  const cases = [...around.matchAll(/\b[nN](?:_\{?\w\}?|\d)?\s*=\s*(\d+(?:,\d{3})*)/g)].map(
    (match) => match[1]!,
  );
  const listed = inside === '' ? (/\bdf\s*=\s*([\d.,\s]*\d)/.exec(around)?.[1] ?? '') : inside;
  const df = listed
    .split(/[,;]\s*(?!\d{3}(?:\D|$))/)
    .map((part) => part.replace(/^\s*df\s*=\s*/i, '').trim())
    .filter((part) => /^\d[\d,]*(?:\.\d+)?$/.test(part));
  return { df, cases };
}

function bounded(sign: string, digits: string): string {
  const own = number(digits);
  const signs: Readonly<Record<string, string>> = { '=': '', '≤': '<= ', '≥': '>= ' };
  return `${signs[sign] ?? `${sign} `}${own}`;
}

/** As printed, with the marks that a record knows: points before decimals, `1e-20` for a power alone. */
function number(digits: string): string {
  const plain = digits
    .replace(/[−–]/g, '-')
    .replace(/[⁺⁻⁰¹²³⁴-⁹]+/g, (power) => `^${[...power].map(lowered).join('')}`)
    .replace(/\s+/g, ' ')
    .trim();
  const [, sign, mantissa, times, exponent] =
    /^([-+]?)(?:(.+?)(\s?[x×·⋅*]\s?))?10\s?(?:\^\{?\s?|(?<=[x×·⋅*].*)|(?=-))([-+]?\s?\d{1,3})\s?\}?\^?$/.exec(
      plain,
    ) ?? [];
  if (exponent === undefined) return pointed(plain);
  if (mantissa === undefined) return `${sign}1e${exponent.replace(/[+ ]/g, '')}`;
  return `${sign}${pointed(mantissa)}${times!.replace('⋅', '·')}10${plain.includes('^') ? '^' : ''}${exponent.replace(/[+ ]/g, '')}`;
}

function lowered(raised: string): string {
  const digit = '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(raised);
  return digit < 0 ? { '⁺': '', '⁻': '-' }[raised]! : `${digit}`;
}

function pointed(digits: string): string {
  return digits.replace(/^([-+]?)(0|\d+(?=,\d{1,2}$)),(?=\d+$)/, '$1$2.').replace('·', '.');
}

function clean(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
