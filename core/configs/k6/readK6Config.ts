import { sortProblems, type Problem } from '../../problem.ts';
import { deriveLoad, type DerivedLoad } from './derivedLoad.ts';
import { readJson } from './json.ts';
import type { K6Options } from './model.ts';
import { CONFIG_FILE_FIELDS } from './optionFields.ts';
import { readOptions } from './readOptions.ts';
import { K6Reader } from './reader.ts';
import { checkOptions } from './rules/options.ts';
import type { ObjectValue } from './value.ts';

export interface K6ConfigReading {
  options?: K6Options;
  load?: DerivedLoad;
  /** The options as they are written. */
  value?: ObjectValue;
  problems: Problem[];
}

/** Reads a config file of k6 (`k6 run --config`). Never throws. The script that it goes with is not known. */
export function readK6Config(text: string): K6ConfigReading {
  const reader = new K6Reader(text);
  const { value, fault } = readJson(text);
  if (fault) reader.report('k6-json-syntax', fault.span, fault.message);
  else if (value?.kind !== 'object') {
    if (value && value.kind !== 'nothing') reader.report('k6-config-shape', value.span);
  } else {
    const options = readOptions(value, reader, CONFIG_FILE_FIELDS);
    const load = deriveLoad(options);
    checkOptions({ options, load }, reader);
    return { options, load, value, problems: sortProblems(reader.problems) };
  }
  return { problems: sortProblems(reader.problems) };
}
