import * as z from 'zod';

/** Secrets that Coder logs with the bodies of requests: passwords and tokens of the users that a scale test makes. */
const SECRET_FIELD = /(\\*"[\w-]*(?:password|token|secret|api_key)[\w-]*\\*"\s*:\s*\\*")((?:(?!\\*").)+)/gi;
const withRuns = z.looseObject({ runs: z.record(z.string(), z.record(z.string(), z.unknown())) });

/**
 * A line of Coder's output or result as it may be kept. The logs of the runs go: they are large, and hold the bodies of
 * requests with passwords in them; so do single secrets in other lines.
 */
export function withoutLogs(line: string): string {
  const isResult = line.trimStart().startsWith('{') && line.includes('"runs"');
  return (isResult ? withoutRunLogs(line) : line).replace(SECRET_FIELD, '$1[secret]');
}

function withoutRunLogs(line: string): string {
  try {
    const document = withRuns.parse(JSON.parse(line));
    const runs = Object.entries(document.runs).map(([id, run]) => [id, { ...run, logs: undefined }] as const);
    return JSON.stringify({ ...document, runs: Object.fromEntries(runs) });
  } catch {
    return line;
  }
}
