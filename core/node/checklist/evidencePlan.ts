import { existsSync } from 'node:fs';
import path from 'node:path';
import { effectiveLoad } from '../../configs/plan/effectiveTest.ts';
import { loadFiles } from '../../configs/plan/loadFiles.ts';
import { parsePlan } from '../../configs/plan/parsePlan.ts';
import type { LoadTest, Plan } from '../../configs/plan/plan.ts';
import type { LoadNow } from '../../checklist/evidence/loadDifference.ts';
import { messageOf, UserError } from '../../errors.ts';
import type { Problem } from '../../problem.ts';
import { loadHash } from '../loadHash.ts';
import { readEnvFile, readPlanFile } from '../planFile.ts';

/** A plan as evidence is looked up in it. */
export class EvidencePlan {
  /** As a person would name it. */
  readonly file: string;
  readonly folder: string;
  private readonly absolute: string;
  /** As it is written, for its default environment. */
  readonly plan: Plan;
  /** The spans of the plan count in it. */
  readonly text: string;
  /** None of them is an error. */
  readonly problems: readonly Problem[];
  /** What of the plan has no value here, in words: a variable of the environment that is not set. */
  readonly notes = new Set<string>();
  private readonly resolved = new Map<string | undefined, Plan>();
  private readonly written = new Map<string | undefined, Plan>();

  /** Throws a `UserError` for a plan that cannot be read: what it promises is not known then. */
  constructor(absolute: string, file: string) {
    const { plan, problems, text } = readPlanFile(absolute);
    const errors = problems.filter(({ severity }) => severity === 'error').length;
    if (plan === undefined || errors > 0) {
      throw new UserError(
        `${file} is no valid plan, so nothing can be said of what is bound to it. \`headroom validate ${file}\` shows what is wrong.`,
      );
    }
    this.file = file;
    this.absolute = absolute;
    this.folder = path.dirname(absolute);
    this.plan = plan;
    this.text = text;
    this.problems = problems;
  }

  /** With the values of an environment, of the process and of the env file, as a run gets them. */
  in(environment: string | undefined): Plan {
    const known = this.resolved.get(environment);
    if (known) return known;
    const valueOf = this.values();
    const { plan, problems } = readPlanFile(this.absolute, {
      ...(environment !== undefined && { environment }),
      environmentVariable: valueOf,
    });
    for (const { severity, message } of problems) if (severity === 'error') this.notes.add(`${this.file}: ${message}`);
    const resolved = plan ?? this.plan;
    this.resolved.set(environment, resolved);
    return resolved;
  }

  /** For an environment, without values of the process and of the env file. */
  asWritten(environment: string | undefined): Plan {
    const known = this.written.get(environment);
    if (known) return known;
    const { plan } = parsePlan(this.text, environment === undefined ? {} : { environment });
    const written = plan ?? this.plan;
    this.written.set(environment, written);
    return written;
  }

  /** Those that are known here, for hiding them. */
  secretValues(): string[] {
    const valueOf = this.values();
    return this.plan.secrets.flatMap(({ value: name }) => valueOf(name) ?? []);
  }

  private values(): (name: string) => string | undefined {
    const envFile = this.plan.envFile && path.resolve(this.folder, this.plan.envFile.value);
    // On the machine that looks at results there may be none. A load that needs it is then another one, and said to be.
    const fromFile = envFile !== undefined && existsSync(envFile) ? readEnvFile(envFile) : new Map<string, string>();
    return (name) => process.env[name] || fromFile.get(name) || undefined;
  }

  /** What a test would send now. */
  loadOf(test: LoadTest, { environment }: Plan): LoadNow {
    const target = environment?.target?.value;
    const now = { load: effectiveLoad(test), target, files: loadFiles(test).map(({ value }) => value) };
    try {
      return { ...now, loadHash: loadHash(test, this.folder, target) };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return { ...now, loadHash: undefined, unreadable: messageOf(error) };
    }
  }
}
