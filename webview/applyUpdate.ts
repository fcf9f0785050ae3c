import { MOST_LOG_LINES, RECENT_SECONDS, type LiveUpdate } from '../core/protocol/livePanel.ts';
import type { LiveRunView } from '../core/protocol/panel.ts';
import { MOST_CHANGES } from '../core/run/levelWatch.ts';

/** The state after an update; undefined when one before it was missed, so that the whole has to be asked for. */
export function applyUpdate(live: LiveRunView, update: LiveUpdate): LiveRunView | undefined {
  const { from, points } = update.timeline;
  if (update.update !== live.update + 1 || from > live.timeline.length) return undefined;
  return {
    ...live,
    update: update.update,
    timeline: [...live.timeline.slice(0, from), ...points],
    recent: [...live.recent, ...update.recent].slice(-RECENT_SECONDS),
    changes: [...live.changes, ...update.changes].slice(-MOST_CHANGES),
    log: [...live.log, ...update.log].slice(-MOST_LOG_LINES),
    now: update.now,
  };
}
