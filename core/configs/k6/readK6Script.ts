import { sortProblems, type Problem } from '../../problem.ts';
import type { Span } from '../../text/span.ts';
import { deriveLoad, type DerivedLoad } from './derivedLoad.ts';
import type { K6Options } from './model.ts';
import { OPTION_FIELDS } from './optionFields.ts';
import { parseScript, type Program, type ScriptLanguage } from './parseScript.ts';
import { readOptions } from './readOptions.ts';
import { K6Reader } from './reader.ts';
import { checkBrowser } from './rules/browser.ts';
import { checkFunctions, checkLifecycle, checkWithoutOptions } from './rules/functions.ts';
import { checkJson } from './rules/json.ts';
import { checkMetricImports } from './rules/metricImports.ts';
import { checkMetrics } from './rules/metrics.ts';
import { checkModules } from './rules/modules.ts';
import { checkOptions } from './rules/options.ts';
import type { DeclaredMetric } from './scriptMetrics.ts';
import { understandScript, type ScriptParts } from './scriptParts.ts';
import type { UnknownValue } from './value.ts';

/** Larger scripts are bundles made by a tool; nobody edits them, and reading them at each letter would take too long. */
export const LARGEST_SCRIPT = 1024 * 1024;

/** A script is one test by itself, under the name of its file. */
export interface K6Test {
  /** The function that it begins with, or the options where another module brings that. */
  span: Span;
  /** Names of its scenarios, as far as they are known. */
  scenarios: readonly string[];
}

export interface K6ScriptReading {
  /** One for a script, none for a module that scripts share. */
  tests: readonly K6Test[];
  /** Absent when the script has no options, or none that are known. */
  options?: K6Options;
  /** What the options are where they are not known. */
  unknownOptions?: UnknownValue;
  load?: DerivedLoad;
  /** Names of exported functions; there may be more if `exportsMore`. */
  functions: ReadonlyMap<string, Span>;
  exportsMore: boolean;
  metrics: readonly DeclaredMetric[];
  /** What the text is made of; absent when it could not be read. */
  parts?: ScriptParts;
  problems: Problem[];
}

/** Reads a script of k6. Never throws: what cannot be known without running it is not judged. */
export function readK6Script(text: string, language: ScriptLanguage): K6ScriptReading {
  const reader = new K6Reader(text);
  if (text.length > LARGEST_SCRIPT) {
    reader.report('k6-not-read', [0, 0], 'it is larger than 1 MB');
    return emptyReading(reader);
  }
  const { program, fault, isTooDeep } = parseScript(text, language);
  if (isTooDeep) reader.report('k6-not-read', [0, 0], 'it is nested too deep');
  if (fault) {
    const start = Math.min(fault.at, text.length);
    reader.report('k6-syntax', [start, Math.min(start + 1, text.length)], lowerFirst(fault.message));
  }
  // Half a tree may hold half an object, and would be misread.
  if (!program || fault) return emptyReading(reader);
  try {
    return readProgram(program, language, reader);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const unread = new K6Reader(text);
    unread.report('k6-not-read', [0, 0], 'it is nested too deep');
    return emptyReading(unread);
  }
}

function readProgram(program: Program, language: ScriptLanguage, reader: K6Reader): K6ScriptReading {
  const parts = understandScript(program);
  const { exports, metrics } = parts;
  checkModules(program, language, reader);
  checkMetricImports(program, reader);
  checkMetrics(metrics, reader);
  checkLifecycle(exports, reader);
  const reading = { functions: exports.functions, exportsMore: exports.hasMore, metrics: metrics.declared, parts };
  const { options: value } = exports;
  const testsOf = (load?: DerivedLoad): readonly K6Test[] => {
    const scenarios = load?.kind === 'scenarios' ? load.scenarios : [];
    const called = scenarios.map(({ exec }) => (exec?.state === 'known' ? exec.value : 'default'));
    const entry = ['default', ...called].map((name) => exports.functions.get(name)).find((span) => span !== undefined);
    const span = entry ?? (exports.hasMore ? exports.optionsSpan : undefined);
    return span ? [{ span, scenarios: scenarios.map(({ name }) => name) }] : [];
  };
  if (value?.kind === 'unknown')
    return { ...reading, tests: testsOf(), unknownOptions: value, problems: sortProblems(reader.problems) };
  if (value?.kind !== 'object') {
    if (!value) checkWithoutOptions(exports, metrics.modules, reader);
    else if (value.kind !== 'nothing') reader.report('k6-options-shape', value.span, reader.written(value));
    return { ...reading, tests: testsOf(), problems: sortProblems(reader.problems) };
  }
  checkJson(value, reader);
  const options = readOptions(value, reader, OPTION_FIELDS);
  const load = deriveLoad(options);
  checkOptions({ options, load, metrics, program }, reader);
  checkFunctions(options, load, exports, metrics.modules, reader);
  checkBrowser(options, load, metrics.modules, reader);
  return { ...reading, tests: testsOf(load), options, load, problems: sortProblems(reader.problems) };
}

function emptyReading(reader: K6Reader): K6ScriptReading {
  return { tests: [], functions: new Map(), exportsMore: true, metrics: [], problems: sortProblems(reader.problems) };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1).replace(/\.$/, '');
}
