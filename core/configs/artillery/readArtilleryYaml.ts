import { readYaml, type YamlReading, type YamlReadingOptions } from '../yaml/readYaml.ts';

/** In characters: generated scripts are long. */
const LARGEST_SCRIPT = 4 * 1024 * 1024;

/**
 * Reads YAML as Artillery's parser does, which takes no notice of indentation between brackets and quotes: `}` may stand
 * further left than the key of its `{`, where the standard wants it further right, and lines may begin with tabs.
 */
export function readArtilleryYaml(
  text: string,
  emptyRemedy: string,
  { pieces, isGlance }: Pick<YamlReadingOptions, 'pieces' | 'isGlance'> = {},
): YamlReading {
  const options = { pieces, isGlance, largest: LARGEST_SCRIPT, isMarkerDocument: true };
  const reading = readYaml(text, emptyRemedy, options);
  if (!reading.problems.some(({ code }) => INDENTATION_PROBLEMS.has(code))) return reading;
  const joined = readYaml(joinLines(text), emptyRemedy, options);
  return joined.problems.some(({ severity }) => severity === 'error') ? reading : joined;
}

const INDENTATION_PROBLEMS = new Set([
  'yaml-unclosed-quote',
  'yaml-missing-dash',
  'yaml-unclosed-bracket',
  'yaml-extra-bracket',
  'yaml-indentation',
  'yaml-syntax',
  'yaml-tab',
]);

/** The same text with blanks for line ends and comments between brackets or quotes, so that every offset stays what it is. */
function joinLines(text: string): string {
  let joined = '';
  let at = 0;
  for (const opening of text.matchAll(/(?:^[ \t]*|[:-][ \t]+)(?=[[{"'])/gm)) {
    const start = opening.index + opening[0].length;
    const end = start < at ? undefined : closingCharacter(text, start);
    if (end === undefined) continue;
    joined += text.slice(at, start) + text.slice(start, end).replace(PIECES, blanked);
    at = end;
  }
  return joined + text.slice(at);
}

/** What brackets and line ends may be part of without meaning anything. */
const PIECES = /"(?:\\[^]|[^"\\])*"|'(?:[^']|'')*'|(?<=\s)#[^\r\n]*|[[\]{}]|\r?\n|\r/g;

function blanked(piece: string): string {
  return /^[#\r\n]/.test(piece) ? ' '.repeat(piece.length) : piece.replace(/[\r\n]/g, ' ');
}

/** The offset behind what closes the bracket or quote at an offset. */
function closingCharacter(text: string, start: number): number | undefined {
  const pieces = new RegExp(PIECES);
  pieces.lastIndex = start;
  let depth = 0;
  for (let piece = pieces.exec(text); piece; piece = pieces.exec(text)) {
    if (piece[0] === '{' || piece[0] === '[') depth++;
    else if (piece[0] === '}' || piece[0] === ']') depth--;
    if (depth === 0) return pieces.lastIndex;
  }
  return undefined;
}
