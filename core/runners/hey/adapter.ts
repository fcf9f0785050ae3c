import { templateText, type Template } from '../../configs/plan/template.ts';
import { UserError } from '../../errors.ts';
import type { RunnerAdapter, StopStep, ToolJob, ToolPlan } from '../adapter.ts';
import { optionTexts } from '../options.ts';
import { plannedRequest, type PlannedRequest } from '../plannedRequest.ts';
import { staircase, type Step } from '../staircase.ts';
import { HeyDecoder } from './decoder.ts';
import { HEY_OPTIONS } from './hey.ts';
import { OUTPUT_TEMPLATE } from './output.ts';

/** On SIGINT hey tells what it has, but only when the requests under way have ended; that long is waited at most. */
const LONGEST_WAIT_MS = 15_000;
const SMOKE: Step = { stage: '', index: 0, warmup: false, users: 1, durationMs: 1000 };

/** One process for each step. */
export const heyAdapter: RunnerAdapter = {
  kind: 'hey',
  prepare(job): ToolPlan {
    const { test, smoke, program, planFolder } = job;
    const request = plannedRequest(job);
    const url = `${request.origin}${shown(request.path, 'the URL')}`;
    const sent = [...requestArguments(request), ...optionArguments(job, request), url];
    const planned = smoke ? { steps: [SMOKE], notes: [] } : staircase('hey', test.stages, { wholeSecondsOnly: false });
    const stop: StopStep[] = [
      { kind: 'signal', signal: 'SIGINT', waitMs: Math.min(request.timeoutSeconds * 1000 + 2000, LONGEST_WAIT_MS) },
    ];
    return {
      processes: planned.steps.map(({ users, durationMs }) => {
        const length = smoke ? ['-n', '1'] : ['-z', `${durationMs}ms`];
        return { argv: [program, ...length, '-c', String(users), ...sent], cwd: planFolder, stop };
      }),
      decoder: new HeyDecoder(planned.steps),
      notes: [...planned.notes, ...request.notes],
    };
  },
};

function requestArguments({ method, headers, timeoutSeconds }: PlannedRequest): string[] {
  const others = headers.filter(([name]) => name.toLowerCase() !== 'host');
  const pairs = others.flatMap(([name, value]) => ['-H', headerArgument(name, shown(value, `the header ${name}`))]);
  return ['-o', OUTPUT_TEMPLATE, '-m', method, '-t', String(timeoutSeconds), ...pairs];
}

/** hey has no way to take a value but its arguments, which everyone on the machine can read while it runs. */
function shown(template: Template, where: string): string {
  const secret = template.find((part) => part.kind === 'secret');
  if (secret === undefined) return templateText(template);
  throw new UserError(
    `${where} holds the secret ${secret.name}, and hey would show it to everyone on the machine, in the arguments of its process. Use runner: http, k6 or wrk.`,
  );
}

function headerArgument(name: string, value: string): string {
  if (!/^[\w-]+$/.test(name) || value.trim() === '')
    throw new UserError(`hey cannot send the header ${name} with this name and value. Use runner: http.`);
  return `${name}: ${value}`;
}

function optionArguments({ test }: ToolJob, { headers }: PlannedRequest): string[] {
  const options = optionTexts('hey', HEY_OPTIONS, test.with);
  const host =
    options['host'] ??
    headers.filter(([name]) => name.toLowerCase() === 'host').map(([, value]) => shown(value, 'the header host'))[0];
  const given = (flag: string, value: string | undefined): string[] => (value === undefined ? [] : [flag, value]);
  const off = (flag: string, value: string | undefined): string[] => (value === 'false' ? [flag] : []);
  return [
    ...given('-d', options['body']),
    ...given('-T', options['content_type']),
    ...given('-host', host),
    ...given('-q', options['rate_per_user']),
    ...given('-cpus', options['cpus']),
    ...off('-disable-keepalive', options['keepalive']),
    ...off('-disable-compression', options['compression']),
    ...off('-disable-redirects', options['redirects']),
    ...(options['http2'] === 'true' ? ['-h2'] : []),
  ];
}
