import type { YamlNode } from '../../yaml/yamlNode.ts';
import { Fields } from '../fields.ts';
import type { DataColumns } from '../interpolate.ts';
import { readChoice, readFlag } from '../leaves.ts';
import { dataModel, tlsModel, type testModel } from '../model.ts';
import { DATA_ORDERS, type HttpLoad } from '../plan.ts';
import type { PlanReader } from '../reader.ts';

type TestFields = Fields<keyof typeof testModel.shape>;

/** k6 and Artillery follow as many without being told. */
const DEFAULT_REDIRECTS = 10;

/** What stands on a test and concerns all of its requests. */
export interface HttpSettings extends Pick<HttpLoad, 'cookies' | 'data' | 'tls'> {
  timeoutMs: number | undefined;
  /** For requests that do not say it themselves. */
  maxRedirects: number;
  columns: DataColumns | undefined;
}

export function readHttpSettings(reader: PlanReader, fields: TestFields): HttpSettings {
  const dataNode = fields.node('data');
  const data = dataNode && readData(reader, dataNode);
  // A data file with a fault of its own is reported there; its columns are believed.
  const columns = dataNode && {
    file: data?.file.value ?? '',
    columns: data && reader.columnsOf(data.file.value),
  };
  return {
    timeoutMs: fields.timeSpan('timeout')?.value,
    maxRedirects: fields.count('redirects', 0)?.value ?? DEFAULT_REDIRECTS,
    cookies: readFlag(reader, fields.node('cookies'), 'cookies') ?? true,
    data,
    tls: readTls(reader, fields.node('tls')),
    columns,
  };
}

/** The file alone, or a mapping. */
function readData(reader: PlanReader, node: YamlNode): HttpLoad['data'] {
  if (node.kind !== 'map') {
    const file = reader.text(node, 'data', 'a CSV file');
    return file && { file, order: 'sequential' };
  }
  const fields = Fields.of(reader, node, dataModel, '`data`', node.span);
  const file = fields?.text('file');
  const order = readChoice(reader, fields?.node('order'), 'order', DATA_ORDERS)?.value ?? 'sequential';
  return file && { file, order };
}

function readTls(reader: PlanReader, node: YamlNode | undefined): HttpLoad['tls'] {
  const fields = node && Fields.of(reader, node, tlsModel, '`tls`', node.span);
  if (!fields) return { verify: true };
  return { verify: readFlag(reader, fields.node('verify'), 'verify') ?? true, ca: fields.text('ca') };
}
