import { setImmediate } from 'node:timers/promises';
import * as vscode from 'vscode';
import { messageOf } from '../../../core/errors.ts';
import { MARKDOWN_FILES, mayHaveItems } from '../mayHaveItems.ts';
import type { FileNode, TreeNode } from '../tree/nodes.ts';
import { newFile, takeChecklist } from '../tree/takeChecklist.ts';
import { textOf } from './openText.ts';

/** What has to be drawn anew: files came or went, or some nodes look other than before. */
export interface Changes {
  isAll: boolean;
  nodes: readonly TreeNode[];
}

/** Reports in run folders have lines to sign, and belong to a run. */
const RUN_FOLDER = `${'[0-9]'.repeat(8)}_${'[0-9]'.repeat(6)}_*`;
const EXCLUDED = `**/{node_modules,.git,${RUN_FOLDER}}/**`;
const MOST_FILES = 2000;
/** Files that are read before the editor gets its turn. */
const BATCH = 16;

/** The Markdown files of the workspace that have task items, as they are now, saved or not. */
export class ChecklistFiles implements vscode.Disposable {
  private readonly files = new Map<string, FileNode>();
  /** What the nodes were read from. */
  private readonly texts = new Map<string, string>();
  /** Every Markdown file that was looked at, with or without items. */
  private looked = new Map<string, vscode.Uri>();
  private readonly tooLarge = new Set<string>();
  private isMore = false;
  private search: Promise<void> | undefined;
  private readonly changed = new vscode.EventEmitter<Changes>();
  readonly onDidChange = this.changed.event;
  private readonly wasRead = new vscode.EventEmitter<readonly vscode.Uri[]>();
  /** Texts may be others than before, whether or not that is seen in the list. */
  readonly onDidRead = this.wasRead.event;

  constructor(
    private readonly log: vscode.LogOutputChannel,
    /** Adds to the nodes of a file what stands in no text; gives back those that look other than before. */
    private readonly complete: (file: FileNode) => readonly TreeNode[],
  ) {}

  dispose(): void {
    vscode.Disposable.from(this.changed, this.wasRead).dispose();
  }

  /** Those that were found by now, in no order. */
  found(): FileNode[] {
    return [...this.files.values()];
  }

  /** In the order of their paths. Searches the workspace when it is asked for the first time. */
  async all(): Promise<FileNode[]> {
    await (this.search ??= this.searchFirst());
    return [...this.files.values()].sort((one, other) => NATURAL.compare(one.uri, other.uri));
  }

  /** The text that a node was made of. */
  textOf({ uri }: FileNode): string {
    return this.texts.get(uri) ?? '';
  }

  async find(uri: vscode.Uri): Promise<FileNode | undefined> {
    await this.all();
    return this.files.get(uri.toString());
  }

  /** The node that something is, if it is one of the list as it is now. */
  async nodeIs(value: unknown): Promise<TreeNode | undefined> {
    if (value === undefined) return undefined;
    for (const file of await this.all()) {
      if (file === value) return file;
      const node = [...file.below.values(), ...file.signOffs].find((one) => one === value);
      if (node !== undefined) return node;
    }
    return undefined;
  }

  /** Whether a change of this file concerns the list. */
  knows(uri: vscode.Uri): boolean {
    return this.looked.has(uri.toString());
  }

  /** Whether a file or folder that is gone concerns the list. */
  knowsWithin(uri: vscode.Uri): boolean {
    const folder = `${uri.toString()}/`;
    return this.knows(uri) || [...this.looked.keys()].some((key) => key.startsWith(folder));
  }

  /** What the list does not have, in words; empty where it has everything. */
  whatIsLeftOut(): string {
    const count = this.tooLarge.size;
    return [
      ...(this.isMore ? [`Only the first ${MOST_FILES.toLocaleString('en')} Markdown files are looked at.`] : []),
      ...(count === 0 ? [] : [`${count} ${count === 1 ? 'file is' : 'files are'} too large and left out.`]),
    ].join(' ');
  }

  /** Looks which files there are; reads those that are new. */
  async lookAgain(): Promise<void> {
    if (this.search === undefined) return;
    await this.search;
    if (!(await this.findAll())) return;
    this.changed.fire({ isAll: true, nodes: [] });
    this.wasRead.fire([...this.looked.values()]);
  }

  /** Reads files again, those that the search has found. */
  async readAgain(uris: readonly vscode.Uri[]): Promise<void> {
    if (this.search === undefined) return;
    await this.search;
    const nodes: TreeNode[] = [];
    let isAll = false;
    for (const uri of uris) if (this.knows(uri)) isAll = (await this.read(uri, nodes)) || isAll;
    if (isAll || nodes.length > 0) this.changed.fire({ isAll, nodes });
    this.wasRead.fire(uris);
  }

  private async searchFirst(): Promise<void> {
    try {
      await this.findAll();
    } catch (error) {
      this.search = undefined;
      throw error;
    }
  }

  /** Whether files came or went. */
  private async findAll(): Promise<boolean> {
    const found = await vscode.workspace.findFiles(MARKDOWN_FILES, EXCLUDED, MOST_FILES + 1);
    this.isMore = found.length > MOST_FILES;
    const before = this.looked;
    this.looked = new Map(found.slice(0, MOST_FILES).map((uri) => [uri.toString(), uri]));
    let isOther = false;
    for (const key of before.keys()) if (!this.looked.has(key)) isOther = this.forget(key) || isOther;
    const unread = [...this.looked].filter(([key]) => !before.has(key)).map(([, uri]) => uri);
    for (let at = 0; at < unread.length; at += BATCH) {
      const read = await Promise.all(unread.slice(at, at + BATCH).map((uri) => this.read(uri, [])));
      isOther = read.includes(true) || isOther;
      await setImmediate();
    }
    return isOther;
  }

  /** Whether it came into the list or left it. What else is drawn anew is added to `nodes`. */
  private async read(uri: vscode.Uri, nodes: TreeNode[]): Promise<boolean> {
    const key = uri.toString();
    try {
      const found = await textOf(uri);
      if ('why' in found) {
        const isGone = this.forget(key);
        this.tooLarge.add(key);
        return isGone;
      }
      this.tooLarge.delete(key);
      if (!mayHaveItems(found.text)) return this.forget(key);
      const { readTextInTurns } = await import('../reading.ts');
      const checklist = await readTextInTurns(key, found.text);
      const file = this.files.get(key);
      if (checklist.items.length === 0) return this.forget(key);
      this.texts.set(key, found.text);
      if (file !== undefined) {
        nodes.push(...takeChecklist(file, checklist), ...this.complete(file));
        return false;
      }
      const made = newFile(key, checklist);
      this.complete(made);
      this.files.set(key, made);
      return true;
    } catch (error) {
      // Most often it was deleted since it was found.
      this.log.debug(`A Markdown file cannot be read: ${messageOf(error)}`);
      return this.forget(key);
    }
  }

  private forget(key: string): boolean {
    this.tooLarge.delete(key);
    this.texts.delete(key);
    return this.files.delete(key);
  }
}

const NATURAL = new Intl.Collator('en', { numeric: true });
