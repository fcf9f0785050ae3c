/**
 * Why a request failed, apart from its status. This is a tag of `failures`, so the list is closed: the number of
 * series must not depend on what a server does.
 */
export const ERROR_KINDS = [
  /** No complete response within the time limit. */
  'timeout',
  /** Nobody listens at the address. */
  'refused',
  /** The connection was broken off by the other side. */
  'reset',
  /** The connection was closed before the response was complete. */
  'closed',
  'dns',
  'tls',
  'unreachable',
  /** The response breaks the HTTP/1.1 protocol. */
  'bad-response',
  /** The response does not match what the plan expects. */
  'expectation',
  /** A value that a later request needs was not in the response. */
  'capture',
  /** Still without a response when the run was over. */
  'unanswered',
  /** The request could not be built: an address or header that is not valid. */
  'invalid-request',
  /** More redirects than allowed, or one that leads nowhere. */
  'redirects',
  /** Not sent: the request goes to a protected host that was not confirmed. */
  'blocked',
  /** This machine ran out of file handles or ports: the generator's fault, not the server's. */
  'generator-limit',
  'other',
] as const;
export type ErrorKind = (typeof ERROR_KINDS)[number];

const KIND_OF_CODE: Record<string, ErrorKind> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  ECONNABORTED: 'reset',
  UND_ERR_SOCKET: 'closed',
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  EAI_NODATA: 'dns',
  ETIMEDOUT: 'timeout',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EACCES: 'unreachable',
  EPROTO: 'tls',
  EMFILE: 'generator-limit',
  ENFILE: 'generator-limit',
  ENOBUFS: 'generator-limit',
  EADDRNOTAVAIL: 'generator-limit',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'closed',
  UND_ERR_HEADERS_OVERFLOW: 'bad-response',
  UND_ERR_INVALID_ARG: 'invalid-request',
};

/** OpenSSL's names for a certificate that is not trusted carry no common prefix. */
const TLS_CODES =
  /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH)/;

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

export function errorKind(error: unknown): ErrorKind {
  // A host with several addresses fails once per address; the first tells what is wrong.
  if (error instanceof AggregateError && error.errors.length > 0) return errorKind(error.errors[0]);
  const code = codeOf(error);
  // undici's one code for both; its messages for a reply that makes no sense begin alike.
  if (code === 'UND_ERR_SOCKET' && error instanceof Error && error.message.startsWith('bad ')) return 'bad-response';
  const known = KIND_OF_CODE[code];
  if (known !== undefined) return known;
  if (TLS_CODES.test(code)) return 'tls';
  if (error instanceof Error && error.name === 'HTTPParserError') return 'bad-response';
  return 'other';
}

/** The error in words for the log. Node's advice on certificates is about its own command line, so ours takes its place. */
export function errorMessage(error: Error): string {
  if (!/^(SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_)/.test(codeOf(error))) return error.message;
  return `${error.message.split(';')[0]}; \`tls: { ca: FILE }\` in the test trusts an authority of your own`;
}
