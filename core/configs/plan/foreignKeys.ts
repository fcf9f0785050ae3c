import type * as z from 'zod';
import {
  checkRowModel,
  commandStepModel,
  dataModel,
  defaultsModel,
  environmentModel,
  evidenceModel,
  monitorModel,
  planModel,
  preflightModel,
  requestModel,
  stageModel,
  suiteModel,
  testModel,
  tlsModel,
} from './model.ts';

/** What a key of other tools and runbooks is called here. */
export interface ForeignKey {
  means: string;
  /** The value is read as that of the right key only where it looks like this; `never` where it is written otherwise. */
  readIf?: RegExp | 'never';
  /** How the right key is written, where its value differs. */
  example?: string;
}

interface Row extends ForeignKey {
  model: z.ZodObject;
  /** Spellings, separated by blanks. */
  written: string;
}

const REQUEST_LINE = /^[A-Z]+\s+\S/;
const CONDITION = /^\s*(?:[<>=!]|\d[\d.]*\s*-)/;
const request = { means: 'request', readIf: REQUEST_LINE, example: 'request: GET ${target}/path' } as const;
const stages = { means: 'stages', readIf: 'never', example: 'stages: [{ users: 10, duration: 30s }]' } as const;
const checks = { means: 'checks', readIf: 'never', example: 'checks: ["p95 latency < 500ms"]' } as const;
const redirects = {
  means: 'redirects',
  written: 'follow_redirects followRedirects follow_redirect followRedirect max_redirects maxRedirects',
  readIf: /^\d+$/,
} as const;
const command = { means: 'command', written: 'run cmd exec execute shell sh' } as const;

const ROWS: readonly Row[] = [
  { model: planModel, means: 'headroom', written: 'version' },
  { model: planModel, means: 'name', written: 'title' },
  { model: planModel, means: 'variables', written: 'vars params parameters' },
  { model: planModel, means: 'environments', written: 'envs targets' },
  { model: planModel, means: 'env_file', written: 'dotenv envFile' },
  { model: planModel, means: 'preflight', written: 'prerequisites preconditions' },
  { model: planModel, means: 'results', written: 'output out results_dir' },

  { model: testModel, means: 'title', written: 'name label description summary' },
  { model: testModel, means: 'runner', written: 'engine tool type executor', readIf: /^[a-z0-9]+$/ },
  { model: testModel, means: 'script', written: 'file scriptFile script_file' },
  { model: testModel, means: 'with', written: 'args options params' },
  {
    model: testModel,
    means: 'requests',
    written: 'steps flow scenario scenarios',
    readIf: 'never',
    example: 'requests: [{ request: GET ${target}/path }]',
  },
  { model: testModel, means: 'stages', written: 'phases' },
  { model: testModel, ...stages, written: 'users vus virtual_users concurrency connections threads clients' },
  { model: testModel, ...stages, written: 'rate rps arrivalRate duration load executor iterations' },
  { model: testModel, ...checks, written: 'thresholds assertions asserts slo slos ensure limits targets' },
  { model: testModel, ...request, written: 'url uri endpoint path method get post put patch delete' },
  { model: testModel, ...redirects },
  { model: testModel, means: 'cookies', written: 'cookie_jar cookieJar' },
  { model: testModel, means: 'data', written: 'csv data_file dataFile dataset feeder' },
  { model: testModel, means: 'tls', written: 'ssl' },
  { model: testModel, means: 'before', written: 'setup pre' },
  { model: testModel, means: 'after', written: 'teardown cleanup post' },
  { model: testModel, ...command },

  {
    model: stageModel,
    means: 'users',
    written: 'vus target virtual_users vusers concurrency connections threads clients',
  },
  { model: stageModel, means: 'rate', written: 'rps qps tps arrivalRate arrival_rate arrivals' },
  { model: stageModel, means: 'duration', written: 'time length for period hold' },
  { model: stageModel, means: 'name', written: 'label title id stage phase' },

  { model: checkRowModel, means: 'on', written: 'metric metrics selector measure measures what value series' },
  {
    model: checkRowModel,
    means: 'target',
    written:
      'threshold thresholds limit goal objective slo expected condition pass check expression expr must expect below',
    readIf: CONDITION,
    example: 'target: "< 500ms"',
  },
  {
    model: checkRowModel,
    means: 'warn',
    written: 'warning warn_at warn_if alert degraded',
    readIf: CONDITION,
    example: 'warn: "> 500ms"',
  },
  {
    model: checkRowModel,
    means: 'critical',
    written: 'error crit fail failed failure fail_if fatal',
    readIf: CONDITION,
    example: 'critical: "> 1s"',
  },
  {
    model: checkRowModel,
    means: 'stop',
    written: 'abort abortOnFail abort_on abort_if kill stop_if stop_on',
    readIf: CONDITION,
    example: 'stop: "> 10% for 10s"',
  },
  { model: checkRowModel, means: 'requirement', written: 'req requirements' },
  { model: checkRowModel, means: 'action', written: 'remedy remediation runbook fix todo description' },

  { model: requestModel, ...request, written: 'url uri endpoint path method get post put patch delete head' },
  { model: requestModel, means: 'name', written: 'title label id' },
  { model: requestModel, means: 'body', written: 'json data payload' },
  { model: requestModel, means: 'form', written: 'form_data formData urlencoded' },
  { model: requestModel, means: 'file', written: 'body_file bodyFile' },
  { model: requestModel, ...redirects },
  { model: requestModel, means: 'think', written: 'sleep pause wait think_time thinkTime delay' },
  {
    model: requestModel,
    means: 'expect',
    written: 'status check checks assert',
    readIf: 'never',
    example: 'expect: { status: 200 }',
  },
  {
    model: requestModel,
    means: 'capture',
    written: 'extract save',
    readIf: 'never',
    example: 'capture: { id: "$.id" }',
  },

  { model: dataModel, means: 'file', written: 'path csv' },
  { model: tlsModel, means: 'verify', written: 'reject_unauthorized rejectUnauthorized' },
  { model: tlsModel, means: 'ca', written: 'ca_file caFile cafile cacert ca_cert' },

  { model: suiteModel, means: 'tests', written: 'members steps scenarios run test_ids list' },
  { model: suiteModel, means: 'stop_on', written: 'stopOn fail_on' },

  { model: environmentModel, means: 'target', written: 'url base_url baseUrl baseURL host endpoint address' },
  { model: environmentModel, means: 'variables', written: 'vars env' },

  { model: monitorModel, means: 'query', written: 'promql expr' },
  { model: monitorModel, means: 'json', written: 'path jsonpath json_path jsonPath' },
  { model: monitorModel, means: 'every', written: 'interval period' },
  { model: monitorModel, ...command },

  { model: preflightModel, means: 'http', written: 'url health' },
  { model: preflightModel, means: 'variable', written: 'env env_var environment secret' },
  { model: preflightModel, means: 'tool', written: 'binary program' },
  { model: preflightModel, means: 'open_files', written: 'ulimit nofile' },
  { model: preflightModel, ...command },

  { model: commandStepModel, ...command },
  { model: commandStepModel, means: 'command', written: 'script' },

  { model: defaultsModel, ...checks, written: 'thresholds assertions slo slos' },
  { model: evidenceModel, means: 'max_age', written: 'age maxAge' },
  { model: evidenceModel, means: 'environment', written: 'env' },
];

const byModel = new Map<z.ZodObject, Map<string, ForeignKey>>();
for (const { model, written, means, readIf, example } of ROWS) {
  const keys = byModel.get(model) ?? new Map<string, ForeignKey>();
  for (const spelling of written.split(' ')) keys.set(spelling, { means, readIf, example });
  byModel.set(model, keys);
}

export function findForeignKey(model: z.ZodObject, written: string): ForeignKey | undefined {
  const keys = byModel.get(model);
  return keys?.get(written) ?? keys?.get(written.toLowerCase().replaceAll('-', '_'));
}
