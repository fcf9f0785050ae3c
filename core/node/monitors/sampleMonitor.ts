import type { Monitor } from '../../configs/plan/plan.ts';
import { isUnit, UNITS } from '../../units.ts';
import { sampleCommand, type CommandPlace } from './commandNumber.ts';
import { sampleHttpJson } from './httpJson.ts';
import { samplePrometheus } from './prometheus.ts';

/** The monitor's value now, in the base unit of its dimension. Rejects with a `SampleFailure` when there is none. */
export async function sampleMonitor(
  { source, unit }: Pick<Monitor, 'source' | 'unit'>,
  place: CommandPlace,
  signal: AbortSignal,
): Promise<number> {
  const value = await valueOf(source, place, signal);
  return unit !== undefined && isUnit(unit) ? value * UNITS[unit].factor : value;
}

function valueOf(source: Monitor['source'], place: CommandPlace, signal: AbortSignal): Promise<number> {
  switch (source.kind) {
    case 'prometheus':
      return samplePrometheus(source, signal);
    case 'http':
      return sampleHttpJson(source, signal);
    case 'command':
      return sampleCommand(source.command, place, signal);
  }
}
