import type { LoadTest } from '../../configs/plan/plan.ts';
import { UserError } from '../../errors.ts';
import { closest } from '../../text/closest.ts';
import { hostName } from '../../text/hostName.ts';
import { parseGoDuration } from './goDuration.ts';
import type { OptionType, Scaletest } from './scaletests.ts';

export type OptionValues = Record<string, string | number | boolean>;

/** What stands in documents and is no option, with what to write instead. */
const INSTEAD: Readonly<Record<string, string>> = {
  cleanup: 'It cleans up by itself; `no-cleanup: true` keeps what it made.',
  duration: 'Write `timeout`.',
};
const OURS = 'Headroom sets it itself.';
const BY_ENVIRONMENT = 'It would be seen in the list of processes; set it in the environment as';
const RESERVED: Readonly<Record<string, string>> = {
  output: OURS,
  'scaletest-prometheus-address': OURS,
  url: 'The deployment is the `target` of the environment.',
  token: `${BY_ENVIRONMENT} CODER_SESSION_TOKEN.`,
  header: `${BY_ENVIRONMENT} CODER_HEADER.`,
  'header-command': `${BY_ENVIRONMENT} CODER_HEADER_COMMAND.`,
  'trace-honeycomb-api-key': `${BY_ENVIRONMENT} CODER_SCALETEST_TRACE_HONEYCOMB_API_KEY.`,
};

const WANTED: Record<OptionType, string> = {
  count: 'a whole number',
  number: 'a number',
  duration: 'a time in the way of Go, such as 90s or 1m30s',
  flag: 'true or false',
  range: 'a range such as 0:50, the end not included',
  text: 'a text',
};

export interface OptionRequest {
  test: Pick<LoadTest, 'id' | 'with'>;
  command: string;
  scaletest: Scaletest;
  /** Options that the help of the installed version names. */
  known: ReadonlySet<string>;
  smoke: boolean;
}

/** The options that are handed over, complete and checked. Throws a `UserError` that names the test, the command and the option. */
export function readOptions({ test, command, scaletest, known, smoke }: OptionRequest): OptionValues {
  const place = `Test ${test.id}, \`coder exp scaletest ${command}\``;
  if (smoke && scaletest.smoke === undefined) throw new UserError(`${place}: a smoke run of it does not exist.`);
  for (const [name, value] of Object.entries(test.with)) {
    checkName(place, name, scaletest, known);
    checkValue(place, name, value, scaletest.options[name] ?? 'text');
  }
  const values: OptionValues = { ...sizesOf(scaletest), ...timesOf(scaletest, test.with) };
  Object.assign(values, test.with, smoke ? scaletest.smoke : {});
  const missing = [...(scaletest.needed ?? []), ...Object.keys(scaletest.sizes ?? {})].find(
    (name) => !Object.hasOwn(values, name),
  );
  if (missing !== undefined) throw new UserError(`${place} needs \`${missing}\` under \`with\`.`);
  for (const name of Object.keys(values)) {
    // Only options that were added here can still be unknown to this version.
    if (!known.has(name)) throw new UserError(`${place}: this version of coder has no option --${name}.`);
  }
  return values;
}

/** How many workspaces the test creates; 0 when it creates none, undefined when its numbers cannot be read. */
export function workspacesCreated({ sizes = {}, createsWorkspaces }: Scaletest, values: OptionValues) {
  if (createsWorkspaces !== true) return 0;
  const counts = Object.entries(sizes).map(([name, byDefault]) => Number(values[name] ?? byDefault));
  const product = counts.reduce((all, count) => all * count, 1);
  return Number.isSafeInteger(product) ? product : undefined;
}

/** One argument for each option, so that no value is taken for an option itself. */
export function optionArguments(values: OptionValues): string[] {
  return Object.entries(values).map(([name, value]) => (value === true ? `--${name}` : `--${name}=${value}`));
}

/** Throws when an option names a protected host that was not confirmed. */
export function refuseBlockedHosts(testId: string, values: OptionValues, blocked: readonly string[]): void {
  for (const [name, value] of Object.entries(values)) {
    const host = typeof value === 'string' ? hostName(value) : undefined;
    if (host === undefined || !blocked.includes(host)) continue;
    throw new UserError(
      `Test ${testId}: --${name} leads to ${host}, which is protected. Confirm it: --confirm ${host}`,
    );
  }
}

function sizesOf({ sizes = {} }: Scaletest): OptionValues {
  return Object.fromEntries(
    Object.entries(sizes).flatMap(([name, size]) => (size === undefined ? [] : [[name, size]])),
  );
}

/**
 * Coder's own limits cut off what the plan asks for: a run ends after 5 minutes whatever `timeout` says, and with a
 * concurrency of 1 the first workspace or user takes the whole time. So these follow the plan's `timeout`.
 */
function timesOf({ options, isTimed }: Scaletest, written: OptionValues): OptionValues {
  const { timeout } = written;
  const values: OptionValues = {};
  if (isTimed === true) values['concurrency'] = 0;
  if (typeof timeout === 'string' && Object.hasOwn(options, 'job-timeout')) {
    const isEndless = parseGoDuration(timeout) === 0;
    values['job-timeout'] =
      isTimed === true && !isEndless ? `${(parseGoDuration(timeout) ?? 0) / 1000 + 30}s` : timeout;
  }
  return values;
}

/** What is wrong with an option in a plan; `unknown` may be an option of a later version of coder. */
export type OptionFault =
  { kind: 'reserved'; why: string } | { kind: 'unknown'; hint: string | undefined } | { kind: 'value'; wanted: string };

/** As far as it can be told without asking the coder that is installed. Undefined for an option that is right. */
export function findOptionFault(
  { options }: Scaletest,
  name: string,
  value: string | number | boolean | undefined,
): OptionFault | undefined {
  if (Object.hasOwn(RESERVED, name)) return { kind: 'reserved', why: RESERVED[name] ?? '' };
  const type = Object.hasOwn(options, name) ? options[name] : undefined;
  if (type === undefined) return { kind: 'unknown', hint: INSTEAD[name] };
  return value === undefined || isOfType(value, type) ? undefined : { kind: 'value', wanted: WANTED[type] };
}

function checkName(place: string, name: string, { options }: Scaletest, known: ReadonlySet<string>): void {
  if (Object.hasOwn(RESERVED, name)) throw new UserError(`${place} does not take \`${name}\` here. ${RESERVED[name]}`);
  if (known.has(name)) return;
  if (Object.hasOwn(options, name)) throw new UserError(`${place}: this version of coder has no option --${name}.`);
  const names = Object.keys(options).filter((option) => known.has(option));
  const suggestion = closest(name.replaceAll('_', '-'), names);
  const hint = suggestion === undefined ? `It has ${names.join(', ')}.` : `Did you mean ${suggestion}?`;
  throw new UserError(`${place} has no option --${name}. ${INSTEAD[name] ?? hint}`);
}

function checkValue(place: string, name: string, value: string | number | boolean, type: OptionType): void {
  if (isOfType(value, type)) return;
  throw new UserError(`${place}: \`${name}\` must be ${WANTED[type]}, not ${value}.`);
}

function isOfType(value: string | number | boolean, type: OptionType): boolean {
  const text = String(value);
  switch (type) {
    case 'count':
      return /^\d{1,9}$/.test(text);
    case 'number':
      return /^\d+(\.\d+)?$/.test(text);
    case 'duration':
      return parseGoDuration(text) !== undefined;
    case 'flag':
      return text === 'true' || text === 'false';
    case 'range':
      return /^\d+:\d+$/.test(text);
    case 'text':
      return true;
  }
}
