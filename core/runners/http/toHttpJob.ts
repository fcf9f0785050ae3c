import type { HttpRequest, LoadTest } from '../../configs/plan/plan.ts';
import type { Template } from '../../configs/plan/template.ts';
import { UserError } from '../../errors.ts';
import type { HttpJob, HttpJobRequest } from './httpJob.ts';

/** Header names are compared without regard to case; a header of the request wins over one of the test. */
function mergeHeaders(common: Record<string, Template>, own: Record<string, Template>): Record<string, Template> {
  const merged: Record<string, Template> = {};
  for (const headers of [common, own]) {
    for (const [name, value] of Object.entries(headers)) merged[name.toLowerCase()] = value;
  }
  return merged;
}

function toJobRequest(
  request: HttpRequest,
  commonHeaders: Record<string, Template>,
  locate: (path: string) => string,
): HttpJobRequest {
  const { name, method, url, body, weight, thinkMs, expect, capture, maxRedirects } = request;
  return {
    name,
    method,
    url,
    headers: mergeHeaders(commonHeaders, request.headers),
    ...(body === undefined
      ? {}
      : { body: body.kind === 'file' ? { kind: 'file' as const, path: locate(body.path.value) } : body }),
    ...(weight === undefined ? {} : { weight }),
    ...(thinkMs === undefined ? {} : { thinkMs }),
    expect,
    capture,
    maxRedirects,
  };
}

export interface HttpJobOptions {
  smoke?: boolean;
  /** Hosts that no request may be sent to, in the form of `hostName`. */
  blockedHosts?: readonly string[];
  /** The absolute path of a file that the plan names; as the plan writes it when absent. */
  locate?: (path: string) => string;
}

/** The job for one test of a plan. `secrets` holds the values of at least the secrets that the test names. */
export function toHttpJob(test: LoadTest, secrets: Record<string, string>, options: HttpJobOptions = {}): HttpJob {
  if (test.http === undefined) throw new UserError(`Test "${test.id}" has no requests for the built-in HTTP engine.`);
  const { requests, headers, timeoutMs, cookies, data, tls } = test.http;
  const locate = options.locate ?? ((path) => path);
  return {
    stages: test.stages.map(({ name, load, durationMs, warmup }) => ({
      name,
      kind: load.kind,
      from: load.from,
      to: load.to,
      durationMs,
      warmup,
    })),
    requests: requests.map((request) => toJobRequest(request, headers, locate)),
    timeoutMs,
    cookies,
    ...(data === undefined ? {} : { data: { path: locate(data.file.value), order: data.order } }),
    tls: { verify: tls.verify, ...(tls.ca === undefined ? {} : { caPath: locate(tls.ca.value) }) },
    secrets,
    blockedHosts: [...(options.blockedHosts ?? [])],
    ...(options.smoke === true ? { smoke: true } : {}),
  };
}
