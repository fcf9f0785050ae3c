import type { Occurrence } from '../../../language/languageDocument.ts';
import type { Span } from '../../../text/span.ts';
import { spanInScalar } from '../../yaml/scalarOffsets.ts';
import type { YamlMap, YamlNode, YamlScalar } from '../../yaml/yamlNode.ts';
import { child, entriesOf } from '../buildScope.ts';
import { evidenceModel, planModel, requestModel, stageModel, suiteModel, testModel } from '../model.ts';
import type { CheckRow, Plan } from '../plan.ts';

const ID = { pattern: /^\w[\w.-]*$/, rule: 'letters, digits, _ . and -' };
const NAME = { pattern: /^[A-Za-z_]\w*$/, rule: 'letters, digits and _, with no digit first' };

/** What a plan names, in words. A secret is named after something outside the plan, so it is not renamed here. */
const KINDS = {
  environment: ID,
  variable: NAME,
  secret: undefined,
  requirement: ID,
  monitor: NAME,
  test: ID,
  suite: ID,
  stage: ID,
  request: ID,
  'captured value': NAME,
} as const;
type Kind = keyof typeof KINDS;

/** Everything that the plan names, where it is declared and where it is used, in the order of the text. */
export function planOccurrences(root: YamlMap, plan: Plan, text: string): Occurrence[] {
  const collector = new Collector(text);
  const section = (key: keyof typeof planModel.shape): YamlNode | undefined => child(root, planModel, key);
  collectDeclarations(collector, section);
  collectMembers(collector, section);
  for (const { key, value } of entriesOf(section('tests'))) collectTest(collector, key, value);
  const monitors = new Set(plan.monitors.map(({ id }) => id));
  for (const test of plan.tests)
    for (const row of [...test.checks, ...test.guards]) collectRow(collector, row, test.id, monitors);
  for (const suite of plan.suites) for (const row of suite.checks) collectRow(collector, row, suite.id, monitors);
  collectNamesInTexts(collector, root, section('tests'));
  return collector.all();
}

class Collector {
  private readonly found = new Map<string, Occurrence>();
  private readonly declared = new Set<string>();

  constructor(readonly text: string) {}

  add(kind: Kind, name: string, span: Span, isDefinition: boolean, owner = ''): void {
    const renaming = KINDS[kind];
    const identity = identityOf(kind, name, owner);
    if (isDefinition) this.declared.add(identity);
    const key = `${identity}@${span.join('-')}`;
    // An aliased value is read for each use and stands once.
    if (this.found.has(key)) return;
    this.found.set(key, { identity, kind, name, span, isDefinition, ...(renaming ? { renaming } : {}) });
  }

  addScalar(kind: Kind, scalar: YamlNode | undefined, isDefinition: boolean, owner = ''): void {
    if (scalar?.kind === 'scalar' && scalar.value !== null)
      this.add(kind, scalar.text, this.unquoted(scalar.span), isDefinition, owner);
  }

  declareKeys(kind: Kind, node: YamlNode | undefined, owner = ''): void {
    for (const { key, keySpan } of entriesOf(node)) this.add(kind, key, this.unquoted(keySpan), true, owner);
  }

  isDeclared(kind: Kind, name: string, owner = ''): boolean {
    return this.declared.has(identityOf(kind, name, owner));
  }

  /** Without the quotes: they stay when the name changes. */
  unquoted([start, end]: Span): Span {
    return /['"]/.test(this.text[start] ?? '') ? [start + 1, end - 1] : [start, end];
  }

  all(): Occurrence[] {
    return [...this.found.values()].sort((a, b) => a.span[0] - b.span[0]);
  }
}

type Sections = (key: keyof typeof planModel.shape) => YamlNode | undefined;

function collectDeclarations(collector: Collector, section: Sections): void {
  collector.declareKeys('environment', section('environments'));
  collector.declareKeys('variable', section('variables'));
  collector.declareKeys('requirement', section('requirements'));
  collector.declareKeys('monitor', section('monitors'));
  collector.declareKeys('test', section('tests'));
  collector.declareKeys('suite', section('suites'));
  // An environment gives a variable another value: the same name, so it goes along when that is renamed.
  for (const { value } of entriesOf(section('environments')))
    collector.declareKeys('variable', entriesOf(value).find(({ key }) => key === 'variables')?.value);
  for (const secret of itemsOf(section('secrets'))) collector.addScalar('secret', secret, true);
}

function collectMembers(collector: Collector, section: Sections): void {
  collector.addScalar('environment', child(section('evidence'), evidenceModel, 'environment'), false);
  for (const { value } of entriesOf(section('suites'))) {
    const members = value.kind === 'sequence' ? value : child(value, suiteModel, 'tests');
    for (const member of itemsOf(members)) collector.addScalar('test', member, false);
  }
}

function collectTest(collector: Collector, testId: string, test: YamlNode): void {
  const items = (key: keyof typeof testModel.shape): readonly YamlNode[] => itemsOf(child(test, testModel, key));
  for (const stage of items('stages')) collector.addScalar('stage', child(stage, stageModel, 'name'), true, testId);
  for (const request of items('requests')) {
    collector.addScalar('request', child(request, requestModel, 'name'), true, testId);
    collector.declareKeys('captured value', child(request, requestModel, 'capture'), testId);
  }
  for (const id of items('requirements')) collector.addScalar('requirement', id, false);
}

function collectRow(collector: Collector, row: CheckRow, owner: string, monitors: ReadonlySet<string>): void {
  const { metric, tags } = row.check.selector;
  if (monitors.has(metric)) collector.add('monitor', metric, row.metricSpan, false);
  if (row.check.requirement !== undefined && row.requirementSpan)
    collector.add('requirement', row.check.requirement, collector.unquoted(row.requirementSpan), false);
  for (const kind of ['stage', 'request'] as const) {
    const span = row.tagSpans[kind]?.value;
    // A stage without a name goes by its number, which nobody can rename.
    if (span && tags[kind] !== undefined && collector.isDeclared(kind, tags[kind], owner))
      collector.add(kind, tags[kind], span, false, owner);
  }
}

/** `${…}` anywhere. */
function collectNamesInTexts(collector: Collector, root: YamlNode, tests: YamlNode | undefined): void {
  const visit = (node: YamlNode, testId: string): void => {
    if (node.kind === 'sequence') for (const item of node.items) visit(item, testId);
    else if (node.kind === 'map')
      for (const { key, value } of node.entries) visit(value, node === tests ? key : testId);
    else collectNames(collector, node, testId);
  };
  visit(root, '');
}

function collectNames(collector: Collector, scalar: YamlScalar, testId: string): void {
  for (const match of scalar.text.matchAll(/(?<!\$)\$\{\s*(env\.|secrets\.|data\.)?([A-Za-z_]\w*)\s*\}/g)) {
    const [whole, space, name = ''] = match;
    const at = match.index + whole.lastIndexOf(name);
    const span = spanInScalar(scalar, collector.text, at, at + name.length);
    if (space === 'secrets.') collector.add('secret', name, span, false);
    else if (space !== undefined) continue;
    else if (collector.isDeclared('captured value', name, testId))
      collector.add('captured value', name, span, false, testId);
    else if (collector.isDeclared('variable', name)) collector.add('variable', name, span, false);
  }
}

function identityOf(kind: Kind, name: string, owner: string): string {
  return `${kind}:${owner}:${name}`;
}

function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  return node?.kind === 'sequence' ? node.items : [];
}
