import { FILLERS, LEVEL_WORDS, NEUTRAL_WORDS, REMARKS } from '../../../checks/targets/wordLists.ts';

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' ').map(folded));

/** Stand in the names of most tests and most headings, and tell none from another. */
const SAY_NOTHING = setOf(
  'test tests testing load performance perf scenario script run stress soak spike smoke benchmark bench stage phase k6 ' +
    'artillery wrk hey coder http https js ts yml yaml a an the of for and or under with in on at to by from as is',
);

/** Kinds of load: what holds under one of them says nothing of another. */
const LOAD_KINDS = setOf('stress soak spike smoke endurance baseline benchmark bench warm cold');

/** Parts of a system and words for what is measured: a test of that name may be meant by them, or not. */
const SAY_LITTLE = setOf(
  'api apis service services system app application web server servers backend frontend endpoint endpoints user users ' +
    'request requests response responses time times rate error errors failure failures latency throughput provisioning ' +
    'traffic connection connections concurrent baseline production staging normal peak average quick full main default ' +
    'capacity scale workspace workspaces validation health all',
);

/** Beside the words that name a metric and a test, these promise nothing more. */
const PROMISE_NOTHING: ReadonlySet<string> = new Set(
  [
    ...FILLERS,
    ...LEVEL_WORDS,
    ...[...NEUTRAL_WORDS].filter((word) => !REMARKS.has(word)),
    ...(
      'latency throughput error errors rate rates failure failures response responses provisioning duration below above ' +
      'under over less more least most than fewer lower higher within during while exceed exceeds between during p ' +
      'percentile percent average avg mean median max maximum min minimum usage utilization utilisation ms sec secs ' +
      'seconds second minutes minute milliseconds s m h rps qps was were has have been it its as after requests failed ' +
      'fail fails failing got get through success successful yes true'
    ).split(' '),
  ].map(folded),
);

/** The words of a text, with singular and plural alike: `searchLoad`, `search-load` and "Search loads" are two words. */
export function wordsOf(text: string): string[] {
  return text
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map(folded);
}

/** Those that can name a test; `isWeak` where they are words of many other things as well. */
export function namingWords(text: string): { words: string[]; isWeak: boolean } {
  const all = [...new Set(wordsOf(text))];
  const telling = all.filter((word) => !SAY_NOTHING.has(word) && !/^\d+$/.test(word));
  const words = telling.length > 0 ? telling : all;
  return { words, isWeak: telling.every((word) => SAY_LITTLE.has(word)) };
}

/**
 * The words and numbers that promise something beside those that are accounted for: "at 10,000 users" asks for a load.
 * Percentiles are told by the statistic.
 */
export function furtherWords(text: string, accounted: ReadonlySet<string>): string[] {
  return wordsOf(text).filter(
    (word) => !/^(?:p\d+|\d+(?:st|nd|rd|th))$/.test(word) && !accounted.has(word) && !saysNothingMore(word),
  );
}

/** The words for a kind of load that are no part of a name. */
export function loadKindsIn(text: string, names: string): string[] {
  const named = new Set(wordsOf(names));
  return wordsOf(text).filter((word) => LOAD_KINDS.has(word) && !named.has(word));
}

function saysNothingMore(word: string): boolean {
  return PROMISE_NOTHING.has(word) || (SAY_NOTHING.has(word) && !LOAD_KINDS.has(word));
}

function folded(word: string): string {
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}
