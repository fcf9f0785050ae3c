import { readTargets, type ReadTarget, type TargetContext } from '../checks/targets/readTargets.ts';

/** Reads the targets of texts, and keeps those of one version of a document for the next one: most of it is the same. */
export class TargetReader {
  private before = new Map<string, readonly ReadTarget[]>();
  private now = new Map<string, readonly ReadTarget[]>();

  /** From here on it is another version, and what was only in the one before the last is forgotten. */
  begin(): void {
    this.before = this.now;
    this.now = new Map();
  }

  read(text: string, context: TargetContext): readonly ReadTarget[] {
    const question = JSON.stringify([text, context]);
    const targets = this.now.get(question) ?? this.before.get(question) ?? readTargets(text, context);
    this.now.set(question, targets);
    return targets;
  }
}
