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

function toJobRequest(request: HttpRequest, commonHeaders: Record<string, Template>): HttpJobRequest {
  const { name, method, url, body, weight, thinkMs, expect, capture } = request;
  return {
    name,
    method,
    url,
    headers: mergeHeaders(commonHeaders, request.headers),
    ...(body === undefined ? {} : { body }),
    ...(weight === undefined ? {} : { weight }),
    ...(thinkMs === undefined ? {} : { thinkMs }),
    expect,
    capture,
  };
}

export interface HttpJobOptions {
  smoke?: boolean;
  /** Hosts that no request may be sent to, in the form of `hostName`. */
  blockedHosts?: readonly string[];
}

/** The job for one test of a plan. `secrets` holds the values of at least the secrets that the test names. */
export function toHttpJob(test: LoadTest, secrets: Record<string, string>, options: HttpJobOptions = {}): HttpJob {
  if (test.http === undefined) throw new UserError(`Test "${test.id}" has no requests for the built-in HTTP engine.`);
  const { requests, headers, timeoutMs } = test.http;
  return {
    stages: test.stages.map(({ name, load, durationMs, warmup }) => ({
      name,
      kind: load.kind,
      from: load.from,
      to: load.to,
      durationMs,
      warmup,
    })),
    requests: requests.map((request) => toJobRequest(request, headers)),
    timeoutMs,
    secrets,
    blockedHosts: [...(options.blockedHosts ?? [])],
    ...(options.smoke === true ? { smoke: true } : {}),
  };
}
