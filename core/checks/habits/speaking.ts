import { NUMBER, SIGN, substitution, type Habit } from './habit.ts';

const PERCENTILE = String.raw`(\d{1,2}(?:\.\d+)?)`;
const NAMED = String.raw`p\d+(?:\.\d+)?|avg|min|max|med`;
const AUXILIARIES = String.raw`(?:(?:must|should|shall|will|has|have|needs?|may|to|is|are|be|stays?|remains?|kept|keeps?|always)\s+)`;

const words = (pattern: string, flags = 'iu'): RegExp => new RegExp(pattern, flags);
const operatorWords = (alternatives: string, sign: string): Habit =>
  substitution('check-operator-words', words(String.raw`(?<!\S)${AUXILIARIES}*(?:${alternatives})(?=\s*\d)`), sign);

/** What documents and the settings of other tools say in words. Applied behind the habits of writing. */
export const SPEAKING_HABITS: readonly Habit[] = [
  substitution(
    'check-extra-words',
    /^\s*(?:(?:if|when|fail if|stop if|abort if|assert|ensure|expect|the|an?)\s+)+/iu,
    '',
  ),
  // k6: a threshold has its metric as its key and is in milliseconds.
  substitution(
    'check-other-tool',
    words(String.raw`^\s*(?:http_req_duration\s*[:=]?\s*\[?\s*)?p\((${NUMBER})\)\s*(${SIGN})\s*(${NUMBER})\s*\]?$`),
    'p$1 latency $2 $3ms',
  ),
  substitution(
    'check-other-tool',
    words(String.raw`^\s*(?:http_req_duration\s*[:=]?\s*\[?\s*)?(avg|min|max|med)\s*(${SIGN})\s*(${NUMBER})\s*\]?$`),
    '$1 latency $2 $3ms',
  ),
  substitution(
    'check-other-tool',
    words(String.raw`^\s*http_req_duration\s*[:=]?\s*\[?\s*p\((${NUMBER})\)\s*(?=[<>])`),
    'p$1 latency ',
  ),
  substitution(
    'check-other-tool',
    words(String.raw`^\s*(?:http_req_failed\s*[:=]?\s*)?rate\s*(?=[<>])`),
    'error_rate ',
  ),
  substitution('check-other-tool', /^\s*http_reqs\s*:?\s*rate\s*(?=[<>])/u, 'throughput '),
  substitution('check-other-tool', /^\s*(?:http_reqs\s*:?\s*)?count\s*(?=[<>])/u, 'requests '),
  substitution(
    'check-other-tool',
    words(String.raw`^\s*http\.response_time\.(${NAMED})\s*(?::|(?=[<>\s]))\s*(${SIGN})?\s*(${NUMBER})\s*$`),
    (_, statistic = '', sign = '', limit = '') => `${statistic} latency ${sign || '<='} ${limit}ms`,
  ),
  substitution(
    'check-other-tool',
    words(String.raw`^\s*(?:global\(\)\.)?responseTime\(?\)?\.percentile\(${PERCENTILE}\)\.lt\((\d+)\)\s*$`),
    'p$1 latency < $2ms',
  ),
  substitution('check-other-tool', words(String.raw`\bIS\s+ABOVE\b`, 'u'), '>'),
  substitution('check-other-tool', words(String.raw`\bIS\s+BELOW\b`, 'u'), '<'),
  substitution(
    'check-statistic-words',
    words(
      String.raw`^\s*${PERCENTILE}\s*%\s*of\s+(?:all\s+|the\s+)*(?:requests?|responses?|calls)\s+(?:(?:must|should|shall|will|are|be|have|has|complete|completed?|finish|respond|return|served|a|latency|response|time|times)\s+)*`,
    ),
    'p$1 latency ',
  ),
  substitution(
    'check-statistic-words',
    words(
      String.raw`\b${PERCENTILE}\s*(?:(?:st|nd|rd|th)?[\s-]*(?:percentile|pctl|pct|%-?ile)|%\s*line|%ile)(?:\s+of)?(?![\p{L}])`,
    ),
    'p$1',
  ),
  substitution('check-statistic-words', words(String.raw`\bpercentile\s*\(?${PERCENTILE}\)?`), 'p$1'),
  substitution(
    'check-statistic-words',
    words(String.raw`\bp${PERCENTILE}\s*(?:of|:|-)\s+(?:the\s+)?(?=\p{L})`),
    'p$1 ',
  ),
  substitution('check-statistic-words', words(String.raw`^\s*([\p{L}_]+)\s*[([]\s*(${NAMED})\s*[)\]]`), '$2 $1'),
  substitution('check-statistic-words', /\b(?:mean|average)\s+(?=latency)/iu, 'avg '),
  substitution('check-metric-phrase', /\bresponse[\s-]times?\b(?:\s+(?:latency))?/iu, 'latency'),
  substitution('check-metric-phrase', /\b(?:request|response)\s+latency\b/iu, 'latency'),
  substitution(
    'check-metric-phrase',
    /\b(?:requests?|req|reqs|transactions?|queries)\s+per\s+sec(?:ond)?\b(?=\s*\S*\s*(?:[<>=]|\d))(?<!\d\s*\S+\s+per\s+\S+)/iu,
    'throughput',
  ),
  substitution('check-metric-phrase', /\b(?:error|failure)\s*(?:%|percentage|ratio)(?=\s*[<>=])/iu, 'error_rate'),
  substitution(
    'check-statistic-words',
    /^\s*(?:latency\s+)?(p\d+(?:\.\d+)?)\s*(?=(?:[<>]|is\b|must\b|should\b|under\b|below\b|at\b|within\b|less\b|no\b)\s*\S+\s*\S*\d)/iu,
    '$1 latency ',
  ),
  substitution(
    'check-metric-phrase',
    new RegExp(String.raw`^\s*latency\s*\((ms|s)\)\s*(${NAMED})?\s*(${SIGN})\s*(${NUMBER})\s*$`, 'u'),
    (_, unit = '', statistic = '', sign = '', limit = '') => `${statistic || 'p95'} latency ${sign} ${limit}${unit}`,
  ),
  substitution(
    'check-other-tool',
    new RegExp(String.raw`^\s*(${NAMED})?\s*latency\s*[([](ms|s)[)\]]\s*(${SIGN})\s*(${NUMBER})\s*$`, 'u'),
    (_, statistic = '', unit = '', sign = '', limit = '') => `${statistic || 'p95'} latency ${sign} ${limit}${unit}`,
  ),
  operatorWords(
    String.raw`(?:less|lower|fewer|smaller)\s+than\s+or\s+equal(?:\s+to)?|(?:no|not)\s+(?:more|longer|greater|higher)\s+than|not?\s+(?:to\s+)?exceed|does\s+not\s+exceed|up\s+to|at\s+most|within|(?:a\s+)?max(?:imum)?(?:\s+of)?`,
    '<=',
  ),
  operatorWords(
    String.raw`(?:greater|more|higher)\s+than\s+or\s+equal(?:\s+to)?|(?:no|not)\s+(?:less|lower|fewer)\s+than|not\s+(?:fall|drop)\s+below|at\s+least|(?:a\s+)?min(?:imum)?(?:\s+of)?`,
    '>=',
  ),
  operatorWords(String.raw`exceeds?|more\s+than|greater\s+than|higher\s+than|above`, '>'),
  operatorWords(String.raw`less\s+than|lower\s+than|faster\s+than|quicker\s+than|below|under|beneath`, '<'),
  substitution('check-extra-words', words(String.raw`(?<=\S)\s+${AUXILIARIES}+(?=${SIGN})`), ' '),
  substitution('check-extra-words', words(String.raw`(?<=latency|rate|throughput)\s*:\s*(?=${SIGN})`), ' '),
];
