import type { K6Reader } from '../reader.ts';
import { checkScenario } from './executors.ts';
import { checkLoad } from './load.ts';
import { checkSegments } from './segments.ts';
import { checkThresholds, type ThresholdContext } from './thresholds.ts';

/** The rules that hold for options wherever they are written. */
export function checkOptions(context: ThresholdContext, reader: K6Reader): void {
  const { options, load, metrics } = context;
  checkLoad(options, load, metrics !== undefined, reader);
  checkSegments(options, reader);
  if (load.kind === 'scenarios') for (const scenario of load.scenarios) checkScenario(scenario, reader);
  checkThresholds(context, reader);
}
