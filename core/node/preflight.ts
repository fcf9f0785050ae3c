import { readFileSync } from 'node:fs';
import type { LoadTest, PreflightItem } from '../configs/plan/plan.ts';
import { renderTemplate, templateText } from '../configs/plan/template.ts';
import { messageOf } from '../errors.ts';
import { runCommand } from './runCommand.ts';
import { compareVersions, findTool } from './tools.ts';
import { withoutUserInfo } from './userInfo.ts';

export interface PreflightResult {
  item: string;
  ok: boolean;
  /** What was found, and for a failure the remedy. */
  detail: string;
}

export interface PreflightContext {
  test: LoadTest;
  folder: string;
  /** Secrets and variables of the environment; undefined when not set. */
  valueOf: (name: string) => string | undefined;
  /** Hides secrets in what programs and servers say. */
  redact: (text: string) => string;
  environment: NodeJS.ProcessEnv;
  signal: AbortSignal;
}

const HTTP_TIMEOUT_MS = 10_000;
const COMMAND_TIMEOUT_MS = 60_000;

/** Checks every item that concerns the test, in order. */
export async function runPreflight(
  items: readonly PreflightItem[],
  context: PreflightContext,
): Promise<PreflightResult[]> {
  const results: PreflightResult[] = [];
  for (const item of items) {
    if (item.kind === 'tool' && item.tool !== context.test.runner) continue;
    if (context.signal.aborted) break;
    const { item: name, ok, detail } = await check(item, context);
    results.push({ item: context.redact(name), ok, detail: context.redact(detail) });
  }
  return results;
}

async function check(
  item: PreflightItem,
  { folder, valueOf, environment, signal }: PreflightContext,
): Promise<PreflightResult> {
  switch (item.kind) {
    case 'tool': {
      const { tool, wanted } = item;
      const name = wanted ? `${tool} ${wanted.operator} ${wanted.version}` : tool;
      const { found, version } = await findTool(tool);
      if (!found) return { item: name, ok: false, detail: `${tool} is not installed; run headroom doctor` };
      if (!wanted) return { item: name, ok: true, detail: version === undefined ? 'is installed' : `found ${version}` };
      if (version === undefined) return { item: name, ok: false, detail: `${tool} does not tell its version` };
      return { item: name, ok: satisfies(version, wanted.operator, wanted.version), detail: `found ${version}` };
    }
    case 'variable': {
      const isSet = (valueOf(item.name) ?? '') !== '';
      const detail = isSet ? 'is set' : 'is not set; export it, or add it to the env file';
      return { item: `variable ${item.name}`, ok: isSet, detail };
    }
    case 'http': {
      const url = renderTemplate(item.url, (part) => valueOf(part.name));
      const name = `http ${templateText(item.url)}`;
      if (url === undefined) return { item: name, ok: false, detail: 'a secret in it has no value' };
      return { item: name, ...(await probe(url, item.expect)) };
    }
    case 'open-files': {
      const limit = openFileLimit();
      const name = `open files >= ${item.minimum}`;
      if (limit === undefined) return { item: name, ok: false, detail: 'the limit cannot be read on this system' };
      return { item: name, ok: limit >= item.minimum, detail: `the limit is ${limit}; raise it with ulimit -n` };
    }
    case 'command': {
      const outcome = await runCommand(item.command, {
        ...{ cwd: folder, timeoutMs: COMMAND_TIMEOUT_MS },
        ...{ env: environment, signal },
      });
      const name = `command ${item.command.join(' ')}`;
      if (outcome.exitCode !== item.expectExit) {
        const found = outcome.failure ?? `exit code ${outcome.exitCode} instead of ${item.expectExit}`;
        return { item: name, ok: false, detail: [found, ...outcome.lines.slice(-3)].join('; ') };
      }
      const isMatch = item.matches === undefined || new RegExp(item.matches).test(outcome.lines.join('\n'));
      return { item: name, ok: isMatch, detail: isMatch ? 'as expected' : `its output does not match ${item.matches}` };
    }
  }
}

async function probe(
  url: string,
  expect: Extract<PreflightItem, { kind: 'http' }>['expect'],
): Promise<{ ok: boolean; detail: string }> {
  try {
    const { address, headers } = withoutUserInfo(url);
    const response = await fetch(address, {
      headers,
      signal: AbortSignal.timeout(HTTP_TIMEOUT_MS),
      redirect: 'manual',
    });
    const body = await response.text();
    const isExpected = expect.status ? expect.status.includes(response.status) : response.status < 400;
    if (!isExpected) return { ok: false, detail: `answered ${response.status}` };
    if (expect.matches !== undefined && !new RegExp(expect.matches).test(body)) {
      return { ok: false, detail: `answered ${response.status}, but the body does not match ${expect.matches}` };
    }
    return { ok: true, detail: `answered ${response.status}` };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { ok: false, detail: `no answer: ${messageOf(cause)}` };
  }
}

function satisfies(version: string, operator: string, wanted: string): boolean {
  const difference = compareVersions(version, wanted);
  switch (operator) {
    case '>=':
      return difference >= 0;
    case '<=':
      return difference <= 0;
    case '>':
      return difference > 0;
    case '<':
      return difference < 0;
    default:
      return difference === 0;
  }
}

/** The soft limit of this process, which its children inherit; only Linux tells it without a shell. */
function openFileLimit(): number | undefined {
  try {
    const soft = /^Max open files\s+(\S+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
    return soft === 'unlimited' ? Infinity : soft === undefined ? undefined : Number(soft);
  } catch {
    return undefined;
  }
}
