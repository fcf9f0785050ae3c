import type { Hint, Hover, LanguageDocument, LoadPlace } from '../../language/languageDocument.ts';
import { describeLoad, type LoadCurve, type LoadProfile } from '../../language/loadProfile.ts';
import { loadPictureMarkdown } from '../../language/loadPicture.ts';
import { NOTHING_TO_SAY } from '../../language/nothingToSay.ts';
import type { Span } from '../../text/span.ts';
import { formatDuration, formatValue } from '../../format.ts';
import { loadInsight, type LoadInsight } from './load/loadInsight.ts';
import type { ScriptLanguage } from './parseScript.ts';
import { readK6Config } from './readK6Config.ts';
import { readK6Script } from './readK6Script.ts';

/** What an editor can ask of a k6 script. `testId` is the script's id where it is run as a test by itself. */
export function k6ScriptLanguage(text: string, language: ScriptLanguage, testId: string): LanguageDocument {
  const { problems, tests, options, load } = readK6Script(text, language);
  const insight = options && load ? loadInsight(options, load) : undefined;
  return {
    ...NOTHING_TO_SAY,
    problems,
    tests: () =>
      tests.map(({ span }) => ({ id: testId, kind: 'test', span, wholeSpan: [span[0], text.length], checks: [] })),
    loads: () => (options && insight ? [loadAt(options.span, insight)] : []),
    hints: () => (options && insight ? [hintOf(options.span[0], insight)] : []),
    hover: (offset) => {
      const name = options && nameBefore(text, options.span[0]);
      return name && insight && name[0] <= offset && offset <= name[1] ? hoverOf(name, insight) : undefined;
    },
  };
}

export function k6ConfigLanguage(text: string): LanguageDocument {
  const { problems, options, load } = readK6Config(text);
  const insight = options && load ? loadInsight(options, load) : undefined;
  return {
    ...NOTHING_TO_SAY,
    problems,
    tests: () => [],
    loads: () => (options && insight ? [loadAt(options.span, insight)] : []),
  };
}

/** Where the options begin, as the load that they make. */
function hintOf(offset: number, insight: LoadInsight): Hint {
  return { offset, label: wordsOf(insight), tooltip: 'The load of these options, by the rules of k6.' };
}

function hoverOf(span: Span, insight: LoadInsight): Hover {
  return { span, markdown: `${wordsOf(insight)}\n\n${loadPictureMarkdown(profileOf(insight))}` };
}

function loadAt(span: Span, insight: LoadInsight): LoadPlace {
  return { span, words: wordsOf(insight), profile: profileOf(insight) };
}

/** The word `options` that the object is given to; undefined where it is given to another name first. */
function nameBefore(text: string, start: number): Span | undefined {
  const name = /\boptions\b[^={(]*=\s*$/.exec(text.slice(Math.max(0, start - 200), start));
  if (!name) return undefined;
  const at = start - name[0].length;
  return [at, at + 'options'.length];
}

function wordsOf(insight: LoadInsight): string {
  const { peakUsers, totalMs, activeMs } = insight;
  const waits = totalMs > activeMs ? [`at most ${formatDuration(totalMs)} with graceful stop`] : [];
  // Only k6 knows how many users its rules add up to; a curve of arrivals has users behind it, too.
  const users = peakUsers === undefined ? [] : [`${formatValue(peakUsers, 'count')} users at most`];
  return [describeLoad(profileOf(insight)), ...users, ...waits].join(', ');
}

function profileOf({ scenarios, activeMs }: LoadInsight): LoadProfile {
  const curves = scenarios.map(({ name, segments }): LoadCurve => ({
    name,
    unit: segments[0]?.kind === 'rate' ? 'arrivals' : 'users',
    segments,
  }));
  return { curves, totalMs: activeMs };
}
