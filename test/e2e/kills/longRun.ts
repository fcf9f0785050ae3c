import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findTool } from '../../../scripts/tools/find.mjs';
import { until } from '../../support/until.ts';
import { HEADROOM, type answeringServer } from '../headroomCommand.ts';
import { runFolders } from '../workbench.ts';
import { killHard, processesOfRun, recordedGroups, type OwnProcess } from './processes.ts';
import type { Subject, Victim } from './subjects.ts';

export type Server = Awaited<ReturnType<typeof answeringServer>>;

/** A run of a subject that goes on until somebody ends it. */
export class LongRun {
  out = '';
  err = '';
  code: number | null | undefined;
  readonly plan: string;
  readonly runtime: string;
  readonly host: ChildProcess;
  private readonly subject: Subject;
  private readonly server: Server;

  constructor(subject: Subject, server: Server, args: readonly string[] = ['--format', 'ndjson']) {
    this.subject = subject;
    this.server = server;
    server.arrivals.length = 0;
    const folder = mkdtempSync(path.join(tmpdir(), 'headroom-kill-'));
    this.runtime = mkdtempSync(path.join(tmpdir(), 'hr-'));
    this.plan = path.join(folder, 'plan.headroom.yaml');
    writeFileSync(
      this.plan,
      `headroom: 1\nenvironments: { local: { target: "http://127.0.0.1:${server.port}" } }\n${subject.head ?? ''}\ntests:\n  long:\n    runner: ${subject.runner}\n${subject.keys}`,
    );
    const more = subject.setUp?.(folder, server.port) ?? {};
    this.host = spawn(HEADROOM, ['run', this.plan, ...args], {
      env: { ...environmentOf(subject), ...more, XDG_RUNTIME_DIR: this.runtime },
    });
    this.host.stdout?.setEncoding('utf8').on('data', (text: string) => (this.out += text));
    this.host.stderr?.setEncoding('utf8').on('data', (text: string) => (this.err += text));
    this.host.once('close', (code) => (this.code = code));
  }

  get folder(): string {
    return runFolders(this.plan)[0] ?? '';
  }

  /** Whole events that a person has seen. */
  get seenFrames(): number {
    return this.out
      .split('\n')
      .slice(0, -1)
      .filter((line) => line.includes('"kind":"frame"')).length;
  }

  /** The tool is at work: its group is written down, and something of its load was seen. */
  async isUnderWay(): Promise<void> {
    const { sendsNothing } = this.subject;
    const hasBegun = (): boolean => (sendsNothing ? this.seenFrames > 0 : this.server.arrivals.length > 0);
    const isThere = (): boolean => hasBegun() && this.toolProcesses().length > 0;
    await until(() => isThere() || this.code !== undefined, 45_000);
    if (this.code !== undefined) throw new Error(`The run ended by itself: ${this.err}${this.out}`);
  }

  toolProcesses(): OwnProcess[] {
    const groups = recordedGroups(this.runtime);
    return processesOfRun(this.runtime).filter(({ group }) => groups.includes(group));
  }

  kill(victim: Victim): void {
    const tool = this.toolProcesses();
    switch (victim) {
      case 'host':
        return killHard(this.host.pid ?? NaN);
      case 'tool':
        return tool.filter(({ pid, group }) => pid === group).forEach(({ pid }) => killHard(pid));
      case 'all but the tool': {
        const others = processesOfRun(this.runtime).filter(({ pid }) => !tool.some((one) => one.pid === pid));
        // The watcher first: it would be quicker than this test.
        const isWatcher = ({ commandLine }: OwnProcess): number => Number(commandLine.includes('watcher.js'));
        if (!others.some(isWatcher)) throw new Error('The watcher is not among the processes of the run.');
        return others.toSorted((a, b) => isWatcher(b) - isWatcher(a)).forEach(({ pid }) => killHard(pid));
      }
    }
  }

  /** For the end of a test, whatever became of it. */
  cleanUp(): void {
    for (const { pid } of processesOfRun(this.runtime)) killHard(pid);
    for (const folder of [this.runtime, path.dirname(this.plan)]) rmSync(folder, { recursive: true, force: true });
  }
}

/** With the tool of the tests on the path. */
export function environmentOf({ tool }: Pick<Subject, 'tool'>): NodeJS.ProcessEnv {
  const file = tool === undefined ? undefined : findTool(tool);
  const folder = file === undefined ? [] : [path.dirname(path.resolve(file))];
  return { ...process.env, PATH: [...folder, process.env['PATH'] ?? ''].join(path.delimiter) };
}
