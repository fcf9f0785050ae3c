import path from 'node:path';
import * as vscode from 'vscode';
import { messageOf } from '../../core/errors.ts';
import { findHostsOf } from '../../core/node/runHost/findHosts.ts';
import { runtimeFolder } from '../../core/node/runHost/runtimeFolder.ts';
import { startHost } from '../../core/node/runHost/startHost.ts';
import type { HostItem, Need } from '../../core/protocol/runHost.ts';
import { abortOn } from '../abortOn.ts';
import type { Engine } from './engine.ts';
import { FollowedHost, type HostPlace } from './followedHost.ts';
import { isInside } from './hostOf.ts';
import { provide, type GivenForRun } from './needs.ts';
import { NOTHING_GIVEN, runArguments, type Beside, type Leaving, type RunChoice } from './runChoice.ts';
import type { Secrets } from './secrets.ts';

type Starter = Exclude<HostPlace['startedBy'], 'elsewhere'>;

export interface Refusal {
  kind: 'refused';
  message: string;
  /** A tool is missing, and this page tells how to get it. */
  get?: { tool: string; page: string };
  /** Tells the rest of it. */
  showDetails?: () => void;
}

export type StartAnswer =
  | { kind: 'started'; host: FollowedHost }
  /** Nothing was sent, as the person wished. */
  | { kind: 'cancelled' }
  /** Nothing was sent; why, with what to do about it. */
  | Refusal;

/**
 * The run hosts that this window is attached to: those it started, those a window before it started, and those of a
 * terminal in the same folders that serve.
 */
export class RunningTests implements vscode.Disposable {
  private readonly followed = new Set<FollowedHost>();
  private readonly changed = new vscode.EventEmitter<FollowedHost>();
  private readonly received = new vscode.EventEmitter<{ host: FollowedHost; item: HostItem }>();
  /** Something has changed that a host's `hosted` or `isOver` tells, or there is another host. */
  readonly onDidChange = this.changed.event;
  /** Every item of every host, in its order. */
  readonly onDidReceive = this.received.event;

  constructor(
    private readonly engine: Engine,
    private readonly secrets: Secrets,
    private readonly log: vscode.LogOutputChannel,
    /** Starts what a run needs beside it; most need nothing. */
    private readonly startBeside: (choice: RunChoice) => Promise<Beside | undefined>,
  ) {}

  /** Hosts that have not ended. */
  get hosts(): readonly FollowedHost[] {
    return [...this.followed];
  }

  /** Starts what was chosen, and asks for what it needs. Never rejects. */
  async start(choice: RunChoice, startedBy: Starter, token?: vscode.CancellationToken): Promise<StartAnswer> {
    if (!vscode.workspace.isTrusted) return { kind: 'refused', message: UNTRUSTED };
    // What is run is what is on disk, so that is what the person sees.
    if (!(await vscode.workspace.saveAll(false))) return { kind: 'refused', message: UNSAVED };
    const ending = token && abortOn(token);
    const { signal } = ending ?? new AbortController();
    let beside: Beside | undefined;
    let started: FollowedHost | undefined;
    try {
      beside = await this.startBeside(choice);
      const variables = beside && { ...choice.variables, ...beside.variables };
      const whole = { ...choice, ...(variables && { variables }) };
      const answer = await this.startWith(whole, startedBy, { ...NOTHING_GIVEN, secrets: {} }, signal);
      if (answer.kind === 'started') started = answer.host;
      return answer;
    } catch (error) {
      this.log.error(`${choice.file} could not be started: ${messageOf(error)}`);
      return { kind: 'refused', message: `${choice.file} could not be started: ${messageOf(error)}` };
    } finally {
      ending?.dispose();
      if (started === undefined) beside?.stop();
      else void started.ended.then(beside?.stop);
    }
  }

  /** Attaches to the hosts of these folders that it does not follow yet. Never rejects. */
  async attach(folders: readonly string[]): Promise<void> {
    try {
      for (const { socket, plan, suites } of await findHostsOf(runtimeFolder(), ({ plan }) =>
        isInside(folders, plan),
      )) {
        if (this.followedAt(socket) !== undefined) continue;
        this.log.info(`Attaching to the run of ${plan}`);
        this.follow({ socket, file: plan, tests: [], suites, startedBy: 'elsewhere' });
      }
    } catch (error) {
      this.log.warn(`Whether runs go on from before is not known: ${messageOf(error)}`);
    }
  }

  /** The window goes; the runs are told by nobody but their hosts, which wait for the next window for a while. */
  dispose(): void {
    for (const host of this.followed) host.detach();
    this.followed.clear();
    this.changed.dispose();
    this.received.dispose();
  }

  private async startWith(
    choice: RunChoice,
    startedBy: Starter,
    first: GivenForRun,
    signal: AbortSignal,
  ): Promise<StartAnswer> {
    let given = first;
    for (;;) {
      const { secrets, ...rest } = given;
      const answer = await startHost({
        command: this.engine.command,
        args: runArguments(choice, rest, leavingOf(choice.file)),
        cwd: path.dirname(choice.file),
        environment: { ...this.engine.environment, ...secrets },
        signal,
      });
      switch (answer.kind) {
        case 'serving': {
          const { socket, tests } = answer.serving;
          // It may have been found before it said that it serves: it is followed once, as ours.
          const found = this.followedAt(socket);
          found?.detach();
          if (found !== undefined) this.followed.delete(found);
          return { kind: 'started', host: this.follow(placeOf(choice, startedBy, socket, tests)) };
        }
        case 'refused':
        case 'cancelled':
          return answer;
        case 'needs': {
          if (answer.need.what === 'tool') return withoutTool(answer.need, this.log);
          const more = await provide(answer.need, choice.file, given, this.secrets);
          if (more === undefined || signal.aborted) return { kind: 'cancelled' };
          given = more;
        }
      }
    }
  }

  private followedAt(socket: string): FollowedHost | undefined {
    return this.hosts.find(({ place }) => place.socket === socket);
  }

  private follow(place: HostPlace): FollowedHost {
    const host: FollowedHost = new FollowedHost(place, {
      onItem: (item) => this.received.fire({ host, item }),
      onChange: () => {
        if (host.isOver) this.followed.delete(host);
        this.changed.fire(host);
      },
    });
    this.followed.add(host);
    this.changed.fire(host);
    return host;
  }
}

function placeOf({ file, suite }: RunChoice, startedBy: Starter, socket: string, tests: readonly string[]): HostPlace {
  return { socket, file, tests, startedBy, suites: suite === undefined ? [] : [suite] };
}

function withoutTool(
  { tool, why, details, page }: Extract<Need, { what: 'tool' }>,
  log: vscode.LogOutputChannel,
): Refusal {
  if (details !== undefined) log.warn(details);
  // VS Code and all that it starts keep the PATH that VS Code was started with.
  const message = `${why} If it is in another folder, add that to PATH and start VS Code anew.`;
  return {
    kind: 'refused',
    message,
    ...(page === undefined ? {} : { get: { tool, page } }),
    ...(details === undefined ? {} : { showDetails: () => log.show() }),
  };
}

export const UNSAVED =
  'Not every changed file could be saved, and what runs is what is saved. Save or close the changed files first.';

export const UNTRUSTED =
  'This folder is not trusted, so nothing of it is run. Trust it with "Workspaces: Manage Workspace Trust" first.';

function leavingOf(file: string): Leaving {
  const settings = vscode.workspace.getConfiguration('headroom.run', vscode.Uri.file(file));
  return {
    graceSeconds: settings.get('editorGraceSeconds', 30),
    whenLeft: settings.get<Leaving['whenLeft']>('whenEditorCloses', 'stop'),
  };
}
