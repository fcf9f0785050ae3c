import { pathOffers, type FileAccess } from '../../../language/fileAccess.ts';
import type { CompletionKind } from '../../../language/languageDocument.ts';
import { entriesIn, textAt, valueAt } from '../../yaml/lookup.ts';
import type { YamlCursor } from '../../yaml/yamlCursor.ts';
import type { YamlNode } from '../../yaml/yamlNode.ts';
import { findProcessor } from '../processor/processorFile.ts';
import type { NameKind } from '../vocabulary/field.ts';
import { metricNames } from '../vocabulary/metrics.ts';
import { variablesAt } from './variablesAt.ts';

export interface NameOffer {
  text: string;
  kind: CompletionKind;
  /** Markdown; empty where there is nothing to say. */
  meaning: string;
}

const ENGINES: readonly (readonly [name: string, meaning: string])[] = [
  ['http', 'Requests over HTTP.'],
  ['ws', 'Messages over a web socket.'],
  ['socketio', 'Events of Socket.IO, and requests over HTTP.'],
  ['playwright', 'Real browsers. Needs `playwright: {}` under `engines` in `config`.'],
];

/** Names that only the script or the files beside it know. */
export function namesOffered(kind: NameKind, cursor: YamlCursor, files: Partial<FileAccess>): NameOffer[] {
  switch (kind) {
    case 'function':
      return processorNames(cursor.root, files).functions.map((text) => ({ text, kind: 'name', meaning: '' }));
    case 'file':
      return pathOffers(files, cursor.prefix).map(({ text, isFolder }) => ({
        text,
        kind: 'file',
        meaning: isFolder ? 'A folder.' : '',
      }));
    case 'engine':
      return engineNames(cursor.root).map(([text, meaning]) => ({ text, kind: 'value', meaning }));
    case 'metric':
      return metricNames(cursor.root).map(({ name, meaning }) => ({ text: name, kind: 'metric', meaning }));
    case 'variable':
      return variablesAt(cursor, files).map(({ name, source }) => ({ text: name, kind: 'name', meaning: source }));
  }
}

function engineNames(root: YamlNode): (readonly [name: string, meaning: string])[] {
  const own = configsOf(root).flatMap((config) => entriesIn(valueAt(config, 'engines')).map(({ key }) => key));
  const others = [...new Set(own)].filter((name) => !ENGINES.some(([known]) => known === name));
  return [...ENGINES, ...others.map((name) => [name, 'Declared in this script.'] as const)];
}

/** What the processors of a script bring: functions, and names that these give variables. */
export function processorNames(
  root: YamlNode,
  files: Partial<FileAccess>,
): { functions: string[]; variables: string[] } {
  const paths = new Set(configsOf(root).flatMap((config) => textAt(config, 'processor') ?? []));
  const readings = [...paths].flatMap((path) => {
    const file = findProcessor(path, files);
    return file.kind === 'found' && file.reading.kind === 'read' ? [file.reading] : [];
  });
  const functions = readings.flatMap(({ exports }) => [...exports.keys()]).filter((name) => name !== 'default');
  return {
    functions: [...new Set(functions)],
    variables: [...new Set(readings.flatMap(({ variables }) => variables))],
  };
}

/** The config and those of its environments. */
export function configsOf(root: YamlNode): YamlNode[] {
  const config = valueAt(root, 'config');
  const environments = entriesIn(valueAt(config, 'environments')).map(({ value }) => value);
  return [...(config ? [config] : []), ...environments];
}
