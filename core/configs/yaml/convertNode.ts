import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Alias,
  type Node,
  type ParsedNode,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import type { Problem } from '../../problem.ts';
import type { Span } from '../../text/span.ts';
import { spanOf } from './nodeSpan.ts';
import { findCommaInText, findCurlyQuotes, findTemplateBraces, findUnknownTag, type Unintended } from './unintended.ts';
import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from './yamlNode.ts';
import { yamlProblem } from './yamlProblems.ts';

/** More values than this, counted with every use of an alias, are refused: a few lines can stand for billions. */
const LARGEST_EXPANSION = 100_000;

/** The library's tree as ours. Shared values (aliases) stay shared. */
export function convertNode(root: ParsedNode, text: string, problems: Problem[], readOver: Span[]): YamlNode {
  return new Converter(text, problems, readOver).convert(root);
}

class Converter {
  private readonly anchors = new Map<string, YamlNode>();
  private readonly openAnchors = new Set<string>();
  private readonly sizes = new Map<YamlNode, number>();
  private expanded = 0;

  constructor(
    private readonly text: string,
    private readonly problems: Problem[],
    private readonly readOver: Span[],
  ) {}

  convert(node: Node): YamlNode {
    if (isAlias(node)) return this.followAlias(node);
    const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
    if (anchor !== undefined) this.openAnchors.add(anchor);
    const converted = this.convertPlain(node);
    if (anchor !== undefined) {
      this.openAnchors.delete(anchor);
      this.anchors.set(anchor, converted);
    }
    return converted;
  }

  private convertPlain(node: Node): YamlNode {
    this.report(findUnknownTag(node, this.text));
    const braces = findTemplateBraces(node, this.text);
    if (braces) {
      this.report(braces);
      return unreadableAt(braces.echo);
    }
    if (isMap(node)) return this.convertMap(node);
    if (isSeq(node)) {
      const items = node.items.map((item) => this.convert(item as Node));
      const itemSpans = node.items.map((item) => spanOf(item as Node, this.text));
      return this.sized({ kind: 'sequence', span: spanOf(node, this.text), items, itemSpans }, items);
    }
    this.report(findCurlyQuotes(node as Scalar, this.text));
    return this.sized(convertScalar(node as Scalar, this.text), []);
  }

  private report(unintended: Unintended | undefined): void {
    if (!unintended) return;
    this.problems.push(unintended.problem);
    this.readOver.push(unintended.echo);
  }

  private convertMap(map: YAMLMap): YamlMap {
    const entries: YamlEntry[] = [];
    const merged: YamlEntry[] = [];
    const seen = new Set<string>();
    for (const [index, pair] of map.items.entries()) {
      if (map.flow === true) this.report(findCommaInText(pair, map.items[index - 1], this.text));
      const keyNode = pair.key as Node | null;
      const key = this.readKey(keyNode);
      if (key === undefined || !keyNode) continue;
      const keySpan = spanOf(keyNode, this.text);
      const written = pair.value ? this.convert(pair.value as Node) : nothingAt(keySpan);
      // A key without a value is pointed at by its name: there is nothing else to point at.
      const value = written.span[0] === written.span[1] ? { ...written, span: keySpan } : written;
      if (key === '<<' && isScalar(keyNode) && keyNode.type === 'PLAIN') {
        merged.push(...this.mergedEntries(value, keySpan));
      } else if (seen.has(key)) {
        this.problems.push(yamlProblem('yaml-duplicate-key', keySpan, key));
      } else {
        seen.add(key);
        entries.push({ key, keySpan, value });
      }
    }
    for (const entry of merged) {
      if (seen.has(entry.key)) continue;
      seen.add(entry.key);
      entries.push(entry);
    }
    const children = entries.map((entry) => entry.value);
    return this.sized({ kind: 'map', span: spanOf(map, this.text), entries }, children);
  }

  private readKey(key: Node | null): string | undefined {
    if (!key) return undefined;
    const node = isAlias(key) ? this.followAlias(key) : key;
    if (isScalar(node)) return convertScalar(node, this.text).text;
    if ('kind' in node && node.kind === 'scalar') return node.text;
    this.problems.push(yamlProblem('yaml-complex-key', spanOf(key, this.text)));
    return undefined;
  }

  private mergedEntries(value: YamlNode, keySpan: Span): YamlEntry[] {
    const sources = value.kind === 'sequence' ? value.items : [value];
    return sources.flatMap((source) => {
      if (source.kind === 'map') return source.entries;
      // What it would have brought is not known, so nothing is missing for certain.
      this.readOver.push([keySpan[0], source.span[1]]);
      if (source.kind === 'scalar' && source.isUnreadable) return [];
      this.problems.push(yamlProblem('yaml-merge-not-a-mapping', keySpan));
      return [];
    });
  }

  private followAlias(alias: Alias): YamlNode {
    const span = spanOf(alias, this.text);
    const nothing = unreadableAt(span);
    if (this.openAnchors.has(alias.source)) {
      this.problems.push(yamlProblem('yaml-alias-cycle', span, alias.source));
      return nothing;
    }
    const target = this.anchors.get(alias.source);
    if (!target) {
      this.problems.push(yamlProblem('yaml-unknown-alias', span, alias.source));
      return nothing;
    }
    this.expanded += this.sizes.get(target) ?? 1;
    if (this.expanded > LARGEST_EXPANSION) {
      this.problems.push(yamlProblem('yaml-alias-expansion', span));
      return nothing;
    }
    return target;
  }

  /** Remembers how many values a node stands for, so that an alias to it costs one look. */
  private sized<T extends YamlNode>(node: T, children: YamlNode[]): T {
    this.sizes.set(
      node,
      children.reduce((sum, child) => sum + (this.sizes.get(child) ?? 1), 1),
    );
    return node;
  }
}

function convertScalar(node: Scalar, text: string): YamlScalar {
  const [start, end] = spanOf(node, text);
  const isBlock = node.type === 'BLOCK_FOLDED' || node.type === 'BLOCK_LITERAL';
  // The line break behind a block is part of its value, but not of what a person would underline.
  const span: Span = isBlock ? [start, start + text.slice(start, end).trimEnd().length] : [start, end];
  const value = typeof node.value === 'bigint' ? Number(node.value) : (node.value as YamlScalar['value']);
  switch (node.type) {
    case 'QUOTE_SINGLE':
      return { kind: 'scalar', span, value, text: String(node.value), style: 'single-quoted' };
    case 'QUOTE_DOUBLE':
      return { kind: 'scalar', span, value, text: String(node.value), style: 'double-quoted' };
    case 'BLOCK_FOLDED':
    case 'BLOCK_LITERAL':
      return { kind: 'scalar', span, value, text: String(node.value), style: 'block' };
    default:
      return { kind: 'scalar', span, value, text: node.source ?? text.slice(...span), style: 'plain' };
  }
}

/** Stands for a value that could not be had, for a reason that was reported. */
function unreadableAt(span: Span): YamlScalar {
  return { kind: 'scalar', span, value: null, text: '', style: 'plain', isUnreadable: true };
}

function nothingAt(keySpan: Span): YamlScalar {
  return { kind: 'scalar', span: keySpan, value: null, text: '', style: 'plain' };
}
