import path from 'node:path';
import { fitsFilter, NO_FILTER, type RunFilter } from './runFilter.ts';
import { parseRunName, testInName, type RunName } from './runName.ts';
import type { RunSummary } from './runSummary.ts';

export const GROUPINGS = ['test', 'day'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** A run in the list. The same object for as long as its folder is there, so that the editor can redraw it alone. */
export interface RunNode {
  kind: 'run';
  /** Path of the run folder; unique. */
  folder: string;
  results: string;
  name: RunName;
  /** The local day on which it began. */
  day: string;
  /** As the name tells, and as `run.json` tells once it was read. */
  testId: string;
  /** Absent until somebody looked. */
  summary?: RunSummary;
}

/** Runs of a test, or of a day. */
export interface GroupNode {
  kind: 'group';
  key: string;
  of: { by: 'test'; testId: string; results: string } | { by: 'day'; day: string; startedAt: number };
  /** Newest first. */
  runs: readonly RunNode[];
  /** So many of them are shown at most. */
  shown: number;
}

/** Shows more runs of a group. */
export interface MoreNode {
  kind: 'more';
  group: GroupNode;
}

export type TreeNode = RunNode | GroupNode | MoreNode;

/** What has to be drawn anew. */
export interface Changes {
  /** Groups came or went. */
  isAll: boolean;
  groups: readonly GroupNode[];
}

/** Runs that are shown at first, and more at a time. */
export const PAGE = 50;

const NATURAL = new Intl.Collator('en', { numeric: true });

/** All runs that are known by their folders' names, in groups. Knows no disk: whoever reads a run puts its summary here. */
export class RunList {
  private readonly nodes = new Map<string, RunNode>();
  private groupOf = new Map<string, GroupNode>();
  private groups: readonly GroupNode[] = [];

  get size(): number {
    return this.nodes.size;
  }

  /** In order of their coming; newest first within a group. */
  all(): IterableIterator<RunNode> {
    return this.nodes.values();
  }

  find(folder: string): RunNode | undefined {
    return this.nodes.get(folder);
  }

  /** False for a folder that is known, or none of a run. */
  add(folder: string): boolean {
    const name = parseRunName(path.basename(folder));
    if (name === undefined || this.nodes.has(folder)) return false;
    const results = path.dirname(folder);
    this.nodes.set(folder, { kind: 'run', folder, results, name, day: dayOf(name.startedAt), testId: name.rest });
    return true;
  }

  remove(folder: string): boolean {
    return this.nodes.delete(folder);
  }

  /** The run in a folder, or all runs somewhere below it. */
  within(folder: string): RunNode[] {
    const own = this.nodes.get(folder);
    if (own !== undefined) return [own];
    return [...this.nodes.values()].filter(({ results }) => results === folder || isBelow(results, folder));
  }

  /** Puts every run that fits into its group, and tells which groups are others than before. */
  regroup(by: Grouping, filter: RunFilter = NO_FILTER): Changes {
    const found = new Map<string, { of: GroupNode['of']; runs: RunNode[] }>();
    for (const node of this.nodes.values()) {
      node.testId = this.testOf(node);
      if (!fitsFilter(filter, node.testId, node.summary)) continue;
      const of = placeOf(node, by);
      const key = keyOf(of);
      const group = found.get(key);
      if (group === undefined) found.set(key, { of, runs: [node] });
      else group.runs.push(node);
    }
    const before = this.groupOf;
    const changed: GroupNode[] = [];
    this.groupOf = new Map(
      [...found].map(([key, { of, runs }]) => {
        runs.sort(newestFirst);
        const group = before.get(key) ?? { kind: 'group', key, of, runs, shown: PAGE };
        if (!isSame(group.runs, runs)) changed.push(group);
        group.runs = runs;
        return [key, group];
      }),
    );
    this.groups = [...this.groupOf.values()].sort(inOrder);
    const isAll = before.size !== this.groupOf.size || [...this.groupOf.keys()].some((key) => !before.has(key));
    return { isAll, groups: changed };
  }

  /** Tests by name; days newest first. */
  groupsInOrder(): readonly GroupNode[] {
    return this.groups;
  }

  parentOf(node: RunNode, by: Grouping): GroupNode | undefined {
    return this.groupOf.get(keyOf(placeOf(node, by)));
  }

  /** Ids of tests that stand in more than one results folder, so that their name alone does not tell them apart. */
  ambiguousTests(): ReadonlySet<string> {
    const places = new Map<string, string>();
    const ambiguous = new Set<string>();
    for (const { testId, results } of this.nodes.values()) {
      const known = places.get(testId);
      if (known === undefined) places.set(testId, results);
      else if (known !== results) ambiguous.add(testId);
    }
    return ambiguous;
  }

  private testOf({ summary, name, results }: RunNode): string {
    if (summary?.kind === 'known') return summary.testId;
    return testInName(name, (other) => this.nodes.has(`${results}${path.sep}${other}`));
  }
}

/** Name of a local day: `2026-01-31`. */
export function dayOf(ms: number): string {
  const date = new Date(ms);
  const twoDigits = (part: number): string => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
}

function placeOf({ testId, results, name, day }: RunNode, by: Grouping): GroupNode['of'] {
  return by === 'test' ? { by, testId, results } : { by, day, startedAt: name.startedAt };
}

function keyOf(of: GroupNode['of']): string {
  return of.by === 'test' ? `test ${of.results} ${of.testId}` : `day ${of.day}`;
}

function newestFirst(one: RunNode, other: RunNode): number {
  if (one.name.stamp !== other.name.stamp) return one.name.stamp < other.name.stamp ? 1 : -1;
  // Runs that began in one second are numbered in their order: -10 comes after -2.
  return NATURAL.compare(other.folder, one.folder);
}

function inOrder({ of: one, key }: GroupNode, { of: other, key: otherKey }: GroupNode): number {
  if (one.by === 'day' && other.by === 'day') return one.day < other.day ? 1 : -1;
  const byName = one.by === 'test' && other.by === 'test' ? NATURAL.compare(one.testId, other.testId) : 0;
  return byName || (key < otherKey ? -1 : 1);
}

function isSame(one: readonly RunNode[], other: readonly RunNode[]): boolean {
  return one.length === other.length && one.every((node, index) => node === other[index]);
}

function isBelow(folder: string, above: string): boolean {
  return folder.startsWith(above.endsWith(path.sep) ? above : `${above}${path.sep}`);
}
