import type { YamlNode } from '../../yaml/yamlNode.ts';

/** Whether a text says the same as before, but for so many more rows at the end of the checks of one test. */
export function isOnlyAddition(before: YamlNode, after: YamlNode | undefined, testId: string, added: number): boolean {
  if (after === undefined) return false;
  const [was, is] = [valueOf(before), valueOf(after)];
  const [test, testBefore] = [testIn(is, testId), testIn(was, testId)];
  const checks = test?.get('checks');
  if (test === undefined || testBefore === undefined || !Array.isArray(checks)) return false;
  const kept = checks.slice(0, -added);
  if (checks.length - kept.length !== added) return false;
  const checksBefore = testBefore.get('checks');
  if (Array.isArray(checksBefore) || kept.length > 0) test.set('checks', kept);
  else if (checksBefore === undefined) test.delete('checks');
  else test.set('checks', checksBefore);
  return asText(was) === asText(is);
}

type Value = Map<string, Value> | Value[] | string;

/** Without places and quotes. Each use of an alias becomes a value of its own. */
function valueOf(node: YamlNode): Value {
  if (node.kind === 'map') return new Map(node.entries.map(({ key, value }) => [key, valueOf(value)]));
  if (node.kind === 'sequence') return node.items.map(valueOf);
  return JSON.stringify([node.value, node.text]);
}

function testIn(root: Value, testId: string): Map<string, Value> | undefined {
  const tests = root instanceof Map ? root.get('tests') : undefined;
  const test = tests instanceof Map ? tests.get(testId) : undefined;
  return test instanceof Map ? test : undefined;
}

function asText(value: Value): string {
  return JSON.stringify(value, (_, one: unknown) => (one instanceof Map ? [...one] : one));
}
