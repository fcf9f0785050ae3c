import { printExpression } from '../../checks/print.ts';
import type { CheckRow, DeclaredOutput, HttpRequest, JsonTemplate, LoadTest, RequestBody } from './plan.ts';
import { isTemplate, templateText, type Template } from './template.ts';

/** What a test sends and how, as plain data with variables in place and secrets as names: it decides the load hash. */
export function effectiveLoad(test: LoadTest): Record<string, unknown> {
  return {
    runner: test.runner,
    script: test.script?.value,
    scaletest: test.scaletest?.value,
    with: test.with,
    command: test.command,
    ...(test.outputs && { outputs: test.outputs.outputs.map(effectiveOutput), timeoutMs: test.timeoutMs }),
    stages: test.stages.map(({ name, load, durationMs, warmup }) => ({ name, ...load, durationMs, warmup })),
    ...(test.http && {
      timeoutMs: test.http.timeoutMs,
      cookies: test.http.cookies,
      data: test.http.data && { ...test.http.data, file: test.http.data.file.value },
      tls: { verify: test.http.tls.verify, ca: test.http.tls.ca?.value },
      headers: texts(test.http.headers),
      requests: test.http.requests.map(effectiveRequest),
    }),
  };
}

/** The whole test as plain data, for `run.json`. */
export function effectiveTest(test: LoadTest): Record<string, unknown> {
  return {
    id: test.id,
    title: test.title,
    requirements: test.requirements.map(({ value }) => value),
    ...effectiveLoad(test),
    checks: test.checks.map(effectiveRow),
    guards: test.guards.map(effectiveRow),
    before: test.before.map(({ command }) => command),
    after: test.after.map(({ command }) => command),
  };
}

function effectiveOutput({ name, source, file, unit }: DeclaredOutput): Record<string, unknown> {
  return { name, source, file: file?.value, unit };
}

function effectiveRow({ check }: CheckRow): Record<string, unknown> {
  const levels = Object.entries(check.levels).map(([level, condition]) => [
    level,
    printExpression({ selector: check.selector, condition }),
  ]);
  const { id, action, requirement } = check;
  return { id, ...(Object.fromEntries(levels) as Record<string, string>), action, requirement };
}

function effectiveRequest(request: HttpRequest): Record<string, unknown> {
  const { name, method, weight, thinkMs, expect, capture, body, maxRedirects } = request;
  return {
    name,
    request: `${method} ${templateText(request.url)}`,
    headers: texts(request.headers),
    body: body && effectiveBody(body),
    maxRedirects,
    weight,
    thinkMs,
    expect,
    capture,
  };
}

function effectiveBody(body: RequestBody): unknown {
  switch (body.kind) {
    case 'text':
      return templateText(body.text);
    case 'json':
      return jsonText(body.value);
    case 'form':
      return { form: texts(body.fields) };
    case 'file':
      return { file: body.path.value };
  }
}

function texts(templates: Record<string, Template>): Record<string, string> {
  return Object.fromEntries(Object.entries(templates).map(([name, template]) => [name, templateText(template)]));
}

function jsonText(value: JsonTemplate): unknown {
  if (Array.isArray(value)) return isTemplate(value) ? templateText(value) : value.map(jsonText);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, jsonText(item)]));
}
