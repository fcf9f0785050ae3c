import type { YamlNode } from '../../yaml/yamlNode.ts';
import type { Span } from '../../../text/span.ts';
import { Fields } from '../fields.ts';
import { NO_REQUEST_NAMES } from '../interpolate.ts';
import { defaultsModel } from '../model.ts';
import type { PlanReader } from '../reader.ts';
import { readCheckRows, type MonitorUnits } from './checks.ts';
import { readHeaders } from './headers.ts';
import type { HttpDefaults } from './httpLoad.ts';

/** What every test inherits. Rows stay nodes: each test reads them for its own runner. */
export interface PlanDefaults extends HttpDefaults {
  checks: readonly YamlNode[];
  guards: readonly YamlNode[];
}

/** Rows that no test reads are judged all the same, for what they say to every runner. */
export function judgeDefaultRows(reader: PlanReader, defaults: PlanDefaults, monitors: MonitorUnits): void {
  const context = { owner: 'defaults', runner: undefined, monitors, isDefault: true };
  readCheckRows(reader, defaults.checks, { ...context, isGuard: false });
  readCheckRows(reader, defaults.guards, { ...context, isGuard: true });
}

const DEFAULT_TIMEOUT_MS = 30_000;

export function readDefaults(reader: PlanReader, node: YamlNode | undefined, keySpan: Span): PlanDefaults {
  const fields = node && Fields.of(reader, node, defaultsModel, '`defaults`', keySpan);
  return {
    checks: fields?.items('checks') ?? [],
    guards: fields?.items('guards') ?? [],
    headers: readHeaders(reader, fields?.node('headers'), NO_REQUEST_NAMES),
    timeoutMs: fields?.timeSpan('timeout')?.value ?? DEFAULT_TIMEOUT_MS,
  };
}
