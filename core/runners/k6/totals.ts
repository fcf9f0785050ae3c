import type { Stage } from '../../configs/plan/plan.ts';
import type { SeriesSample } from '../../run/aggregate.ts';
import type { RunnerEvent } from '../adapter.ts';
import { wholePart } from './dashboard.ts';
import { countOf, trendOf, vocabularySamples, type Figure, type Figures } from './figures.ts';
import { ofLoadAlone } from './loadAlone.ts';
import { METRICS_OF_STAGES, ownTotals, totalsOf } from './summary.ts';
import { stageSelectors } from './wrapper.ts';

/** What k6's summary says of the whole run and of its parts. `cumulative`: the last word of the dashboard. */
export function totalEvents(
  figures: Figures,
  cumulative: Figures,
  stages: readonly Stage[],
  at: number,
): RunnerEvent[] {
  const samples = stages.length > 0 ? stagedTotals(figures, stages) : ownLoadTotals(figures, cumulative);
  return samples.length === 0 ? [] : [{ kind: 'totals', at, samples }];
}

function ownLoadTotals(figures: Figures, cumulative: Figures): SeriesSample[] {
  const { noResponse } = wholePart(cumulative);
  const whole = totalsOf(figures, { selector: [], ...(noResponse === undefined ? {} : { noResponse }) });
  return [...ofLoadAlone([...whole, ...ownTotals(figures)], cumulative), ...scenarioTotals(cumulative)];
}

/** Rows of scenarios. Of which scenario a missing response was is not told, so with any there is no latency of one. */
function scenarioTotals(cumulative: Figures): SeriesSample[] {
  const { noResponse } = wholePart(cumulative);
  const scenarios = [...cumulative.keys()].flatMap((name) => /^iterations\{scenario:(.*)\}$/.exec(name)?.[1] ?? []);
  return scenarios.flatMap((scenario) => {
    const nameOf = (metric: string): string => `${metric}{scenario:${scenario}}`;
    return vocabularySamples(cumulative, {
      nameOf,
      tags: { scenario },
      noResponse: noResponse === 0 ? 0 : undefined,
      answered: (metric) => (noResponse === 0 ? trendOf(cumulative, nameOf(metric)) : undefined),
    });
  });
}

/** Whole-run figures leave warm-up out, so they are those of the tag that the wrapper puts on everything else. */
function stagedTotals(figures: Figures, stages: readonly Stage[]): SeriesSample[] {
  const hasWarmup = stages.some(({ warmup }) => warmup);
  const parts = stageSelectors(stages).flatMap(({ selector, stage }) =>
    totalsOf(figures, { selector: [selector], ...(stage === undefined ? {} : { stage }) }),
  );
  const [measured] = stageSelectors(stages);
  const ofStages: ReadonlySet<string> = new Set(METRICS_OF_STAGES);
  const own = new Map<string, Figure>();
  for (const [name, figure] of figures) {
    const [metric = '', ...selector] = name.split('{');
    if (ofStages.has(metric)) {
      if (selector.join('{') === `${measured?.selector}}`) own.set(metric, figure);
    } else if (!hasWarmup) own.set(name, figure);
  }
  // A dropped arrival has no user and so no stage; the frames know when it was.
  const isKnown = ({ metric }: SeriesSample): boolean => metric !== 'dropped_iterations';
  const requests = countOf(figures, `http_reqs{${measured?.selector}}`);
  return requests === undefined ? [] : [...parts, ...ownTotals(own)].filter(isKnown);
}
