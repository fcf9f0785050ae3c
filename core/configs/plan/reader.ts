import type { Problem } from '../../problem.ts';
import type { Span } from '../../text/span.ts';
import { describeNode, type YamlNode, type YamlScalar } from '../yaml/yamlNode.ts';
import {
  interpolate,
  NO_RUNTIME_NAMES,
  type DataColumns,
  type ResolvedText,
  type RuntimeNames,
} from './interpolate.ts';
import type { Located } from './plan.ts';
import { planProblem, type PLAN_PROBLEMS } from './problems.ts';
import type { Scope } from './scope.ts';
import type { Template } from './template.ts';

/** A leaf of the plan after substitution: its text and where each character came from. */
export interface Leaf {
  text: string;
  span: Span;
  spanOf: (from: number, to: number) => Span;
}

/** The names that only requests may use, apart from secrets. */
export type RequestNames = Omit<RuntimeNames, 'secrets'>;

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
    this.problems.push(planProblem(code, span, ...args));
  }

  /** The text of a scalar, or undefined when it has none (reported, or not known while validating). */
  leaf(node: YamlNode | undefined, name: string, wanted: string): Leaf | undefined {
    const scalar = this.scalar(node, name, wanted);
    if (!scalar) return undefined;
    const resolved = interpolate(scalar, this.source, this.scope, NO_RUNTIME_NAMES, this.problems);
    if (resolved.text === undefined) return undefined;
    return { text: resolved.text, span: scalar.span, spanOf: resolved.spanOf };
  }

  text(node: YamlNode | undefined, name: string, wanted = 'text'): Located<string> | undefined {
    const leaf = this.leaf(node, name, wanted);
    return leaf && { value: leaf.text, span: leaf.span };
  }

  /** Text that may use secrets, captured values and columns; undefined if a name in it is unknown. */
  template(node: YamlNode | undefined, name: string, names: RequestNames): (ResolvedText & { span: Span }) | undefined {
    const runtime: RuntimeNames = { secrets: true, ...names };
    const scalar = this.scalar(node, name, 'text');
    if (!scalar) return undefined;
    return { ...interpolate(scalar, this.source, this.scope, runtime, this.problems), span: scalar.span };
  }

  /** Templates by key, such as headers. */
  templates(node: YamlNode | undefined, name: string, names: RequestNames): Record<string, Template> {
    const templates: Record<string, Template> = {};
    for (const entry of this.entries(node, name)) {
      const template = this.template(entry.value, entry.key, names);
      if (template) templates[entry.key] = template.template;
    }
    return templates;
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

  /** The items of a list; anything else is reported and read as empty. */
  items(node: YamlNode | undefined, name: string, wanted = 'a list'): readonly YamlNode[] {
    if (!node || isUnreadable(node)) return [];
    if (node.kind === 'sequence') return node.items;
    if (node.kind === 'scalar' && node.value === null) this.report('empty-value', node.span, name, wanted);
    else this.report('wrong-kind', node.span, name, wanted, describeNode(node));
    return [];
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
