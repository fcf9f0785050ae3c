import type { Hint, Hover, LanguageDocument, LoadPlace } from '../../language/languageDocument.ts';
import { NOTHING_TO_SAY } from '../../language/nothingToSay.ts';
import type { Span } from '../../text/span.ts';
import { idOfThreshold, thresholdText } from './thresholdId.ts';
import type { DerivedLoad } from './derivedLoad.ts';
import type { FieldTable } from './fields.ts';
import {
  k6ConfigCompletions,
  k6ConfigSignature,
  k6ScriptCompletions,
  k6ScriptSignature,
} from './language/k6Completion.ts';
import { k6Hover } from './language/k6Hover.ts';
import { insightInWords, insightPicture, insightProfile } from './language/k6Load.ts';
import { namesOf, type K6Names } from './language/k6Names.ts';
import { k6Links, k6Occurrences } from './language/k6Occurrences.ts';
import { k6Refactorings } from './language/k6Refactorings.ts';
import { k6Symbols } from './language/k6Symbols.ts';
import { loadInsight, type LoadInsight } from './load/loadInsight.ts';
import type { K6Options } from './model.ts';
import { CONFIG_FILE_FIELDS, OPTION_FIELDS } from './optionFields.ts';
import type { ScriptLanguage } from './parseScript.ts';
import { readK6Config } from './readK6Config.ts';
import { readK6Script } from './readK6Script.ts';
import type { ScriptParts } from './scriptParts.ts';
import type { ObjectValue } from './value.ts';

/** What an editor can ask of a k6 script. `testId` is the script's id where it is run as a test by itself. */
export function k6ScriptLanguage(text: string, language: ScriptLanguage, testId: string): LanguageDocument {
  const { problems, tests, options, load, parts } = readK6Script(text, language);
  const insight = options && load ? loadInsight(options, load) : undefined;
  const value = parts?.exports.options;
  const asked = questions({
    text,
    fields: OPTION_FIELDS,
    options,
    load,
    parts,
    ...(value?.kind === 'object' ? { root: value } : {}),
  });
  return {
    ...NOTHING_TO_SAY,
    ...asked,
    problems,
    tests: () =>
      tests.map(({ span }) => ({
        id: testId,
        kind: 'test',
        span,
        wholeSpan: [span[0], text.length],
        checks: options ? thresholdChecks(options, testId) : [],
      })),
    loads: () => (options && insight ? [loadAt(options.span, insight)] : []),
    hints: () => (options && insight ? [hintOf(options.span[0], insight)] : []),
    hover: (offset) => {
      const name = options && nameBefore(text, options.span[0]);
      if (name && insight && name[0] <= offset && offset <= name[1]) return hoverOf(name, insight);
      return asked.hover(offset);
    },
    links: () => (parts ? k6Links(parts) : []),
    refactorings: (span) => (load && value?.kind === 'object' ? k6Refactorings(text, value, load, span) : []),
    completions: (offset) => k6ScriptCompletions(text, offset, language),
    signature: (offset) => k6ScriptSignature(text, offset, language),
  };
}

/** Each threshold under the id that it has as a check of a run. */
function thresholdChecks({ thresholds }: K6Options, testId: string): { id: string; span: Span }[] {
  return thresholds.flatMap(({ name, rows }) =>
    rows.map(({ text, span }) => ({ id: idOfThreshold(testId, thresholdText(name, text)), span })),
  );
}

export function k6ConfigLanguage(text: string): LanguageDocument {
  const { problems, options, load, value } = readK6Config(text);
  const insight = options && load ? loadInsight(options, load) : undefined;
  return {
    ...NOTHING_TO_SAY,
    ...questions({ text, fields: CONFIG_FILE_FIELDS, options, load, ...(value ? { root: value } : {}) }),
    problems,
    tests: () => [],
    loads: () => (options && insight ? [loadAt(options.span, insight)] : []),
    completions: (offset) => k6ConfigCompletions(text, offset),
    signature: (offset) => k6ConfigSignature(text, offset),
  };
}

interface Readable {
  text: string;
  fields: FieldTable;
  /** The options as they are written; absent where there are none, or none that can be read. */
  root?: ObjectValue;
  options: K6Options | undefined;
  load: DerivedLoad | undefined;
  parts?: ScriptParts | undefined;
}

/** What scripts and config files answer alike. */
function questions({
  text,
  fields,
  root,
  options,
  load,
  parts,
}: Readable): Pick<LanguageDocument, 'hover' | 'symbols' | 'occurrences'> {
  let known: K6Names | undefined;
  const names = (): K6Names => (known ??= namesOf(parts));
  return {
    hover: (offset) =>
      root && options && load ? k6Hover({ text, root, fields, options, load, names }, offset) : undefined,
    symbols: () => (root ? k6Symbols(root, fields) : []),
    occurrences: () => (root ? k6Occurrences(text, root, parts) : []),
  };
}

/** Where the options begin, as the load that they make. */
function hintOf(offset: number, insight: LoadInsight): Hint {
  return { offset, label: insightInWords(insight), tooltip: 'The load of these options, by the rules of k6.' };
}

function hoverOf(span: Span, insight: LoadInsight): Hover {
  return { span, markdown: `${insightInWords(insight)}\n\n${insightPicture(insight)}` };
}

function loadAt(span: Span, insight: LoadInsight): LoadPlace {
  return { span, words: insightInWords(insight), profile: insightProfile(insight) };
}

/** The word `options` that the object is given to; undefined where it is given to another name first. */
function nameBefore(text: string, start: number): Span | undefined {
  const name = /\boptions\b[^={(]*=\s*$/.exec(text.slice(Math.max(0, start - 200), start));
  if (!name) return undefined;
  const at = start - name[0].length;
  return [at, at + 'options'.length];
}
