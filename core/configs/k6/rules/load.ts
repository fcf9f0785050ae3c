import type { DerivedLoad } from '../derivedLoad.ts';
import type { K6Options } from '../model.ts';
import type { K6Reader } from '../reader.ts';
import type { Span } from '../../../text/span.ts';

/** What the options say together: loads that exclude each other, or that are not what they look like. */
export function checkLoad(options: K6Options, load: DerivedLoad, isScript: boolean, reader: K6Reader): void {
  checkOptionNumbers(options, reader);
  if (load.kind === 'conflict') {
    reader.report('k6-load-twice', keySpanOf(options, load.second), load.first, load.second);
    return;
  }
  const { stages, scenarios, numbers } = options;
  if (stages?.state === 'known') {
    for (const { durationMs, span } of stages.value.items) {
      if (durationMs === undefined) reader.report('k6-stage-dropped', span);
    }
    const isEmpty = stages.value.items.length === 0 && !stages.value.hasMore;
    const isAlone = !scenarios && !numbers.has('duration') && !numbers.has('iterations');
    if (isEmpty && isAlone && !options.hasMore) reader.report('k6-empty-load', keySpanOf(options, 'stages'), 'stages');
  }
  const vus = numbers.get('vus');
  if (vus?.state !== 'known') return checkEmptyScenarios(options, reader);
  if (scenarios?.state === 'known' && !stages) {
    reader.report('k6-vus-over-scenarios', keySpanOf(options, 'vus'), String(vus.value));
  } else if (load.kind === 'scenarios' && !numbers.has('duration') && !numbers.has('iterations') && !stages) {
    if (vus.value > 0 && isScript) reader.report('k6-vus-alone', keySpanOf(options, 'vus'), String(vus.value));
  }
}

function checkEmptyScenarios({ scenarios, stages, numbers, ...options }: K6Options, reader: K6Reader): void {
  if (scenarios?.state !== 'known' || scenarios.value.items.length > 0 || scenarios.value.hasMore) return;
  if (numbers.has('duration') || numbers.has('iterations') || stages) return;
  reader.report('k6-empty-load', keySpanOf(options, 'scenarios'), 'scenarios');
}

function checkOptionNumbers({ numbers }: K6Options, reader: K6Reader): void {
  const setupTimeout = numbers.get('setupTimeout');
  if (setupTimeout?.state === 'known' && setupTimeout.value <= 0) {
    reader.report('k6-out-of-range', setupTimeout.span, 'setupTimeout', 'longer than 0', `${setupTimeout.value} ms`);
  }
}

export function keySpanOf({ entries, span }: Pick<K6Options, 'entries' | 'span'>, key: string): Span {
  return entries.find((entry) => entry.key.toLowerCase() === key.toLowerCase())?.keySpan ?? [span[0], span[0] + 1];
}
