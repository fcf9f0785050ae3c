import type { FileAccess } from '../../../language/fileAccess.ts';
import type { Occurrence } from '../../../language/languageDocument.ts';
import { effectiveConfigs } from '../model/effectiveConfigs.ts';
import { functionsUsed, processorsOf } from '../model/functions.ts';
import { flowsOf, type ArtilleryScript, type Scenario } from '../model/script.ts';
import { findProcessor } from '../processor/processorFile.ts';
import { hasForeignPlugin } from '../rules/requests.ts';
import { unquoted, variablePlaces, type VariablePlace } from './variableNames.ts';

const RENAMING = { pattern: /^[A-Za-z_$][\w$]*$/, rule: 'letters, digits, _ and $, with no digit first' };

/** Variables and functions, where they are declared and used, in the order of the text. */
export function artilleryOccurrences(script: ArtilleryScript, text: string, files: Partial<FileAccess>): Occurrence[] {
  const places = variablePlaces(script, text);
  const ownerOf = owners(places, script);
  const isOwn = ownVariables(script, files);
  const declared = new Set(places.filter(({ source }) => source !== undefined).map((place) => place.name));
  const variables = places.map(({ name, span, source, flow }): Occurrence => ({
    identity: `variable:${ownerOf(name, flow)}:${name}`,
    kind: 'variable',
    name,
    span,
    isDefinition: source !== undefined,
    ...(declared.has(name) && isOwn(name) ? { renaming: RENAMING } : {}),
  }));
  const functions = functionsUsed(script).map(({ name, span }): Occurrence => ({
    identity: `function::${name}`,
    kind: 'function',
    name,
    span: unquoted(span, text),
    isDefinition: false,
  }));
  // An aliased step is read for each use and stands once; a definition is found before the uses of its name.
  const distinct = new Map<string, Occurrence>();
  for (const one of [...variables, ...functions]) {
    const key = one.span.join('-');
    if (!distinct.has(key)) distinct.set(key, one);
  }
  return [...distinct.values()].sort((a, b) => a.span[0] - b.span[0]);
}

/**
 * Whose a name is: what a scenario captures is its own, unless the config or `before` define it for all, or an alias
 * makes one text belong to several.
 */
function owners(places: readonly VariablePlace[], script: ArtilleryScript): (name: string, flow?: Scenario) => string {
  const flows = flowsOf(script);
  const common = new Set<string>();
  const flowOfSpan = new Map<string, Scenario>();
  for (const { name, span, source, flow } of places) {
    if (source !== undefined && (flow === undefined || flow.role === 'before')) common.add(name);
    if (flow === undefined) continue;
    const key = span.join('-');
    const other = flowOfSpan.get(key);
    if (other !== undefined && other !== flow) common.add(name);
    flowOfSpan.set(key, flow);
  }
  return (name, flow) => (flow === undefined || common.has(name) ? '' : String(flows.indexOf(flow)));
}

/** Whether nothing outside of the script uses a variable: no plugin, no engine, and no function that can be read. */
function ownVariables(script: ArtilleryScript, files: Partial<FileAccess>): (name: string) => boolean {
  const configs = effectiveConfigs(script);
  const { paths, isComplete } = processorsOf(configs);
  const isForeign =
    hasForeignPlugin(configs) || flowsOf(script).some(({ engine, flow }) => engine.id !== 'http' && !flow);
  const processors = paths.map((path) => findProcessor(path, files));
  if (isForeign || !isComplete || processors.some(({ kind }) => kind === 'unknown')) return () => false;
  const texts = processors.flatMap((file) => (file.kind === 'found' ? [file.text] : []));
  return (name) => !texts.some((text) => text.includes(name));
}
