import type { FileAccess } from '../../../language/fileAccess.ts';
import type { FileLink } from '../../../language/languageDocument.ts';
import { LineIndex } from '../../../text/lineIndex.ts';
import { isNull, itemsIn, valueAt } from '../../yaml/lookup.ts';
import type { YamlNode, YamlScalar } from '../../yaml/yamlNode.ts';
import { effectiveConfigs } from '../model/effectiveConfigs.ts';
import { functionsUsed, processorsOf } from '../model/functions.ts';
import { oneOrMore, requestOf } from '../model/requests.ts';
import { allSteps, flowsOf, type ArtilleryScript } from '../model/script.ts';
import { isUnknown } from '../model/values.ts';
import { findProcessor } from '../processor/processorFile.ts';
import { unquoted } from './variableNames.ts';

/** Files that the script names: processors, data, files of forms, and what a function is in. */
export function artilleryLinks(script: ArtilleryScript, text: string, files: Partial<FileAccess>): FileLink[] {
  const links = [...filesNamed(script)].flatMap((node): FileLink[] => [
    { span: unquoted(node.span, text), path: withEnding(node.text, files) },
  ]);
  const distinct = new Map(
    [...links, ...functionLinks(script, text, files)].map((link) => [link.span.join('-'), link]),
  );
  return [...distinct.values()].sort((a, b) => a.span[0] - b.span[0]);
}

function* filesNamed(script: ArtilleryScript): Iterable<YamlScalar> {
  for (const config of [script.config, ...script.environments.map(({ value }) => value)]) {
    yield* named(valueAt(config, 'processor'));
    for (const payload of oneOrMore(valueAt(config, 'payload'))) yield* named(valueAt(payload, 'path'));
    for (const file of itemsIn(valueAt(config, 'includeFiles'))) yield* named(file);
  }
  for (const { steps } of flowsOf(script)) {
    for (const step of allSteps(steps)) {
      const form = valueAt(requestOf(step), 'formData');
      if (form?.kind === 'map') for (const { value } of form.entries) yield* named(valueAt(value, 'fromFile'));
    }
  }
}

function* named(node: YamlNode | undefined): Iterable<YamlScalar> {
  if (node?.kind === 'scalar' && !isNull(node) && !isUnknown(node) && node.text !== '') yield node;
}

/** A processor may be named without its `.js`. */
function withEnding(path: string, files: Partial<FileAccess>): string {
  const file = findProcessor(path, files);
  return file.kind === 'found' ? file.path : path;
}

/** Each function leads to where the processor exports it. */
function functionLinks(script: ArtilleryScript, text: string, files: Partial<FileAccess>): FileLink[] {
  const { paths } = processorsOf(effectiveConfigs(script));
  const places = new Map<string, Pick<FileLink, 'path' | 'place'>>();
  for (const path of paths) {
    const file = findProcessor(path, files);
    if (file.kind !== 'found' || file.reading.kind !== 'read') continue;
    const lines = new LineIndex(file.text);
    for (const [name, span] of file.reading.exports) {
      if (!places.has(name)) places.set(name, { path: file.path, place: lines.position(span[0]) });
    }
  }
  return functionsUsed(script).flatMap(({ name, span }) => {
    const place = places.get(name);
    return place ? [{ span: unquoted(span, text), ...place }] : [];
  });
}
