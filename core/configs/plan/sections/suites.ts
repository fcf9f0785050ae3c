import type { YamlEntry } from '../../yaml/yamlNode.ts';
import { Fields } from '../fields.ts';
import { readChoice } from '../leaves.ts';
import { suiteModel } from '../model.ts';
import type { Suite } from '../plan.ts';
import type { PlanReader } from '../reader.ts';
import { readCheckRows, type MonitorUnits } from './checks.ts';

/** A suite is a list of tests, or a mapping with more to say. */
export function readSuite(reader: PlanReader, entry: YamlEntry, monitors: MonitorUnits): Suite | undefined {
  if (!/^[\w][\w.-]*$/.test(entry.key)) reader.report('bad-id', entry.keySpan, entry.key);
  const base = { id: entry.key, idSpan: entry.keySpan, span: entry.value.span };
  if (entry.value.kind === 'sequence') {
    return {
      ...base,
      tests: reader.someItems(entry.value, 'tests').flatMap((item) => reader.text(item, 'tests') ?? []),
      checks: [],
    };
  }
  const owner = `Suite \`${entry.key}\``;
  // A glued key such as `tests:[a]` is told as what it is.
  if (entry.value.kind === 'scalar' && !entry.value.text.includes(':')) {
    const member = entry.value.text === '' ? 'search' : entry.value.text;
    reader.scalarInstead(
      { keySpan: entry.keySpan, value: entry.value },
      owner,
      `a list of tests such as \`[${member}]\`, or a mapping`,
    );
    return undefined;
  }
  const fields = Fields.of(reader, entry.value, suiteModel, owner, entry.keySpan);
  if (!fields) return undefined;
  return {
    ...base,
    tests: fields.someItems('tests').flatMap((item) => reader.text(item, 'tests') ?? []),
    stopOn: readChoice(reader, fields.node('stop_on'), 'stop_on', ['fail', 'warn'])?.value,
    checks: readCheckRows(reader, fields.items('checks'), {
      owner: entry.key,
      runner: undefined,
      monitors,
      isGuard: false,
      isDefault: false,
    }),
  };
}
