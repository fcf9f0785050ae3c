import * as z from 'zod';
import { RUNNER_KINDS } from '../../runners/runner.ts';
import { DATA_ORDERS } from './plan.ts';

/*
 * The plan file as people write it. These models give the keys, which of them are required, and their words: the JSON
 * Schema in `schemas/`, hover and completion come from here, and `Fields` takes its list of known keys from here. What
 * a value may be in detail is decided by the readers in `sections/`, which can say it better than a schema.
 */

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const placeholder = z.string().regex(/\$\{/);
const number = z.union([z.number(), placeholder]);
const flag = z.union([z.boolean(), placeholder]);
const duration = z.union([z.string(), z.literal(0)]).describe('A number with ms, s, m, h or d, such as 30s or 1m30s.');
const command = z
  .union([z.string(), z.array(scalar)])
  .describe('A program with its arguments: a list, or one line split on blanks. No shell runs it.');

const condition = z.string().describe('A condition such as "< 500ms", "> 10% for 10s" or "50-60%".');

export const checkRowModel = z.strictObject({
  on: z.string().optional().describe('What is measured, such as `p95 latency{stage=peak}`.'),
  target: condition.optional().describe('Must hold.'),
  warn: condition.optional().describe('The check warns when this is true.'),
  critical: condition.optional().describe('The check fails when this is true; then a missed target only warns.'),
  stop: condition.optional().describe('The check fails and the run ends when this is true.'),
  action: z.string().optional().describe('What a person should do when the check does not pass.'),
  requirement: scalar.optional().describe('Id of the requirement that this check proves.'),
  id: z.string().optional().describe('A lasting id; without it the check goes by its selector.'),
});
const checks = z
  .array(z.union([z.string(), checkRowModel]))
  .describe('Judged on the result. A string is a target: "p95 latency < 500ms".');
const guards = z
  .array(z.union([z.string(), checkRowModel]))
  .describe('Stop the run when true: "error_rate > 10% for 10s".');

export const expectModel = z.strictObject({
  status: z
    .union([z.number(), z.array(z.number()), placeholder])
    .optional()
    .describe('Expected HTTP status, or a list of them.'),
  matches: z.string().optional().describe('Regular expression that the body (or output) must match.'),
});
export const commandExpectModel = z.strictObject({
  exit: z.number().optional().describe('Expected exit code; 0 by default.'),
  matches: z.string().optional().describe('Regular expression that the output must match.'),
});

export const environmentModel = z.strictObject({
  target: z.string().optional().describe('Base URL; `${target}` elsewhere.'),
  default: flag.optional().describe('Used when no environment is chosen.'),
  protected: flag.optional().describe('Load goes there only after the host name was typed.'),
  variables: z.record(z.string(), scalar).optional().describe('Values that differ in this environment.'),
});

export const PREFLIGHT_KINDS = ['tool', 'variable', 'http', 'open_files', 'command'] as const;
export const preflightModel = z.strictObject({
  tool: z
    .string()
    .optional()
    .describe('A program that must be installed, with its version if that matters, such as "k6 >= 1.0".'),
  variable: z.string().optional().describe('An environment variable or secret that must have a value.'),
  http: z.string().optional().describe('A URL that must answer.'),
  open_files: z
    .union([z.string(), z.number()])
    .optional()
    .describe('Least number of open files allowed, such as ">= 10000".'),
  command: command.optional(),
  expect: z
    .strictObject({ ...commandExpectModel.shape, ...expectModel.shape })
    .optional()
    .describe('What the answer or the output must be.'),
});

export const monitorModel = z.strictObject({
  prometheus: z.string().optional().describe('Base URL of a Prometheus server.'),
  query: z.string().optional().describe('PromQL that gives one value.'),
  http: z.string().optional().describe('URL of a JSON document.'),
  json: z.string().optional().describe('JSON path of the value in it, such as $.pool.active.'),
  command: command.optional().describe('A program that prints one number.'),
  unit: z.string().optional().describe('Unit of the value, such as "%", ms or MB.'),
  every: duration.optional().describe('Time between samples; 5s by default.'),
});

export const commandStepModel = z.strictObject({
  command,
  timeout: duration.optional().describe('Ends the command after this time; 5m by default.'),
});

export const stageModel = z.strictObject({
  name: scalar.optional().describe('Selects the stage in checks; unnamed stages go by number from 1.'),
  users: number.optional().describe('Virtual users at the same time (closed model).'),
  rate: number.optional().describe('Arrivals per second (open model).'),
  duration,
  ramp: flag.optional().describe('Moves evenly from the level before to this one.'),
  warmup: flag.optional().describe('Left out of whole-run figures.'),
});

const headers = z.record(z.string(), scalar);
const redirects = number.describe(
  'Redirects to follow within one request, at most; 10 by default. With 0 a redirect is the response.',
);
export const dataModel = z.strictObject({
  file: z.string().describe('A CSV file, relative to the plan. Its first line names the columns.'),
  order: z
    .enum(DATA_ORDERS)
    .optional()
    .describe('`sequential` (the default) begins again after the last row; `random` draws.'),
});
export const tlsModel = z.strictObject({
  verify: flag.optional().describe('Refuse certificates that are not trusted; true by default.'),
  ca: z
    .string()
    .optional()
    .describe('PEM file with certificates to trust besides the usual ones, relative to the plan.'),
});
export const requestModel = z.strictObject({
  name: scalar.optional().describe('Name of the request in tables and selectors.'),
  request: z.string().describe('Method and URL, such as GET ${target}/health.'),
  weight: number.optional().describe('Share of this request when the requests are drawn by weight.'),
  headers: headers.optional(),
  body: z.unknown().optional().describe('Text, or a mapping or list sent as JSON.'),
  form: z.record(z.string(), scalar).optional().describe('Fields sent as application/x-www-form-urlencoded.'),
  file: z.string().optional().describe('A file sent as the body as it is, relative to the plan.'),
  redirects: redirects.optional(),
  expect: expectModel.optional().describe('What a good response looks like.'),
  capture: z
    .record(z.string(), z.string())
    .optional()
    .describe('Values for later requests: `$.path`, `header:name` or `/pattern/`.'),
  think: duration.optional().describe('Pause after the response.'),
});

export const outputModel = z.strictObject({
  json: z.string().optional().describe('JSON path of the number, such as $.latency.p95.'),
  regex: z
    .string()
    .optional()
    .describe('Regular expression whose one group is the number. The last line that matches counts.'),
  file: z
    .string()
    .optional()
    .describe('A file that the command writes, relative to the plan; without it what the command prints.'),
  unit: z.string().optional().describe('Unit of the number as the command tells it, such as ms, % or MB.'),
});

export const testModel = z.strictObject({
  title: scalar.optional(),
  runner: z.enum(RUNNER_KINDS).describe('What generates the load.'),
  script: z.string().optional().describe('Script or config of the tool, relative to the plan.'),
  scaletest: z.string().optional().describe('Which `coder exp scaletest` command to run.'),
  with: z.record(z.string(), scalar).optional().describe('Options handed to the tool.'),
  command: command.optional(),
  outputs: z
    .record(z.string(), outputModel)
    .optional()
    .describe(
      'What a command measures: a metric, such as `throughput` or `p95 latency`, and where its number is found.',
    ),
  request: z.string().optional().describe('A single request, such as GET ${target}/health.'),
  requests: z.array(requestModel).optional().describe('The requests of the built-in engine, in order or by weight.'),
  headers: headers.optional().describe('Sent with every request.'),
  timeout: duration
    .optional()
    .describe('Longest wait for one response; 30s by default. Of a command: the longest time that it may run.'),
  redirects: redirects.optional(),
  cookies: flag.optional().describe('Each user keeps cookies and sends them back; true by default.'),
  data: z
    .union([z.string(), dataModel])
    .optional()
    .describe('A CSV file that gives each pass a row: `${data.column}` in requests.'),
  tls: tlsModel.optional().describe('How certificates are checked.'),
  stages: z.array(stageModel).optional().describe('The load over time.'),
  requirements: z.array(scalar).optional().describe('Ids of the requirements that this test proves.'),
  checks: checks.optional(),
  guards: guards.optional(),
  before: z.array(commandStepModel).optional().describe('Commands to run before the load.'),
  after: z.array(commandStepModel).optional().describe('Commands to run after it, also on failure and cancel.'),
});

export const suiteModel = z.strictObject({
  tests: z.array(z.string()).describe('Test ids in the order they run.'),
  stop_on: z
    .enum(['fail', 'warn'])
    .optional()
    .describe('Ends the suite after a test with this verdict or a worse one.'),
  checks: checks.optional().describe('Judged over all tests of the suite.'),
});

export const defaultsModel = z.strictObject({
  checks: checks.optional(),
  guards: guards.optional(),
  headers: headers.optional(),
  timeout: duration.optional(),
});

export const evidenceModel = z.strictObject({
  max_age: duration.optional().describe('Older evidence is stale.'),
  environment: z.string().optional().describe('Evidence counts only from this environment.'),
});

export const planModel = z.strictObject({
  headroom: z.literal(1).describe('Format version.'),
  name: scalar.optional(),
  results: z.string().optional().describe('Folder for run folders; headroom-results by default.'),
  variables: z.record(z.string(), scalar).optional().describe('Values for `${name}` anywhere in the plan.'),
  env_file: z.string().optional().describe('A .env file, relative to the plan.'),
  secrets: z.array(z.string()).optional().describe('Names of secrets. Their values stay outside the plan.'),
  environments: z.record(z.string(), environmentModel).optional(),
  requirements: z.record(z.string(), scalar).optional().describe('Requirement ids with their text.'),
  preflight: z.array(preflightModel).optional().describe('Must hold before a test starts.'),
  monitors: z.record(z.string(), monitorModel).optional().describe('Values sampled during a run.'),
  defaults: defaultsModel.optional().describe('Added to every test.'),
  tests: z.record(z.string(), testModel).optional(),
  suites: z.record(z.string(), z.union([z.array(z.string()), suiteModel])).optional(),
  evidence: evidenceModel.optional(),
});
