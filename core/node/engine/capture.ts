import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import type { Capture } from '../../configs/plan/plan.ts';
import { UserError } from '../../errors.ts';
import { parseJsonPath, valueAtPath } from '../../text/jsonPath.ts';
import type { Headers } from './wire.ts';

/** A response in the form that expectations and captures read. Text and JSON are made at most once, when asked for. */
export class ReadableResponse {
  readonly headers: Headers;
  private readonly body: Buffer;
  private text: string | undefined;
  private json: { value: unknown } | undefined;

  constructor(headers: Headers, body: Buffer) {
    this.headers = headers;
    this.body = body;
  }

  asText(): string {
    this.text ??= this.decoded().toString('utf8');
    return this.text;
  }

  /** Undefined when the body is not JSON. */
  asJson(): unknown {
    if (this.json === undefined) {
      try {
        this.json = { value: JSON.parse(this.asText()) };
      } catch {
        this.json = { value: undefined };
      }
    }
    return this.json.value;
  }

  header(name: string): string | undefined {
    const value = this.headers[name.toLowerCase()];
    return Array.isArray(value) ? value[0] : value;
  }

  /** A body that claims an encoding it does not have is read as it is. */
  private decoded(): Buffer {
    const limits = { maxOutputLength: DECODED_BODY_LIMIT };
    try {
      switch (this.header('content-encoding')?.toLowerCase()) {
        case 'gzip':
        case 'x-gzip':
          return gunzipSync(this.body, limits);
        case 'deflate':
          return inflateSync(this.body, limits);
        case 'br':
          return brotliDecompressSync(this.body, limits);
        default:
          return this.body;
      }
    } catch {
      return this.body;
    }
  }
}

/** Bytes that a compressed body may grow to: a small response must not fill the generator's memory. */
const DECODED_BODY_LIMIT = 16 * 1024 * 1024;

export interface CompiledCapture {
  readsBody: boolean;
  /** Undefined when the response does not hold the value. */
  read(response: ReadableResponse): string | undefined;
}

/** Throws when the capture can never work; `requestName` is for that message. */
export function compileCapture(requestName: string, capture: Capture): CompiledCapture {
  switch (capture.kind) {
    case 'header':
      return { readsBody: false, read: (response) => response.header(capture.name) };
    case 'json': {
      const steps = parseJsonPath(capture.path);
      if (steps === undefined) {
        throw new UserError(`Request "${requestName}": "${capture.path}" is not a JSON path such as $.items[0].id.`);
      }
      return { readsBody: true, read: (response) => asCapturedText(valueAtPath(response.asJson(), steps)) };
    }
    case 'regex': {
      const pattern = compileRegex(requestName, capture.pattern);
      return {
        readsBody: true,
        read: (response) => {
          const match = pattern.exec(response.asText());
          return match?.[1] ?? match?.[0];
        },
      };
    }
  }
}

function compileRegex(requestName: string, pattern: string): RegExp {
  try {
    return new RegExp(pattern);
  } catch {
    throw new UserError(`Request "${requestName}": "${pattern}" is not a valid regular expression.`);
  }
}

function asCapturedText(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
