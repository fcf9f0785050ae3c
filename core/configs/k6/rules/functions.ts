import type { DerivedLoad } from '../derivedLoad.ts';
import type { Exports } from '../exports.ts';
import { CALLED_BY_K6, LOAD_MODULE } from '../k6Modules.ts';
import type { K6Options } from '../model.ts';
import type { K6Reader } from '../reader.ts';
import type { Span } from '../../../text/span.ts';

const LOAD_KEYS = ['vus', 'duration', 'iterations', 'stages', 'scenarios'];

/** The functions that scenarios call must be exported, and those that k6 calls must be functions. */
export function checkFunctions(
  options: K6Options,
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
  if (exports.uselessDefault && calls.some(({ name }) => name === 'default')) {
    if ([...modules].some(isOfK6)) reader.report('k6-default-not-function', exports.uselessDefault);
    return;
  }
  const exported = [...exports.functions.keys()].filter((name) => !CALLED_BY_K6.has(name));
  const saysLoad = LOAD_KEYS.some((key) => options.entries.some((entry) => entry.key === key));
  if (load.isShortcut && !exports.functions.has('default') && exported.length > 0) {
    // Others may import the function that is meant, or the load.
    if (saysLoad && isForItself(exports) && [...modules].some(isOfK6))
      reportNoDefault(exports.optionsSpan, exported, reader);
    return;
  }
  if (!isScript(calls, exports, saysLoad, modules)) return;
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
 * some function that is called, or if it says a load, sends requests and exports functions, or nothing but the options
 * yet.
 */
function isScript(
  calls: readonly { name: string }[],
  exports: Exports,
  saysLoad: boolean,
  modules: ReadonlySet<string>,
): boolean {
  const { functions } = exports;
  if (functions.has('default') || calls.some(({ name }) => functions.has(name))) return true;
  return saysLoad && isForItself(exports) && [...modules].some((module) => LOAD_MODULE.test(module));
}

function isForItself({ functions, certainFunctions, others }: Exports): boolean {
  const own = [...functions.keys()].filter((name) => !CALLED_BY_K6.has(name));
  return own.length + others.size === 0 || own.some((name) => certainFunctions.has(name));
}

const isOfK6 = (module: string): boolean => /^k6(\/|$)/.test(module);

function reportNoDefault(place: Span | undefined, exported: readonly string[], reader: K6Reader): void {
  if (place) reader.report('k6-no-default', place, exported);
}

/** Without options k6 calls the default function once. What it calls before and after may be for others to hand on. */
export function checkWithoutOptions(exports: Exports, modules: ReadonlySet<string>, reader: K6Reader): void {
  if (exports.hasMore || exports.functions.has('default')) return;
  const names = [...exports.functions.keys()];
  const called = names.find((name) => CALLED_BY_K6.has(name));
  if (called === undefined || ![...modules].some((module) => LOAD_MODULE.test(module))) return;
  const exported = names.filter((name) => !CALLED_BY_K6.has(name));
  reportNoDefault(exports.functions.get(called), exported, reader);
}

export function checkLifecycle(exports: Exports, reader: K6Reader): void {
  for (const name of ['setup', 'teardown']) {
    const span = exports.others.get(name);
    if (span) reader.report('k6-setup-not-function', span, name);
  }
}
