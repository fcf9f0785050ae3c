import { fieldsOf, type FieldTable } from './fields.ts';
import type { K6Options, Reading } from './model.ts';
import { OPTION_FIELDS, placeOfOption } from './optionFields.ts';
import { didYouMean } from './problems/wording.ts';
import { readTextMap } from './readMaps.ts';
import { readNetworkOption } from './readNetwork.ts';
import { readScenarios } from './readScenarios.ts';
import { readStages } from './readStages.ts';
import { readThresholds } from './readThresholds.ts';
import type { K6Reader } from './reader.ts';
import type { ObjectEntry, ObjectValue, Value } from './value.ts';

/** Reads the options of a script or a config file as k6 decodes them. What they mean together is for the rules. */
export function readOptions(object: ObjectValue, reader: K6Reader, fields: FieldTable): K6Options {
  reader.checkRepeated(object);
  const { known, others } = fieldsOf(object, fields);
  for (const entry of others) reportUnknown(entry, known, fields, reader);
  const numbers = new Map<string, Reading<number>>();
  const options: K6Options = {
    ...{ span: object.span, entries: object.entries, hasMore: object.hasMore, numbers, thresholds: [] },
    hasSegment: object.hasMore || known.has('executionSegment') || known.has('executionSegmentSequence'),
  };
  if (!object.hasMore && !known.has('tags')) options.tagNames = [];
  for (const [key, entry] of known) readField(key, entry, fields, options, numbers, reader);
  return options;
}

function readField(
  key: string,
  { value, keySpan }: ObjectEntry,
  fields: FieldTable,
  options: K6Options,
  numbers: Map<string, Reading<number>>,
  reader: K6Reader,
): void {
  switch (fields[key]?.kind) {
    case 'integer': {
      const reading = reader.integer(value, key);
      if (reading) numbers.set(key, reading);
      return;
    }
    case 'duration': {
      const reading = reader.duration(value, key);
      if (reading) numbers.set(key, reading);
      return;
    }
    case 'flag':
      return reader.flag(value, key);
    case 'stages':
      options.stages = readStages(value, reader, false);
      return;
    case 'scenarios':
      options.scenarios = readScenarios(value, reader);
      return;
    case 'thresholds':
      options.thresholds = readThresholds(value, reader);
      return;
    case 'text-map': {
      const names = readTextMap(value, key, reader);
      if (key === 'tags') options.tagNames = names;
      else if (key === 'hosts') readNetworkOption(key, value, reader);
      return;
    }
    case 'object':
      checkObject(key, value, reader);
      return;
    case 'texts':
      if (key === 'features' && !Object.hasOwn(fields, 'out') && value.kind === 'list') {
        reader.report('k6-moved-option', keySpan, key, 'Use `--features`, K6_FEATURES or a config file.');
      }
      return readNetworkOption(key, value, reader);
    case 'text':
    case 'dns':
    case 'tls-version':
    case 'tls-auth':
    case 'segment':
      return readNetworkOption(key, value, reader);
    case 'anything':
    case undefined:
      return;
  }
}

function checkObject(key: string, value: Value, reader: K6Reader): void {
  const object = reader.object(value, key, 'an object');
  const loadimpact = object?.entries.find((entry) => entry.key === 'loadimpact');
  if (key === 'ext' && loadimpact) {
    reader.report(
      'k6-moved-option',
      loadimpact.keySpan,
      'ext.loadimpact',
      'Since k6 2 it is called `cloud`, at the top of the options.',
    );
  }
}

function reportUnknown(
  entry: ObjectEntry,
  known: ReadonlyMap<string, unknown>,
  fields: FieldTable,
  reader: K6Reader,
): void {
  const isConfigFile = fields !== OPTION_FIELDS;
  const place = isConfigFile ? undefined : placeOfOption(entry.key);
  const free = Object.keys(fields).filter((name) => !known.has(name));
  const suggestion = place === undefined ? reader.suggest(entry.key, free) : undefined;
  const hint = place === undefined ? didYouMean(suggestion) : ` ${place}`;
  reader.report('k6-unknown-option', entry.keySpan, entry.key, hint === '' ? ' Remove it.' : hint);
  if (suggestion !== undefined) reader.mend(reader.renameKey(entry, suggestion));
}
