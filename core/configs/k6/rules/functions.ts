import type { DerivedLoad } from '../derivedLoad.ts';
import type { Exports } from '../exports.ts';
import type { K6Reader } from '../reader.ts';
import type { Span } from '../../../text/span.ts';

const CALLED_BY_K6 = new Set(['setup', 'teardown', 'handleSummary']);

/** The functions that scenarios call must be exported, and those that k6 calls must be functions. */
export function checkFunctions(
  load: DerivedLoad,
  exports: Exports,
  modules: ReadonlySet<string>,
  reader: K6Reader,
): void {
  if (load.kind !== 'scenarios' || exports.hasMore) return;
  const calls = load.scenarios.flatMap(({ exec, nameSpan, hasMore }): { name: string; span: Span }[] => {
    if (exec === undefined) return hasMore ? [] : [{ name: 'default', span: nameSpan }];
    return exec.state === 'known' && exec.value !== '' ? [{ name: exec.value, span: exec.span }] : [];
  });
  const exported = [...exports.functions.keys()].filter((name) => !CALLED_BY_K6.has(name));
  if (!isScript(calls, exported, modules)) return;
  for (const { name, span } of calls) {
    if (exports.functions.has(name)) continue;
    const suggestion = name === 'default' ? undefined : reader.suggest(name, exported);
    // A load that is written as `duration` and the like has no name to point at, and often belongs to a shared module.
    const place = load.isShortcut ? exports.optionsSpan : span;
    if (place === undefined) continue;
    reader.report('k6-function-not-exported', place, name, suggestion, exported);
    if (suggestion !== undefined) mend(span, name, suggestion, reader);
  }
}

function mend(span: Span, name: string, suggestion: string, reader: K6Reader): void {
  reader.mend(reader.replaceText({ kind: 'text', value: name, span }, suggestion));
}

/**
 * A file with options is not always a script: it may be shared by several that add the functions. It is one if it exports
 * some function that is called, or functions beside imports of k6.
 */
function isScript(
  calls: readonly { name: string }[],
  exported: readonly string[],
  modules: ReadonlySet<string>,
): boolean {
  if (calls.some(({ name }) => exported.includes(name)) || exported.includes('default')) return true;
  return exported.length > 0 && [...modules].some((module) => module === 'k6' || module.startsWith('k6/'));
}

export function checkLifecycle(exports: Exports, reader: K6Reader): void {
  for (const name of ['setup', 'teardown']) {
    const span = exports.others.get(name);
    if (span) reader.report('k6-setup-not-function', span, name);
  }
}
