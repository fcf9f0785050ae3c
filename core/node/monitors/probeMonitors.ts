import type { Monitor } from '../../configs/plan/plan.ts';
import { messageOf } from '../../errors.ts';
import type { CommandPlace } from './commandNumber.ts';
import { sampleMonitor } from './sampleMonitor.ts';

/** Asks each monitor once, before any load. Tells of those that have no value, which is a reason to look, not to stop. */
export async function probeMonitors(
  monitors: readonly Monitor[],
  place: CommandPlace,
  signal: AbortSignal,
): Promise<string[]> {
  const troubles = await Promise.all(
    monitors.map(async (monitor) => {
      try {
        await sampleMonitor(monitor, place, signal);
        return [];
      } catch (error) {
        return [`monitor \`${monitor.id}\`: ${messageOf(error)}`];
      }
    }),
  );
  return signal.aborted ? [] : troubles.flat();
}
