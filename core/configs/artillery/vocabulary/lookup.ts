import { nodeUnder } from '../../yaml/yamlCursor.ts';
import { entriesIn, textAt } from '../../yaml/lookup.ts';
import type { YamlNode } from '../../yaml/yamlNode.ts';
import { languageOf, type FlowLanguage } from '../model/script.ts';
import { METHODS } from '../model/vocabulary.ts';
import type { Field, Fields, Shape } from './field.ts';
import { SCRIPT } from './script.ts';
import { BESIDE, OTHER_METHOD, STEPS } from './steps.ts';

type Path = readonly (string | number)[];

/** What may stand under a path of a script; undefined where that is not known. */
export function shapeAt(root: YamlNode, path: Path): Shape | undefined {
  let shape: Shape | undefined = SCRIPT;
  for (const [index, step] of path.entries()) {
    const inner: Field | Shape | undefined = shape && stepInto(shape, step, root, path.slice(0, index + 1));
    shape = inner && 'meaning' in inner ? inner.shape : inner;
  }
  return shape;
}

/** What is known of the key that a path ends in. */
export function fieldAt(root: YamlNode, path: Path): Field | undefined {
  const last = path.at(-1);
  const shape = typeof last === 'string' ? shapeAt(root, path.slice(0, -1)) : undefined;
  const inner = shape && last !== undefined ? stepInto(shape, last, root, path) : undefined;
  return inner && 'meaning' in inner ? inner : undefined;
}

/** Keys that a mapping at a path may have besides those that it has. */
export function fieldsOffered(root: YamlNode, path: Path, siblings: readonly string[]): Fields {
  const shape = shapeAt(root, path);
  if (shape?.kind === 'list' && shape.isAlsoSingle && shape.item.kind === 'mapping') return shape.item.fields;
  if (shape?.kind !== 'mapping') return {};
  const language = isStep(root, path) ? languageAt(root, path) : 'foreign';
  if (language === 'foreign') return shape.fields;
  // A step does one thing; beside it only its options make sense.
  const action = siblings.find((key) => key in STEPS[language] || METHODS.has(key));
  return action === undefined ? STEPS[language] : (BESIDE[action] ?? {});
}

function stepInto(shape: Shape, step: string | number, root: YamlNode, path: Path): Field | Shape | undefined {
  switch (shape.kind) {
    case 'scalar':
      return undefined;
    case 'mapping': {
      if (typeof step === 'number') return undefined;
      const known = Object.hasOwn(shape.fields, step) ? shape.fields[step] : undefined;
      return known ?? shape.others;
    }
    case 'list':
      if (typeof step === 'number') return shape.item;
      return shape.isAlsoSingle ? stepInto(shape.item, step, root, path) : undefined;
    case 'flow':
      return typeof step === 'number' ? stepShape(languageAt(root, path)) : undefined;
  }
}

/** Every key that a step may have: what it does, and what stands beside that. */
function stepShape(language: FlowLanguage): Shape | undefined {
  if (language === 'foreign') return undefined;
  const beside = Object.assign({}, ...Object.values(BESIDE)) as Fields;
  const methods = language === 'ws' ? {} : Object.fromEntries([...METHODS].map((method) => [method, OTHER_METHOD]));
  return { kind: 'mapping', fields: { ...beside, ...methods, ...STEPS[language] } };
}

/** An item of a flow, or of the steps inside of one. */
function isStep(root: YamlNode, path: Path): boolean {
  return typeof path.at(-1) === 'number' && shapeAt(root, path.slice(0, -1))?.kind === 'flow';
}

/** Whose steps stand under a path. */
export function languageAt(root: YamlNode, path: Path): FlowLanguage {
  const owner = path[0] === 'scenarios' ? path.slice(0, 2) : path.slice(0, 1);
  const own = textAt(nodeUnder(root, owner), 'engine');
  const common = path[0] === 'scenarios' ? textAt(nodeUnder(root, ['config']), 'engine') : undefined;
  return languageOf({ id: own ?? common ?? 'http' });
}

/** Names of the keys of a mapping. */
export function keysUnder(root: YamlNode, path: Path): string[] {
  return entriesIn(nodeUnder(root, path)).map(({ key }) => key);
}
