import type { YamlEntry } from '../../yaml/yamlNode.ts';
import { isUnit } from '../../../units.ts';
import { Fields } from '../fields.ts';
import { monitorModel } from '../model.ts';
import type { Monitor } from '../plan.ts';
import type { PlanReader } from '../reader.ts';
import { readCommand } from './commands.ts';

const DEFAULT_EVERY_MS = 5000;

export function readMonitors(reader: PlanReader, entries: readonly YamlEntry[]): Monitor[] {
  return entries.flatMap((entry) => {
    const fields = Fields.of(reader, entry.value, monitorModel, `Monitor \`${entry.key}\``, entry.keySpan);
    if (!fields) return [];
    const source = readSource(reader, fields, entry);
    const unit = fields.text('unit');
    if (unit && !isUnit(unit.value)) {
      reader.report(
        'bad-choice',
        unit.span,
        'unit',
        unit.value,
        ['%', 'ms', 's', 'B', 'kB', 'MB', 'GB', '/s', 'k'],
        undefined,
      );
    }
    const everyMs = fields.duration('every')?.value ?? DEFAULT_EVERY_MS;
    return source ? [{ id: entry.key, span: entry.keySpan, source, unit: unit?.value, everyMs }] : [];
  });
}

function readSource(
  reader: PlanReader,
  fields: NonNullable<ReturnType<typeof Fields.of<typeof monitorModel.shape>>>,
  entry: YamlEntry,
): Monitor['source'] | undefined {
  const kinds = (['prometheus', 'http', 'command'] as const).filter((kind) => fields.has(kind));
  const [kind] = kinds;
  const hasUnknownKey = fields.map.entries.some(({ key }) => !Object.hasOwn(monitorModel.shape, key));
  if (kind === undefined || kinds.length > 1) {
    if (!hasUnknownKey) reader.report('monitor-source', entry.keySpan, entry.key);
    return undefined;
  }
  if (kind === 'command') {
    const command = readCommand(reader, fields.node('command'));
    return command && { kind, command };
  }
  const second = kind === 'prometheus' ? 'query' : 'json';
  const url = fields.text(kind)?.value;
  const detail = fields.text(second)?.value;
  if (!fields.has(second) && !hasUnknownKey) {
    reader.report('missing-key', entry.keySpan, second, `Monitor \`${entry.key}\``);
  }
  if (detail === undefined) return undefined;
  return kind === 'prometheus' ? { kind, url: url ?? '', query: detail } : { kind, url: url ?? '', jsonPath: detail };
}
