import type { FileAccess } from '../../../language/fileAccess.ts';
import type { Hover, Occurrence } from '../../../language/languageDocument.ts';
import { describeLoad } from '../../../language/loadProfile.ts';
import { loadPictureMarkdown } from '../../../language/loadPicture.ts';
import { LineIndex } from '../../../text/lineIndex.ts';
import { nodeUnder, yamlPlace, type YamlPlace } from '../../yaml/yamlCursor.ts';
import { effectiveConfigs } from '../model/effectiveConfigs.ts';
import { processorsOf } from '../model/functions.ts';
import { describePhase } from '../model/phases.ts';
import type { ArtilleryScript } from '../model/script.ts';
import { findProcessor } from '../processor/processorFile.ts';
import { fieldAt, shapeAt } from '../vocabulary/lookup.ts';
import { metricNames } from '../vocabulary/metrics.ts';
import { describeField } from './describeField.ts';
import { describeEnvironment } from './describeEnvironment.ts';
import { phasesWithLoads } from './phasesLoad.ts';
import { variablePlaces } from './variableNames.ts';

export interface HoverSource {
  script: ArtilleryScript;
  text: string;
  files: Partial<FileAccess>;
  occurrences: readonly Occurrence[];
}

/** What a person sees who points at something in a script. */
export function artilleryHover(source: HoverSource, offset: number): Hover | undefined {
  const name = source.occurrences.find(({ span: [start, end] }) => start <= offset && offset <= end);
  if (name) return { span: name.span, markdown: describeName(source, name).join('\n\n') };
  const place = yamlPlace(source.script.root, offset);
  if (!place) return undefined;
  const lines = place.role === 'key' ? linesOfKey(source, place) : linesOfValue(source, place);
  return lines.length === 0 ? undefined : { span: place.span, markdown: lines.join('\n\n') };
}

function linesOfKey({ script }: HoverSource, { path, span }: YamlPlace): string[] {
  const key = String(path.at(-1));
  if (path.length === 3 && path[0] === 'config' && path[1] === 'environments') return describeEnvironment(script, key);
  const field = fieldAt(script.root, path);
  const metric = metricMeaning(script, path, key);
  const lines = metric ?? (field ? [`**${key}**: ${describeField(field)}`] : []);
  const phases = phasesWithLoads(script).find((place) => place.span[0] === span[0]);
  const loads = (phases?.loads ?? []).map(({ environment, profile }) => {
    const where = environment === undefined ? '' : `**${environment}**: `;
    return `${where}${describeLoad(profile)}\n\n${loadPictureMarkdown(profile)}`;
  });
  return [...lines, ...loads];
}

/** The metric that is the key of a threshold. */
function metricMeaning({ root }: ArtilleryScript, path: YamlPlace['path'], key: string): string[] | undefined {
  const around = shapeAt(root, path.slice(0, -1));
  if (around?.kind !== 'mapping' || around.keys !== 'metric') return undefined;
  const known = metricNames(root).find(({ name }) => name === key);
  const limit = around.others ? [describeField(around.others)] : [];
  return [`**${key}**${known ? `: ${known.meaning}` : ''}`, ...limit];
}

function linesOfValue({ script }: HoverSource, { path, node }: YamlPlace): string[] {
  const shape = shapeAt(script.root, path);
  const value = node.kind === 'scalar' ? node.text : '';
  const choices = shape?.kind === 'scalar' ? shape.values : [];
  const choice = choices.find((one) => one.value === value);
  const phase = phaseAround(script, path);
  return [...(choice?.meaning === undefined ? [] : [`**${value}**: ${choice.meaning}`]), ...(phase ? [phase] : [])];
}

/** The whole phase that a number belongs to, in words. */
function phaseAround({ root }: ArtilleryScript, path: YamlPlace['path']): string | undefined {
  if (path.at(-3) !== 'phases') return undefined;
  const node = nodeUnder(root, path.slice(0, -1));
  return node?.kind === 'map' ? `Phase ${Number(path.at(-2)) + 1}: ${describePhase(node)}.` : undefined;
}

function describeName(source: HoverSource, { kind, name, identity }: Occurrence): string[] {
  if (kind === 'function') return describeFunction(source, name);
  const { script, text, occurrences } = source;
  const same = new Set(occurrences.filter((one) => one.identity === identity).map(({ span }) => span.join('-')));
  const lines = new LineIndex(text);
  const sources = variablePlaces(script, text)
    .filter(({ span, source: from }) => from !== undefined && same.has(span.join('-')))
    .map(({ span, source: from }) => `${from ?? ''} (line ${lines.position(span[0]).line + 1})`);
  const known = [...new Set(sources)];
  if (known.length === 0) return [`**${name}**: nothing in this script gives it a value.`];
  return [`**${name}**: ${known.join('; ')}`];
}

function describeFunction({ script, files }: HoverSource, name: string): string[] {
  for (const path of processorsOf(effectiveConfigs(script)).paths) {
    const file = findProcessor(path, files);
    if (file.kind !== 'found' || file.reading.kind !== 'read') continue;
    const span = file.reading.exports.get(name);
    if (span === undefined) continue;
    const lines = new LineIndex(file.text);
    return [`**${name}**: a function of \`${file.path}\` (line ${lines.position(span[0]).line + 1}).`];
  }
  return [`**${name}**: a function of the processor.`];
}
