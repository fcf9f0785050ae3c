/** Says that what follows is a sign of trouble: "Alert if any of these occur:". */
const OPENS_ALARMS =
  /\b(?:alert|alarm|abort|stop|halt|escalate|page|roll ?back|cancel|terminate|fail(?:s|ed)?|investigate|warn)\b[^.:]{0,60}\b(?:if|when|on|once|whenever)\b[^.]{0,80}:?\s*$/iu;

/** "Fail conditions", "Rollback triggers", "Stop criteria". */
const ALARM_HEADING =
  /\b(?:fail(?:ure)?|abort|stop|halt|alert(?:ing)?|alarm|rollback|escalation|no-go|warning|emergency)\s+(?:conditions?|criteria|triggers?|rules?|if|when|thresholds?)\b|\bred flags?\b|\bsymptoms?\b/iu;

const VERBS =
  'alert|alarm|abort|stop|halt|escalate|page|roll ?back|cancel|terminate|fail|investigate|warn|notify|inform';

/** What people are told to do where one of several things happens: "We stop the test if any of these occur:". */
const TELLS_TO_ACT = new RegExp(
  `^\\W*(?:(?:please|immediately|automatically|always|then|we|you|must|should|will)\\s+){0,3}(?:${VERBS})\\b(?<done>[^.:]*?)\\b(?:(?:if|when|whenever)\\b(?<condition>[^.]*?)|(?:on|once)\\b(?<cause>[^.]*?\\w)):?\\s*$`,
  'iu',
);
const ANY_OF_SEVERAL =
  /^\s*$|\b(?:any|one|either|some|occurs?|happens?|appears?|exceed(?:s|ed)?|breach(?:es|ed)?|see|seen|observed?)\b/iu;
const ALL_DONE =
  /\b(?:all|every|both|done|complete[ds]?|ready|met|ticked|checked|passed|in place|agreed|approved|finished)\b/iu;
const STATES_A_FACT = /\b(?:is|are|was|were|has|have|can|may|plans?|triggers?|conditions?|criteria|rules?)\b/iu;

const CONDITIONAL_HEADING = /\b(?:fail|abort|stop|halt|alert|alarm|roll ?back|no-go)\s+(?:if|when)\b/iu;
const STATES_A_CONDITION =
  /[<>≤≥]|\b(?:exceed(?:s|ed|ing)?|above|below|over|under|(?:more|less|higher|lower|greater|fewer) than|drops?|rises?|reach(?:es|ed)?|exhausted|unavailable|unreachable|lost|data loss|crash(?:es|ed)?|out of \w+|no (?:answers?|response))\b|\b(?:full|down)$/iu;
/** What somebody has to do, although it is about alarms: "Alert on error rate > 5% is set up". */
const ASKS_TO_DO = new RegExp(
  `^\\W*(?:${VERBS}|set up|configure|define|agree|test|document|check|verify|ensure|create|add|enable|review|write|confirm|make)\\b|\\b(?:is|are|be|been|was|were)\\b`,
  'iu',
);

const LONGEST_ANNOUNCEMENT = 250;

/** Whether the lines behind such a line state what must not happen, so that a tick means trouble. */
export function opensAlarms(line: string): boolean {
  return OPENS_ALARMS.test(line.trim().slice(-LONGEST_ANNOUNCEMENT));
}

export function isAlarmHeading(heading: string): boolean {
  return ALARM_HEADING.test(heading);
}

/**
 * Whether task items behind such a line are alarms that nobody has to tick. It takes more than for limits to be alarms:
 * what is left out here keeps no gate closed.
 */
export function announcesAlarms(line: string): boolean {
  if (!opensAlarms(line)) return false;
  const sentence =
    line
      .trim()
      .slice(-LONGEST_ANNOUNCEMENT)
      .split(/[.!?]\s+/)
      .at(-1) ?? '';
  const { done = '', cause = '', condition = cause } = TELLS_TO_ACT.exec(sentence)?.groups ?? { done: 'is' };
  return !STATES_A_FACT.test(done) && ANY_OF_SEVERAL.test(condition) && !ALL_DONE.test(condition);
}

/** Whether a task item is one by its heading. Below "Rollback triggers" it has to state what triggers. */
export function isAlarmBelow(heading: string, item: string): boolean {
  if (!isAlarmHeading(heading)) return false;
  return CONDITIONAL_HEADING.test(heading) || (STATES_A_CONDITION.test(item) && !ASKS_TO_DO.test(item));
}

const STARTS_ALARM = /^\s*(?:stop|abort|alert|roll ?back|symptoms?|warning|critical)\b/iu;
const CONDITION = /^\s*(?:if|when|once)\b|→|->|=>|\bif\b/iu;
const ACTION = /\b(?:stop|abort|halt|alert|page|roll ?back|escalate|scale up|investigate|warn|fail|notify|terminat)/iu;

/** A line that is an alarm by itself: "If error rate > 15%: stop the test". */
export function isAlarmLine(line: string): boolean {
  return STARTS_ALARM.test(line) || (CONDITION.test(line) && ACTION.test(line));
}

/** "From the error tracker:": what follows is measured by something else than the load test. */
export function opensOtherSource(line: string): boolean {
  return /^\s*(?:from|in|according to|as seen in)\s+[^:]{1,60}:\s*$/iu.test(line);
}
