import { type CriterionResult, tiers, type Verdict } from '../../claims/verdict.ts';
import { formatEstimate, formatNumber } from '../../report/format-number.ts';
import type { ClaimView, ReportView, TableView } from '../../report/view-model.ts';
import { createAnchors } from './anchors.ts';
import { fragilityOf } from './fragility.ts';
import { outcomeMark, outcomes, severityMark, tierMeanings, verdictMark } from './marks.ts';

/**
 * The view as the templates read it: every field present, numbers as text, marks beside outcomes, ids given
 * out and references between claims and experiments resolved.
 */
export function pageOf(view: ReportView) {
  const anchor = createAnchors();
  const claimIds = new Map(view.claims.map(({ id }) => [id, anchor('claim', id)]));
  const experimentIds = new Map(view.experiments.map(({ id }) => [id, anchor('experiment', id)]));
  const claims = view.claims.map((claim) => claimOf(claim, claimIds, experimentIds));
  return {
    title: view.title,
    paper: {
      title: view.paper.title,
      links: [linkOf(view.paper.uri, 'Paper'), linkOf(view.paper.code, 'its code')].filter(
        (link) => link.text,
      ),
    },
    profile: view.profile,
    summary: view.summary,
    families: view.families,
    outcomes: outcomes.map(outcomeMark),
    tiers: tiersOf(view, claims),
    claims,
    experiments: view.experiments.map((experiment) => ({
      ...experiment,
      anchor: experimentIds.get(experiment.id)!,
      claims: experiment.claims.map((id) => ({ id, href: hrefOf(claimIds, id) })),
      tables: experiment.tables.map((table) => ({
        ...tableOf(table),
        anchor: anchor('table', table.id),
        folded: table.rows.length > mostOpenRows,
      })),
      figures: experiment.figures.map((figure) => ({ ...figure, anchor: anchor('figure', figure.id) })),
    })),
    record: view.record.map((finding) => ({
      ...finding,
      mark: severityMark(finding.severity),
      href: hrefOf(claimIds, finding.claim),
      related: finding.related.map((id) => ({ id, href: hrefOf(claimIds, id) })),
    })),
    golden: {
      ...view.golden,
      power: view.golden.power.map(({ regime, unit, values, ...reach }) => ({
        regime,
        unit: unit === '1' ? 'plain numbers' : unit,
        values,
        reaches: [reach.half, reach.most, reach.all].map((each) => each.toExponential(1)),
      })),
      changed: view.golden.changed.map((change) => ({
        ...change,
        href: hrefOf(claimIds, change.claim),
        expected: outcomeMark(change.expected),
        got: outcomeMark(change.got),
        direction: change.worse ? 'for the worse' : 'not for the worse',
      })),
    },
    provenance: {
      facts: view.provenance.facts.map(([name, value]) => ({ name, value })),
      data: view.provenance.data,
      time: view.provenance.time.map(timeOf),
    },
  };
}

/** Longer tables are folded. */
const mostOpenRows = 15;

type Anchors = ReadonlyMap<string, string>;

function claimOf(claim: ClaimView, claimIds: Anchors, experimentIds: Anchors) {
  const verdicts = tiers.flatMap((tier) => claim.verdicts.filter((verdict) => verdict.tier === tier));
  const marked = verdicts.map((verdict) => ({
    ...verdict,
    mark: verdictMark(verdict),
    turning: fragilityOf(verdict),
    criteria: verdict.criteria.map(criterionOf),
  }));
  return {
    ...claim,
    anchor: claimIds.get(claim.id)!,
    experimentHref: hrefOf(experimentIds, claim.experiment),
    lines: linesOf(verdicts),
    verdicts: marked,
    told: toldOnce(marked),
  };
}

/** Verdicts of a tier that want the same and have nothing else to say are told together. */
function toldOnce<V extends Omit<Verdict, 'criteria'> & { readonly criteria: readonly unknown[] }>(
  verdicts: readonly V[],
): readonly V[] {
  const told = new Map<string, V>();
  for (const verdict of verdicts) {
    const { tier, part, outcome, reason, replay, criteria } = verdict;
    const alone = outcome !== 'untestable' || criteria.length > 0;
    const key = JSON.stringify([tier, reason, replay, ...(alone ? [part] : [])]);
    const same = told.get(key);
    told.set(key, same ? { ...same, part: `${same.part}, ${part}` } : verdict);
  }
  return [...told.values()];
}

/**
 * A line a verdict; the tiers in which no part had anything to go by share one, and so do the parts of a tier in
 * which others had, so that they do not drown the rest.
 */
function linesOf(verdicts: ClaimView['verdicts']) {
  const bare = verdicts.filter(({ outcome, measured }) => outcome === 'untestable' && measured === '');
  const told = verdicts.filter((verdict) => !bare.includes(verdict));
  const silent = bare.filter(({ tier }) => !told.some((verdict) => verdict.tier === tier));
  const rest = bare.filter((verdict) => !silent.includes(verdict));
  const byTier = tiers.map((tier) => rest.filter((verdict) => verdict.tier === tier));
  return [...told.map((verdict) => [verdict]), ...byTier, silent]
    .filter((line) => line.length > 0)
    .map((line) => ({
      tiers: [...new Set(line.map(({ tier }) => tier))].join(', '),
      part: line === silent ? '' : line.map(({ part }) => part).join(', '),
      measured: line[0].measured,
      mark: verdictMark(line[0]),
    }));
}

function criterionOf(criterion: CriterionResult) {
  const { n, subjects } = criterion;
  return {
    ...criterion,
    mark: outcomeMark(criterion.outcome),
    observed: criterion.observed ? formatEstimate(criterion.observed, criterion.unit) : '',
    size: [
      n === undefined ? '' : formatNumber(n),
      subjects === undefined ? '' : `(${formatNumber(subjects)})`,
    ]
      .filter(Boolean)
      .join(' '),
  };
}

function tiersOf(view: ReportView, claims: readonly ReturnType<typeof claimOf>[]) {
  return view.counts.map(({ tier, outcomes: counts }) => ({
    tier,
    meaning: tierMeanings[tier],
    counts: outcomes.map((outcome) => ({ ...outcomeMark(outcome), count: counts[outcome] })),
    decided: counts.untestable < outcomes.reduce((sum, outcome) => sum + counts[outcome], 0),
    claims: claims.flatMap(({ id, anchor, verdicts }) =>
      verdicts
        .filter((verdict) => verdict.tier === tier)
        .map(({ part, mark }) => ({ name: part ? `${id} ${part}` : id, href: `#${anchor}`, mark })),
    ),
  }));
}

export function tableOf(table: TableView) {
  return {
    ...table,
    rows: table.rows.map((cells) =>
      cells.map((text, index) => ({
        text,
        head: index === 0,
        numeric: table.columns[index].numeric,
      })),
    ),
  };
}

/** Work and the rate reached, of one worker; empty where it was not counted. */
function timeOf({ gflop, seconds, ...row }: ReportView['provenance']['time'][number]) {
  return {
    ...row,
    seconds: seconds.toFixed(2),
    gflop: gflop === undefined ? '' : gflop.toFixed(1),
    rate: gflop === undefined || seconds === 0 ? '' : (gflop / seconds).toFixed(1),
  };
}

function hrefOf(anchors: Anchors, id: string): string {
  const anchor = anchors.get(id);
  return anchor === undefined ? '' : `#${anchor}`;
}

/** Only web addresses and arXiv ids become links. */
function linkOf(text: string, kind: string) {
  const arxiv = /^(?:arXiv:|https:\/\/arxiv\.org\/abs\/)?(\d{4}\.\d{4,5}(?:v\d+)?)$/i.exec(text)?.[1];
  if (arxiv) return { text: `arXiv:${arxiv}`, kind, href: `https://arxiv.org/abs/${arxiv}` };
  return { text, kind, href: /^https:\/\/[^\s"'<>`\\]+$/.test(text) ? text : '' };
}
