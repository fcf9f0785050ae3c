import type { Exit, ProcessEnd, RunnerAdapter, RunnerEvent, ToolDecoder, ToolPlan } from '../adapter.ts';
import { decodeEngineLine, type EndMessage } from './engineMessage.ts';
import { HTTP_ENGINE_FLAGS } from './http.ts';
import type { HttpJob } from './httpJob.ts';
import { toHttpJob } from './toHttpJob.ts';

/** Characters of one frame; it holds a histogram per stage, request and trend. */
const FRAME_LINE_LIMIT = 16 * 1024 * 1024;
/** Of the engine's error output, only the end is of interest. */
const KEPT_ERROR_LINES = 20;
/** Lines that are no messages are logged up to this number: they must not flood the run. */
const LOGGED_GARBAGE = 20;

/** The built-in engine: a process like any other tool. Its program is Node with the engine's bundle. */
export const httpAdapter: RunnerAdapter = {
  kind: 'http',
  prepare: ({ test, secrets, smoke, blockedHosts, locate, program, engineBundle, planFolder }) => {
    const job = toHttpJob(test, Object.fromEntries(secrets), { smoke, blockedHosts, locate });
    return httpToolPlan(job, { program, engineBundle, cwd: planFolder });
  },
};

/** How to run one job in the engine. */
export function httpToolPlan(job: HttpJob, where: { program: string; engineBundle: string; cwd: string }): ToolPlan {
  return {
    processes: [
      {
        argv: [where.program, ...HTTP_ENGINE_FLAGS, where.engineBundle],
        // Inside the editor the program is Electron; the variable makes it plain Node and means nothing to Node itself.
        environment: { ELECTRON_RUN_AS_NODE: '1' },
        cwd: where.cwd,
        // Secrets travel here, so that they stand in no argument and no file.
        stdin: `${JSON.stringify(job)}\n`,
        stop: [
          { kind: 'stdin', text: 'stop\n', waitMs: 5000 },
          { kind: 'signal', signal: 'SIGTERM', waitMs: 3000 },
        ],
        keepsOutput: false,
        lineLimit: FRAME_LINE_LIMIT,
      },
    ],
    decoder: new EngineDecoder(),
  };
}

class EngineDecoder implements ToolDecoder {
  private end: EndMessage | undefined;
  private garbage = 0;
  private readonly errorLines: string[] = [];

  started(): RunnerEvent[] {
    return [];
  }

  line(channel: string, line: string, at: number): RunnerEvent[] {
    if (channel === 'stderr') {
      this.errorLines.push(line);
      if (this.errorLines.length > KEPT_ERROR_LINES) this.errorLines.shift();
      return [];
    }
    if (this.end !== undefined) return [];
    const decoded = decodeEngineLine(line);
    switch (decoded.kind) {
      case 'event':
        return [decoded.event];
      case 'end':
        this.end = decoded.end;
        return [];
      case 'garbage':
        this.garbage += 1;
        if (this.garbage > LOGGED_GARBAGE) return [];
        return [{ kind: 'log', at, source: 'tool', level: 'warning', line: decoded.line.slice(0, 500) }];
    }
  }

  tick(): RunnerEvent[] {
    return [];
  }

  hasSaidAll(): boolean {
    return this.end !== undefined;
  }

  ended(_process: number, exit: Exit): ProcessEnd {
    const failure = this.failureOf(exit);
    return { events: [], ...(failure === undefined ? {} : { failure }) };
  }

  private failureOf(exit: Exit): string | undefined {
    switch (this.end?.result) {
      case 'completed':
        return undefined;
      case 'failed':
        return this.end.message ?? 'The engine failed.';
      case 'stopped':
        return 'The HTTP engine was stopped from outside.';
      case undefined:
        return this.crashMessage(exit);
    }
  }

  private crashMessage(exit: Exit): string {
    if (exit.kind === 'failed') return `The HTTP engine could not be started: ${exit.message}`;
    const how = exit.signal === null ? `with exit code ${exit.code}` : `by ${exit.signal}`;
    const why = this.errorLines.find((line) => /error/i.test(line));
    return `The HTTP engine ended ${how} before the run was over${why === undefined ? '.' : `: ${why.trim()}`}`;
  }
}
