import type { SeriesSample } from '../run/aggregate.ts';
import type { MissingFigure } from '../run/runEvent.ts';
import type { JudgedRequests } from '../runners/k6/judgedRequests.ts';
import type { ContentEnd } from './resultContent.ts';

/** Figures that frames have told already and that do not hold, and why. */
export interface Withdrawn {
  samples: SeriesSample[];
  missing: MissingFigure[];
}

/** Failures are known only where k6 told of every request whether it failed. */
export function withdrawnFailures(judged: JudgedRequests, end: ContentEnd): Withdrawn {
  const { unjudged } = judged;
  // Where a file is cut off in the middle of a request, that one lacks the rest of its samples.
  const isCut = end.kind === 'interrupted' && unjudged?.unjudged === 1;
  if (unjudged === undefined || isCut) return { samples: [], missing: [] };
  const reason = `of ${unjudged.unjudged} of ${unjudged.requests} requests the samples do not tell whether they failed (they have no \`http_req_failed\`)`;
  return { samples: judged.withdrawals(), missing: [{ metric: 'failures', reason }] };
}
