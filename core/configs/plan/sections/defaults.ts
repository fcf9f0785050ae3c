import type { YamlNode } from '../../yaml/yamlNode.ts';
import type { Span } from '../../../text/span.ts';
import { Fields } from '../fields.ts';
import { defaultsModel } from '../model.ts';
import type { PlanReader } from '../reader.ts';
import type { HttpDefaults } from './httpLoad.ts';

/** What every test inherits. Rows stay nodes: each test reads them for its own runner. */
export interface PlanDefaults extends HttpDefaults {
  checks: readonly YamlNode[];
  guards: readonly YamlNode[];
}

const DEFAULT_TIMEOUT_MS = 30_000;

export function readDefaults(reader: PlanReader, node: YamlNode | undefined, keySpan: Span): PlanDefaults {
  const fields = node && Fields.of(reader, node, defaultsModel, '`defaults`', keySpan);
  return {
    checks: fields?.items('checks') ?? [],
    guards: fields?.items('guards') ?? [],
    headers: reader.templates(fields?.node('headers'), 'headers', { captured: new Set() }),
    timeoutMs: fields?.duration('timeout')?.value ?? DEFAULT_TIMEOUT_MS,
  };
}
