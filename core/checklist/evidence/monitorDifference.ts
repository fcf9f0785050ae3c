import { parsePlan } from '../../configs/plan/parsePlan.ts';
import type { Monitor } from '../../configs/plan/plan.ts';
import type { RunManifest } from '../../run/runManifest.ts';

/**
 * Why a run has another value of a monitor than it would have now, in words; undefined where none of the metrics is a
 * monitor, or all are measured as they were. `now` are those of the plan as it is written, without values of the process
 * environment: nobody knows those of then.
 */
export function monitorDifference(
  run: RunManifest,
  metrics: readonly string[],
  now: readonly Monitor[],
): string | undefined {
  const asked = now.filter(({ id }) => metrics.includes(id));
  if (asked.length === 0) return undefined;
  const { plan } = parsePlan(run.plan.text, {
    ...(run.environment && { environment: run.environment.id }),
    overrides: new Map(Object.entries(run.overrides)),
  });
  const then = new Map(plan?.monitors.map((monitor) => [monitor.id, definitionOf(monitor)]));
  const others = asked.filter((monitor) => then.get(monitor.id) !== definitionOf(monitor)).map(({ id }) => id);
  if (others.length === 0) return undefined;
  return `${others.join(', ')} ${others.length === 1 ? 'is' : 'are'} measured another way`;
}

function definitionOf({ source, unit, everyMs }: Monitor): string {
  return JSON.stringify([source, unit, everyMs]);
}
