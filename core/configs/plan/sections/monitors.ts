import type { YamlEntry } from '../../yaml/yamlNode.ts';
import { isUnit, UNITS } from '../../../units.ts';
import { Fields } from '../fields.ts';
import { monitorModel } from '../model.ts';
import type { Monitor } from '../plan.ts';
import type { PlanReader } from '../reader.ts';
import { parseSelector } from '../../../checks/parseExpression.ts';
import { isMetricName, type MetricDefinition } from '../../../metrics.ts';
import { RUNNERS } from '../../../runners/index.ts';
import { isJsonPath } from '../jsonPath.ts';
import { readCommand } from './commands.ts';
import { readUrl } from './urls.ts';

const DEFAULT_EVERY_MS = 5000;

export function readMonitors(reader: PlanReader, entries: readonly YamlEntry[]): Monitor[] {
  return entries.flatMap((entry) => {
    const fields = Fields.of(reader, entry.value, monitorModel, `Monitor \`${entry.key}\``, entry.keySpan);
    if (!fields) return [];
    checkName(reader, entry);
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
    const everyMs = fields.timeSpan('every')?.value ?? DEFAULT_EVERY_MS;
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
  if (kind === undefined || kinds.length > 1) {
    if (!fields.hasUnknownKey) reader.report('monitor-source', entry.keySpan, entry.key);
    return undefined;
  }
  for (const [key, source] of [
    ['query', 'prometheus'],
    ['json', 'http'],
  ] as const) {
    const keySpan = fields.writtenSpan(key);
    if (keySpan && source !== kind) reader.report('monitor-ignores', keySpan, key, kind, source);
  }
  if (kind === 'command') {
    const command = readCommand(reader, fields.node('command'));
    return command && { kind, command };
  }
  const second = kind === 'prometheus' ? 'query' : 'json';
  const url = readUrl(reader, fields.node(kind), kind)?.value;
  const detail = fields.text(second);
  if (!fields.has(second) && !fields.hasUnknownKey) {
    reader.report('missing-key', entry.keySpan, second, `Monitor \`${entry.key}\``);
  }
  if (detail === undefined) return undefined;
  if (kind === 'prometheus' && detail.value.trim() === '')
    reader.report('empty-value', detail.span, 'query', 'PromQL such as up');
  if (kind === 'prometheus') return { kind, url: url ?? '', query: detail.value };
  if (!isJsonPath(detail.value)) reader.report('bad-json-path', detail.span, detail.value);
  return { kind, url: url ?? '', jsonPath: detail.value };
}

/** A check names a monitor as it names a metric. */
function checkName(reader: PlanReader, { key, keySpan }: YamlEntry): void {
  const isMetric = [key, `max ${key}`].every((text) => {
    const { selector, problems } = parseSelector(text);
    return selector?.metric === key && problems.length === 0;
  });
  if (!isMetric) reader.report('monitor-name', keySpan, key);
  else if (isTaken(key)) reader.report('monitor-shadows', keySpan, key);
}

/**
 * The monitors as metrics of every test, also those with a reported fault, so that checks which name them are not
 * faults as well.
 */
export function monitorMetrics(
  entries: readonly YamlEntry[],
  monitors: readonly Monitor[],
): ReadonlyMap<string, MetricDefinition> {
  const whole = new Map(monitors.map((monitor) => [monitor.id, monitor]));
  const own = entries.filter(({ key }) => !isTaken(key));
  return new Map(own.map(({ key }) => [key, monitorDefinition(whole.get(key) ?? { id: key })]));
}

/** What the readings of monitors mean, by id. */
export function monitorDefinitions(monitors: readonly Monitor[]): Record<string, MetricDefinition> {
  return Object.fromEntries(monitors.map((monitor) => [monitor.id, monitorDefinition(monitor)]));
}

/** A monitor is a gauge; its unit says what its values measure. */
export function monitorDefinition({ id, unit, everyMs }: Pick<Monitor, 'id'> & Partial<Monitor>): MetricDefinition {
  const dimension = unit !== undefined && isUnit(unit) ? UNITS[unit].dimension : 'number';
  const gauge: MetricDefinition = { kind: 'gauge', dimension, meaning: `Monitor \`${id}\`.` };
  return everyMs === undefined ? gauge : { ...gauge, everyMs };
}

/** Readings under the name of something that a load generator counts would spoil both. */
function isTaken(name: string): boolean {
  return isMetricName(name) || Object.values(RUNNERS).some(({ ownMetrics }) => Object.hasOwn(ownMetrics, name));
}
