import type { Problem } from '../../problem.ts';
import type { Span } from '../../text/span.ts';
import { describeNode, type YamlNode, type YamlScalar } from '../yaml/yamlNode.ts';
import { interpolate, type DataColumns, type RequestNames, type ResolvedText } from './interpolate.ts';
import type { Located } from './plan.ts';
import { planProblem, type PLAN_PROBLEMS } from './problems.ts';
import type { Scope } from './scope.ts';

/** A leaf of the plan after substitution: its text and where each character came from. */
export interface Leaf {
  text: string;
  span: Span;
  spanOf: (from: number, to: number) => Span;
}

/** What the section readers share: the text, the names in force, and the list that problems go to. */
export class PlanReader {
  constructor(
    readonly source: string,
    readonly scope: Scope,
    readonly problems: Problem[],
    /** Columns of a data file, by its path; undefined when nobody can look or the file cannot be read. */
    readonly columnsOf: (path: string) => DataColumns['columns'] = () => undefined,
  ) {}

  report<Code extends keyof typeof PLAN_PROBLEMS>(
    code: Code,
    span: Span,
    ...args: Parameters<(typeof PLAN_PROBLEMS)[Code]['message']>
  ): void {
    // The line break behind a block is part of it, but not of what a person would underline.
    const [start, end] = span;
    const shown: Span = [start, start + (this.source.slice(start, end).trimEnd().length || end - start)];
    this.problems.push(planProblem(code, shown, ...args));
  }

  private readonly mapsRead = new WeakSet<YamlNode>();

  isFirstReading(node: YamlNode): boolean {
    const isFirst = !this.mapsRead.has(node);
    this.mapsRead.add(node);
    return isFirst;
  }

  /** The text of a scalar, or undefined when it has none (reported, or not known while validating). */
  leaf(node: YamlNode | undefined, name: string, wanted: string): Leaf | undefined {
    const scalar = this.scalar(node, name, wanted);
    if (!scalar) return undefined;
    const resolved = interpolate(scalar, this);
    if (resolved.text === undefined) return undefined;
    return { text: resolved.text, span: scalar.span, spanOf: resolved.spanOf };
  }

  text(node: YamlNode | undefined, name: string, wanted = 'text'): Located<string> | undefined {
    const leaf = this.leaf(node, name, wanted);
    return leaf && { value: leaf.text, span: leaf.span };
  }

  /** Text that may use secrets, captured values and columns; undefined if a name in it is unknown. */
  template(
    node: YamlNode | undefined,
    name: string,
    runtime: RequestNames,
  ): (ResolvedText & { span: Span }) | undefined {
    const scalar = this.scalar(node, name, 'text');
    if (!scalar) return undefined;
    const { source, scope, problems } = this;
    return { ...interpolate(scalar, { source, scope, problems, runtime }), span: scalar.span };
  }

  scalar(node: YamlNode | undefined, name: string, wanted: string): YamlScalar | undefined {
    if (!node || isUnreadable(node)) return undefined;
    if (node.kind !== 'scalar') {
      this.report('wrong-kind', node.span, name, wanted, describeNode(node));
      return undefined;
    }
    if (node.value === null && (node.text === '' || node.style === 'plain')) {
      this.report('empty-value', node.span, name, wanted);
      return undefined;
    }
    return node;
  }

  /** Reports a scalar where something with parts is wanted. */
  scalarInstead({ keySpan, value }: { keySpan: Span; value: YamlScalar }, owner: string, wanted: string): void {
    if (isUnreadable(value)) return;
    if (value.value === null) this.report('empty-value', keySpan, owner, wanted);
    else this.report('wrong-kind', value.span, owner, wanted, describeNode(value));
  }

  /** The items of a list; anything else is reported and read as empty. */
  items(node: YamlNode | undefined, name: string, wanted = 'a list'): readonly YamlNode[] {
    if (!node || isUnreadable(node)) return [];
    if (node.kind === 'sequence') return node.items;
    if (node.kind === 'scalar' && node.value === null) this.report('empty-value', node.span, name, wanted);
    else this.report('wrong-kind', node.span, name, wanted, describeNode(node));
    return [];
  }

  /** The items of a list that means nothing when it is empty. */
  someItems(node: YamlNode | undefined, name: string): readonly YamlNode[] {
    if (node?.kind === 'sequence' && node.items.length === 0) this.report('empty-list', node.span, name);
    return this.items(node, name);
  }

  /** The entries of a mapping with free keys; anything else is reported and read as empty. */
  entries(node: YamlNode | undefined, name: string): readonly { key: string; keySpan: Span; value: YamlNode }[] {
    if (!node || isUnreadable(node)) return [];
    if (node.kind === 'map') return node.entries;
    if (node.kind === 'scalar' && node.value === null) this.report('empty-value', node.span, name, 'a mapping');
    else this.report('wrong-kind', node.span, name, 'a mapping', describeNode(node));
    return [];
  }
}

/** A fault that was reported where it stands, such as an alias of nothing. */
export function isUnreadable(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.isUnreadable === true;
}
