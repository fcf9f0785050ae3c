import { ReadableResponse } from './capture.ts';
import type { CompiledRequest } from './compileRequest.ts';
import type { ExchangeResult } from './exchange.ts';
import type { FailureTag } from './recorder.ts';

export interface Judgement {
  failure?: FailureTag;
  /** One sentence for the log, when failed. */
  message?: string;
  captured: ReadonlyMap<string, string>;
}

const NOTHING: ReadonlyMap<string, string> = new Map();

/**
 * Whether the request did what the plan expects, and the values it yields. A failed request yields none: an error
 * page must not feed the rest of the flow. A value that is not there is a failure, or the flow would go on unseen
 * without its later requests.
 */
export function judge(request: CompiledRequest, result: ExchangeResult): Judgement {
  if (result.kind === 'error') return { failure: { error: result.error }, message: result.message, captured: NOTHING };
  const { status } = result;
  const { expectedStatus } = request;
  const asExpected = expectedStatus === undefined ? status < 400 : expectedStatus.includes(status);
  if (!asExpected) {
    const wanted = expectedStatus === undefined ? '' : `, expected ${expectedStatus.join(' or ')}`;
    return { failure: { status: `${status}` }, message: `status ${status}${wanted}`, captured: NOTHING };
  }
  if (request.expectedBody === undefined && request.captures.size === 0) return { captured: NOTHING };

  const response = new ReadableResponse(result.headers, result.body);
  if (request.expectedBody !== undefined && !request.expectedBody.test(response.asText())) {
    return {
      failure: { error: 'expectation' },
      message: `the body does not match ${request.expectedBody.source}`,
      captured: NOTHING,
    };
  }
  const captured = new Map<string, string>();
  for (const [name, capture] of request.captures) {
    const value = capture.read(response);
    if (value === undefined) {
      return { failure: { error: 'capture' }, message: `the response holds no value for "${name}"`, captured: NOTHING };
    }
    captured.set(name, value);
  }
  return { captured };
}
