import { jsTokens, type JsToken } from '../../text/jsTokens.ts';
import type { Recognition } from '../recognise.ts';
import { CALLED_BY_K6, LOAD_MODULE } from './k6Modules.ts';

/** Modules that only k6 can load. */
const K6_MODULE = /^k6(\/|$)|^https:\/\/jslib\.k6\.io\//;
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
    if (token.kind === 'string' && K6_MODULE.test(token.text) && isImported(tokens, index)) {
      signs.importsK6 = true;
      if (LOAD_MODULE.test(token.text)) signs.importsLoad = true;
    }
    if (token.kind !== 'word') continue;
    if (token.text === 'export' && token.depth === 0) readExport(tokens, index, signs);
    // What a compiler made of `export`, in CommonJS.
    if (token.text === 'exports' && isSign(index + 1, '.') && !isSign(index - 1, '.')) {
      if (text(index + 2) === 'default' && isSign(index + 3, '=')) signs.exportsDefault = true;
      if (text(index + 2) === 'options' && isSign(index + 3, '=')) signs.exportsOptions = true;
    }
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

/** Whether the script itself makes a function under this name. */
function isSurelyFunction(tokens: readonly JsToken[], name: string): boolean {
  return tokens.some(({ text, kind, depth }, index) => {
    if (text !== name || kind !== 'word' || depth > 0) return false;
    const before = (steps: number): string => tokens[index - steps]?.text ?? '';
    if (before(1) === 'function' || (before(1) === '*' && before(2) === 'function')) return true;
    return /^(const|let|var)$/.test(before(1)) && tokens[index + 1]?.text === '=' && isArrow(tokens, index + 2);
  });
}

/** `function …`, `async …`, `x => …` or `(…) => …`. */
function isArrow(tokens: readonly JsToken[], start: number): boolean {
  const first = tokens[start];
  if (first?.text === 'function' || first?.text === 'async') return true;
  const end =
    first?.text === '('
      ? tokens.findIndex(({ text, depth }, at) => at > start && text === ')' && depth === first.depth)
      : start;
  if (end === -1) return false;
  // A type may stand in between.
  const behind = tokens.slice(end + 1, end + 12);
  const arrow = behind.findIndex(({ text }, at) => text === '=' && behind[at + 1]?.text === '>');
  return (
    arrow === 0 || (arrow > 0 && behind[0]?.text === ':' && !behind.slice(0, arrow).some(({ text }) => text === ';'))
  );
}

/** What follows `export default`. An object, a class or an instance is something for others to import. */
function isFunction(tokens: readonly JsToken[], index: number): boolean {
  const token = tokens[index];
  if (token === undefined || token.kind === 'string') return false;
  if (token.kind === 'sign') return token.text === '(';
  if (token.text === 'function' || token.text === 'async') return true;
  if (['class', 'new', 'abstract', 'null', 'true', 'false', 'interface', 'enum'].includes(token.text)) return false;
  const next = tokens[index + 1];
  // `export default user => …`; a call, such as of `withSession(…)`, may make a function.
  if (next?.kind === 'sign' && (next.text === '=' || next.text === '(')) return true;
  return mayBeFunction(tokens, token.text);
}

/** False for a name that the script itself gives to something else than a function. */
function mayBeFunction(tokens: readonly JsToken[], name: string): boolean {
  for (const [index, { text, kind, depth }] of tokens.entries()) {
    if (text !== name || kind !== 'word' || depth > 1) continue;
    const before = tokens[index - 1]?.text ?? '';
    const after = (steps: number): string => tokens[index + steps]?.text ?? '';
    if (before === 'class') return false;
    if (/^(const|let|var)$/.test(before) && after(1) === '=') return !/^(\{|\[|new|0)$/.test(after(2));
    if (before === 'import' && after(1) === 'from') return !K6_MODULE.test(after(2));
  }
  return true;
}
