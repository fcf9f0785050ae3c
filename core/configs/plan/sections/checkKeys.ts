import type { RowField } from '../../../checks/parseRow.ts';

type RowKey = RowField | 'action' | 'requirement';

const SPELLINGS: ReadonlyMap<string, RowKey> = new Map([
  ...named('on', ['metric', 'metrics', 'selector', 'measure', 'measures', 'what', 'value', 'series']),
  ...named('target', ['threshold', 'thresholds', 'limit', 'goal', 'objective', 'slo', 'expected', 'condition', 'pass']),
  ...named('target', ['check', 'expression', 'expr', 'must', 'expect']),
  ...named('warn', ['warning', 'warn_at', 'warn_if', 'alert', 'degraded']),
  ...named('critical', ['fail', 'failed', 'failure', 'error', 'crit', 'fail_if', 'fatal']),
  ...named('stop', ['abort', 'abort_on', 'abort_if', 'kill', 'stop_if', 'stop_on']),
  ...named('action', ['remedy', 'remediation', 'runbook', 'fix', 'todo', 'description']),
  ...named('requirement', ['requirements', 'req']),
]);

function named(key: RowKey, spellings: readonly string[]): [string, RowKey][] {
  return spellings.map((spelling) => [spelling, key]);
}

/** The key of a check or guard that is meant by one of other tools. */
export function checkKeyMeant(written: string): RowKey | undefined {
  return SPELLINGS.get(written.toLowerCase().replaceAll('-', '_'));
}
