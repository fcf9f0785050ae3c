import { describeLoad, type LoadCurve, type LoadProfile } from '../../../language/loadProfile.ts';
import { loadPictureMarkdown } from '../../../language/loadPicture.ts';
import { formatDuration, formatValue } from '../../../format.ts';
import type { LoadInsight } from '../load/loadInsight.ts';

/** The load of options or of a scenario, on one line. */
export function insightInWords(insight: LoadInsight): string {
  const { peakUsers, totalMs, activeMs } = insight;
  const waits = totalMs > activeMs ? [`at most ${formatDuration(totalMs)} with graceful stop`] : [];
  const load = describeLoad(insightProfile(insight));
  const most =
    peakUsers === undefined ? undefined : `${formatValue(peakUsers, 'count')} ${peakUsers === 1 ? 'user' : 'users'}`;
  // Only k6 knows how many users its rules add up to; a curve of arrivals has users behind it, too.
  const users = most === undefined || load.includes(`up to ${most}`) ? [] : [`${most} at most`];
  return [load, ...users, ...waits].join(', ');
}

export function insightPicture(insight: LoadInsight): string {
  return loadPictureMarkdown(insightProfile(insight));
}

/** Each scenario a curve. */
export function insightProfile({ scenarios, activeMs }: LoadInsight): LoadProfile {
  const curves = scenarios.map(({ name, segments }): LoadCurve => ({
    name,
    unit: segments[0]?.kind === 'rate' ? 'arrivals' : 'users',
    segments,
  }));
  return { curves, totalMs: activeMs };
}
