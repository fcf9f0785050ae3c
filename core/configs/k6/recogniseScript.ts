import { jsTokens, type JsToken } from '../../text/jsTokens.ts';
import type { Recognition } from '../recognise.ts';
import { isArrow, isFunction, isSurelyFunction, mayBeFunction } from './functionTokens.ts';
import { CALLED_BY_K6, K6_OR_LIBRARY, LOAD_MODULE } from './k6Modules.ts';

/** Options that mean nothing to anybody else. */
const K6_OPTION = /^(vus|startVUs|preAllocatedVUs|executor)$/;
/** What options say beside a use of k6, if they are those of a test. */
const TEST_OPTION = /^(vus|stages|iterations|thresholds|executor)$/;

/** What a script says of itself, as far as its tokens tell. */
interface ScriptSigns {
  importsK6: boolean;
  /** What makes load is imported. */
  importsLoad: boolean;
  statesK6Load: boolean;
  /** A load or a threshold is written. */
  statesTest: boolean;
  /** A scenario names the function that it runs. */
  namesFunction: boolean;
  exportsOptions: boolean;
  exportsDefault: boolean;
  /** What certainly is a function is exported, or everything that another module exports. */
  exportsFunction: boolean;
  /** A function that k6 calls before or after the test. */
  exportsLifecycle: boolean;
  /** Something for other modules is exported. */
  exportsOthers: boolean;
}

/** Whether k6 could run a script: it uses k6, and it says what one user does. */
export function recogniseK6Script(text: string, isCut: boolean): Recognition {
  const signs = readSigns([...jsTokens(text)]);
  const isOfK6 = signs.importsK6 || (signs.exportsOptions && signs.statesK6Load);
  if (!isOfK6) return { dialect: undefined, reason: 'it imports nothing from k6' };
  const isBegun = signs.exportsOptions && signs.importsLoad && !signs.exportsOthers;
  // The function that it runs may be missing or misspelt.
  const isMeant = signs.exportsOptions && signs.statesTest && signs.exportsFunction && signs.importsK6;
  const hasLifecycle = signs.exportsLifecycle && signs.importsLoad;
  const doesSomething =
    signs.exportsDefault || (signs.exportsOptions && signs.namesFunction) || isBegun || isMeant || hasLifecycle;
  // A bundled script has its exports at its end, which may not have been seen.
  if (doesSomething || isCut) return { dialect: 'k6-script' };
  return {
    dialect: undefined,
    reason: 'it uses k6, but has neither a default function nor `options` with scenarios that name one by `exec`',
  };
}

function readSigns(tokens: readonly JsToken[]): ScriptSigns {
  const signs: ScriptSigns = {
    importsK6: false,
    importsLoad: false,
    statesK6Load: false,
    statesTest: false,
    namesFunction: false,
    exportsOptions: false,
    exportsDefault: false,
    exportsFunction: false,
    exportsLifecycle: false,
    exportsOthers: false,
  };
  const text = (index: number): string => tokens[index]?.text ?? '';
  const isSign = (index: number, sign: string): boolean => tokens[index]?.kind === 'sign' && text(index) === sign;
  for (const [index, token] of tokens.entries()) {
    const isKey = token.kind !== 'sign' && isSign(index + 1, ':');
    if (isKey && K6_OPTION.test(token.text)) signs.statesK6Load = true;
    if (isKey && TEST_OPTION.test(token.text)) signs.statesTest = true;
    if (isKey && token.text === 'exec') signs.namesFunction = true;
    if (token.kind === 'string' && K6_OR_LIBRARY.test(token.text) && isImported(tokens, index)) {
      signs.importsK6 = true;
      if (LOAD_MODULE.test(token.text)) signs.importsLoad = true;
    }
    if (token.kind !== 'word') continue;
    if (token.text === 'export' && token.depth === 0) readExport(tokens, index, signs);
    const isOwn = !isSign(index - 1, '.') || text(index - 2) === 'module';
    if (token.text === 'exports' && isOwn) readCommonJs(tokens, index, signs);
    if (token.text === '__webpack_exports__' && isSign(index - 1, '(')) {
      signs.exportsDefault ||= tokens.slice(index, index + 40).some(({ text: name }) => name === 'default');
    }
  }
  return signs;
}

/** A module's name behind `import`, `from` or inside of `require( )`; types alone are no use of the module. */
function isImported(tokens: readonly JsToken[], index: number): boolean {
  const before = (steps: number): string => tokens[index - steps]?.text ?? '';
  if (before(1) === 'import') return true;
  if (before(1) === '(') return before(2) === 'require' || before(2) === 'import';
  if (before(1) !== 'from') return false;
  let start = index - 2;
  while (start >= 0 && !['import', 'export', ';'].includes(tokens[start]?.text ?? '')) start -= 1;
  const isTypeOnly = tokens[start + 1]?.text === 'type' && tokens[start + 2]?.text !== 'from';
  return !isTypeOnly;
}

/** `exports.options = …`, `module.exports.options = …` and `module.exports = { options: … }`. */
function readCommonJs(tokens: readonly JsToken[], index: number, signs: ScriptSigns): void {
  const word = (steps: number): string => tokens[index + steps]?.text ?? '';
  const add = (name: string, isValueFunction: boolean): void => {
    if (name === 'options') signs.exportsOptions = true;
    else if (name === 'default') signs.exportsDefault ||= isValueFunction;
    else if (isValueFunction) addFunction(name, signs);
    else signs.exportsOthers = true;
  };
  if (word(1) === '.') {
    // A compiler names the function, which then stands for anything.
    if (word(3) === '=')
      add(word(2), word(2) === 'default' ? isFunction(tokens, index + 4) : isArrow(tokens, index + 4));
    return;
  }
  if (word(1) !== '=' || word(2) !== '{') return;
  const inner = (tokens[index + 2]?.depth ?? 0) + 1;
  for (let at = index + 3; (tokens[at]?.depth ?? 0) >= inner; at++) {
    const { text, depth, kind } = tokens[at] ?? { text: '', depth: 0, kind: 'sign' };
    const isKey = depth === inner && kind !== 'sign' && ['{', ',', 'async', '*'].includes(tokens[at - 1]?.text ?? '');
    const next = tokens[at + 1]?.text ?? '';
    if (!isKey || text === 'async') continue;
    if (next === '(') add(text, true);
    else if (next === ':') add(text, text === 'default' ? isFunction(tokens, at + 2) : isArrow(tokens, at + 2));
    else add(text, isSurelyFunction(tokens, text));
  }
}

function readExport(tokens: readonly JsToken[], index: number, signs: ScriptSigns): void {
  const word = (steps: number): string => tokens[index + steps]?.text ?? '';
  if (word(1) === 'default') {
    if (isFunction(tokens, index + 2)) signs.exportsDefault = true;
    return;
  }
  if (/^(const|let|var)$/.test(word(1))) {
    if (word(2) === 'options') signs.exportsOptions = true;
    else if (word(3) === '=' && isArrow(tokens, index + 4)) addFunction(word(2), signs);
    else signs.exportsOthers = true;
    return;
  }
  if (word(1) !== '{') {
    const start = word(1) === 'async' ? 2 : 1;
    const name = word(word(start + 1) === '*' ? start + 2 : start + 1);
    if (word(start) === 'function' || word(1) === '*') addFunction(name, signs);
    else signs.exportsOthers = true;
    return;
  }
  const end = tokens.findIndex((token, at) => at > index + 1 && token.text === '}' && token.depth === 0);
  const inside = tokens.slice(index + 2, end === -1 ? undefined : end);
  for (const [at, { text }] of inside.entries()) {
    const isLast = inside[at + 1] === undefined || inside[at + 1]?.text === ',';
    if (!isLast) continue;
    const isRenamed = inside[at - 1]?.text === 'as';
    const name = isRenamed ? inside[at - 2]?.text : undefined;
    const isFromOutside = tokens[end + 1]?.text === 'from';
    if (text === 'options') signs.exportsOptions = true;
    else if (text !== 'default') {
      if (!isFromOutside && isSurelyFunction(tokens, name ?? text)) addFunction(text, signs);
      else signs.exportsOthers ||= !CALLED_BY_K6.has(text);
    }
    if (text !== 'default') continue;
    if (name === undefined || isFromOutside || mayBeFunction(tokens, name)) signs.exportsDefault = true;
  }
}

function addFunction(name: string, signs: ScriptSigns): void {
  signs.exportsFunction = true;
  if (CALLED_BY_K6.has(name)) signs.exportsLifecycle = true;
  else signs.exportsOthers = true;
}
