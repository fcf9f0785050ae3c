import { UserError } from '../../errors.ts';
import type { HttpJobRequest } from '../../runners/http/httpJob.ts';
import { compileCapture, type CompiledCapture } from './capture.ts';
import type { Row } from './dataRows.ts';
import { partsOf, prepareRequest } from './renderRequest.ts';
import { compileBody } from './requestBody.ts';
import type { RedirectRule } from './session.ts';
import type { PreparedRequest } from './wire.ts';

/** A request of the job, made ready to be rendered and judged many times. */
export interface CompiledRequest {
  name: string;
  weight: number | undefined;
  thinkMs: number;
  /** Captured names that must have a value before this request can be sent. */
  needs: ReadonlySet<string>;
  captures: ReadonlyMap<string, CompiledCapture>;
  expectedStatus: readonly number[] | undefined;
  expectedBody: RegExp | undefined;
  redirects: RedirectRule;
  /** Undefined when the rendered address is not one that can be requested. */
  prepare(captured: ReadonlyMap<string, string>, row: Row | undefined): PreparedRequest | undefined;
}

/** What is known before the run of the names in requests. */
export interface KnownNames {
  secrets: Readonly<Record<string, string>>;
  columns: readonly string[];
}

/** Throws a `UserError` when the request can never be sent. */
export function compileRequest(request: HttpJobRequest, { secrets, columns }: KnownNames): CompiledRequest {
  const parts = partsOf(request);
  for (const part of parts) {
    if (part.kind === 'secret' && !Object.hasOwn(secrets, part.name)) {
      throw new UserError(`Request "${request.name}" needs the secret ${part.name}, which has no value.`);
    }
    if (part.kind === 'column' && !columns.includes(part.name)) {
      const known = columns.length === 0 ? 'the test has no data' : `there are ${columns.join(', ')}`;
      throw new UserError(`Request "${request.name}" needs the column "${part.name}"; ${known}.`);
    }
  }
  const needs = new Set(parts.flatMap((part) => (part.kind === 'captured' ? [part.name] : [])));
  const captures = new Map(
    Object.entries(request.capture).map(([name, capture]) => [name, compileCapture(request.name, capture)]),
  );
  const expectedBody = compilePattern(request);
  const keepsBody = expectedBody !== undefined || [...captures.values()].some((capture) => capture.readsBody);
  const makeBody = compileBody(request);
  const render = (captured: ReadonlyMap<string, string>, row: Row | undefined) =>
    prepareRequest(request, makeBody, keepsBody, (part) => {
      switch (part.kind) {
        case 'secret':
          return secrets[part.name];
        case 'captured':
          return captured.get(part.name);
        case 'column':
          return row?.get(part.name);
      }
    });

  // Most requests never change; rendering them once keeps the generator's own cost out of the measurement.
  const isUnchanging = parts.every((part) => part.kind === 'text' || part.kind === 'secret');
  const unchanging = isUnchanging ? render(new Map(), undefined) : undefined;
  if (isUnchanging && unchanging === undefined) {
    throw new UserError(`Request "${request.name}": the address is not a valid http:// or https:// URL.`);
  }
  return {
    name: request.name,
    weight: request.weight,
    thinkMs: request.thinkMs ?? 0,
    needs,
    captures,
    expectedStatus: request.expect.status,
    expectedBody,
    redirects: { most: request.maxRedirects ?? 0, wanted: request.expect.status },
    prepare: unchanging === undefined ? render : () => unchanging,
  };
}

function compilePattern(request: HttpJobRequest): RegExp | undefined {
  if (request.expect.matches === undefined) return undefined;
  try {
    return new RegExp(request.expect.matches);
  } catch {
    throw new UserError(`Request "${request.name}": "${request.expect.matches}" is not a valid regular expression.`);
  }
}
