import path from 'node:path';
import { messageOf } from '../../errors.ts';
import { articleOf, isSamples, RESULT_KINDS, type ContentEnd, type ResultContent } from '../../import/resultContent.ts';
import { importedFromText } from '../../report/marks.ts';
import { reportInput } from '../../report/reportInput.ts';
import { RunTimeline } from '../../report/timeline.ts';
import { foldRun, runResult, startRun, type RunFold, type RunSetup } from '../../run/foldRun.ts';
import type { RunEvent } from '../../run/runEvent.ts';
import type { ImportedFrom, RunManifest } from '../../run/runManifest.ts';
import { withoutCredentials } from '../../text/credentials.ts';
import { redactDeep } from '../../text/redactDeep.ts';
import { RUNNERS } from '../../runners/index.ts';
import { createRunFolder, RunFolder } from '../runFolder.ts';
import type { FinishedRun } from '../runRequest.ts';
import { writeReports } from '../writeReports.ts';
import { copySource } from './importedCopy.ts';
import { importManifest, type JudgedBy } from './importManifest.ts';
import type { SourceFile } from './sourceFile.ts';

export interface ImportRequest {
  source: SourceFile;
  content: ResultContent;
  /** The whole file, where it was read as one. */
  text?: string;
  testId: string;
  startedAt: number;
  dateFrom: ImportedFrom['date'];
  resultsFolder: string;
  judgedBy?: JudgedBy;
  now: number;
}

const NO_BASELINE = {
  missing: 'the load of an imported run is not known, so it is not compared with the baseline',
};

/** Writes the run folder of a run that a file tells of. Rejects only when no folder can be made. */
export async function importRun(request: ImportRequest): Promise<FinishedRun> {
  const { resultsFolder, testId, startedAt } = request;
  const folder = new RunFolder(createRunFolder(resultsFolder, testId, startedAt));
  return new ImportedRun(request, folder).write();
}

class ImportedRun {
  private readonly setup: RunSetup;
  private readonly fold: RunFold;
  private readonly timeline = new RunTimeline();
  private readonly imported: ImportedFrom;
  private readonly writeProblems = new Set<string>();
  private latestAt: number;

  constructor(
    private readonly request: ImportRequest,
    private readonly folder: RunFolder,
  ) {
    const { content, source, text, judgedBy, startedAt, dateFrom, now } = request;
    const { title, runner } = RESULT_KINDS[content.kind];
    this.imported = {
      kind: title,
      path: source.path,
      bytes: source.bytes,
      contentHash: source.contentHash,
      date: dateFrom,
      at: now,
      copy: this.attempt('raw', () => copySource(source, content.kind, text, folder.folder)),
      target: content.target && withoutCredentials(content.target),
    };
    this.setup = {
      checks: judgedBy?.test.checks.map(({ check }) => check) ?? [],
      guards: [],
      definitions: RUNNERS[runner].ownMetrics,
      notes: [importedFromText({ startedAt }, this.imported), ...this.notesOnPlan(runner), ...content.notes],
      baseline: () => NO_BASELINE,
    };
    this.fold = startRun(this.setup);
    this.latestAt = startedAt;
  }

  async write(): Promise<FinishedRun> {
    const { setup, imported, folder, request } = this;
    const { testId, startedAt, content, judgedBy } = request;
    const manifest = await importManifest({ runId: folder.id, testId, startedAt, content, setup, imported, judgedBy });
    this.attempt('run.json', () => folder.writeManifest(manifest));
    this.emit({ at: startedAt, kind: 'started', runId: folder.id, testId, runner: manifest.runner, command: [] });
    const end = await this.tell();
    const missing = this.untold();
    if (missing.length > 0) this.emit({ at: this.latestAt, kind: 'totals', samples: [], missing });
    this.emit({ at: this.latestAt, kind: 'finished', outcome: end });
    return this.finish(manifest);
  }

  private async tell(): Promise<ContentEnd> {
    const { testId, startedAt, content } = this.request;
    try {
      return await content.tell({ testId, startedAt }, (event) => this.emit(event));
    } catch (error) {
      return { kind: 'interrupted', message: `the file could not be read to its end: ${messageOf(error)}` };
    }
  }

  /** Why a check has no value: what the file says of it itself, then what kind of file it is. */
  private untold(): { metric: string; reason: string }[] {
    const { content, source } = this.request;
    const { title } = RESULT_KINDS[content.kind];
    // Of samples everything is known that they were made of, so a figure that is missing is explained by what is there.
    if (isSamples(content.kind)) return [...content.missing];
    const asked = new Set(this.fold.rows.map(({ selector }) => selector.metric));
    const reason = `${path.basename(source.path)} is ${articleOf(title)} ${title} and holds no such figure`;
    return [...content.missing, ...[...asked].map((metric) => ({ metric, reason }))];
  }

  private notesOnPlan(runner: string): string[] {
    const { judgedBy } = this.request;
    if (judgedBy === undefined) return [];
    const { test } = judgedBy;
    return [
      ...(test.runner === runner
        ? []
        : [`the plan states runner ${test.runner} for this test, and the file is of ${runner}`]),
      ...(test.guards.length > 0 ? ['guards stop a load and are not judged on one that is over'] : []),
    ];
  }

  private async finish(manifest: RunManifest): Promise<FinishedRun> {
    const { fold, timeline, folder } = this;
    const result = runResult(fold);
    const finished: RunManifest = {
      ...manifest,
      state: result.state,
      outcome: fold.outcome?.kind,
      endedAt: this.latestAt,
    };
    this.attempt('events.ndjson', () => folder.closeEvents());
    this.attempt('log.txt', () => folder.closeLog());
    this.attempt('result.json', () => folder.writeResult(result));
    this.attempt('run.json', () => folder.writeManifest(finished));
    const problems = await writeReports(() => reportInput({ manifest: finished, result, fold, timeline }), {
      write: (fileName, content) => folder.writeReport(fileName, content),
      file: (fileName) => folder.file(fileName),
      hide: (text) => text,
    });
    for (const problem of problems) this.writeProblems.add(problem);
    return { folder: folder.folder, result, fold, sentLoad: true, writeProblems: [...this.writeProblems] };
  }

  /** Nobody said which secrets a tool was given, so what looks like one is left out of everything that is a text. */
  private emit(told: RunEvent): void {
    const event = told.kind === 'frame' || told.kind === 'totals' ? told : redactDeep(told, withoutCredentials);
    this.latestAt = Math.max(this.latestAt, event.at);
    this.attempt('events.ndjson', () => this.folder.appendEvent(event));
    if (event.kind === 'log') {
      const line = `${new Date(event.at).toISOString()} ${event.source} ${event.level} ${event.line}`;
      this.attempt('log.txt', () => this.folder.appendLog(line));
    }
    foldRun(this.fold, event);
    this.timeline.take(event);
  }

  private attempt<T>(file: string, action: () => T): T | undefined {
    try {
      return action();
    } catch (error) {
      this.writeProblems.add(`${file} could not be written: ${messageOf(error)}`);
      return undefined;
    }
  }
}
