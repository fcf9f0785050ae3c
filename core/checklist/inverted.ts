import { statesGood, statesTrouble } from './alarmItems.ts';

/** Says that what follows is a sign of trouble: "Alert if any of these occur:". */
const OPENS_ALARMS =
  /\b(?:alert|alarm|abort|stop|halt|escalate|page|roll ?back|cancel|terminate|fail(?:s|ed)?|investigate|warn)\b[^.:]{0,60}\b(?:if|when|on|once|whenever)\b[^.]{0,80}:?\s*$/iu;
/** "Rollback is successful when:", "Stop when all is ready:": what follows is wanted. */
const OPENS_WISHES =
  /\b(?:success(?:ful(?:ly)?)?|complete[ds]?|ready|done|pass(?:es|ed)?|finished|verified|safe)\b[^.:]{0,60}\b(?:if|when|on|once|whenever)\b/iu;

/** "Fail conditions", "Rollback triggers", "Stop criteria". */
const ALARM_HEADING =
  /\b(?:fail(?:ure)?|abort|stop|halt|alert(?:ing)?|alarm|rollback|escalation|no-go|warning|emergency)\s+(?:conditions?|criteria|triggers?|rules?|if|when|thresholds?)\b|\bwhen to (?:roll ?back|abort|stop|halt|escalate|alert|page)\b|\bred flags?\b|\bsymptoms?\b/iu;
/** "Pass/fail criteria", "Go/no-go", "No red flags", "Alert rule configuration": what stands below is wanted, or to be done. */
const NO_ALARM_HEADING =
  /\b(?:pass(?:ed|ing)?|success(?:ful)?|go|accept(?:ance)?)(?:\s*(?:[/|&-]|and|or|vs\.?)\s*)(?:fail(?:ed|ing|ure)?|no-?go|reject(?:ion)?)\b|\b(?:no|zero|without)\s+(?:red flags?|symptoms?)\b|\b(?:ready|readiness|configur\w*|set ?up|implement\w*|verif\w*|tested|document\w*|review\w*|defin(?:ed|ition|itions)|complete[ds]?|confirmed|resolved|met|tuning|tuned|in place|enabled|creat\w*)\b/iu;

const VERBS =
  'alert|alarm|abort|stop|halt|escalate|page|roll ?back|cancel|terminate|fail|investigate|warn|notify|inform';

/** What people are told to do where one of several things happens: "We stop the test if any of these occur:". */
const TELLS_TO_ACT = new RegExp(
  `^\\W*(?:(?:please|immediately|automatically|always|then|we|you|must|should|will)\\s+){0,3}(?<verb>${VERBS})\\b(?<done>[^.:]*?)\\b(?:(?<word>if|when|whenever)\\b(?<condition>[^.]*?)|(?:on|once)\\b(?<cause>[^.]*?\\w)):?\\s*$`,
  'iu',
);
const ANY_OF_SEVERAL =
  /^\s*$|\b(?:any|one|either|some|occurs?|happens?|appears?|exceed(?:s|ed)?|breach(?:es|ed)?|see|seen|observed?)\b/iu;
const ALL_DONE =
  /\b(?:all|every|both|done|complete[ds]?|ready|met|ticked|checked|passed|in place|agreed|approved|finished)\b/iu;
/** "Abort if any of these is missing:" has below it what must be there. */
const SOMETHING_LACKS =
  /\b(?:not|no(?![- ]?go\b)|missing|lack(?:s|ing)?|absent|without|incomplete|untrue|false|open|pending|unmet|un(?:ticked|checked|tested|done|verified|confirmed|satisfied))\b|n['’]t\b/iu;
const STATES_A_FACT = /\b(?:is|are|was|were|has|have|can|may|plans?|triggers?|conditions?|criteria|rules?)\b/iu;
/** One also stops when all is done: "Stop when: you trust the results". */
const ENDS = /^(?:stop|halt|cancel|terminate|fail)$/iu;

const CONDITIONAL_HEADING = /\b(?:if|when|whenever)\b/iu;
/** What somebody has to do, although it is about alarms: "Alert on error rate > 5% is set up". */
const IS_SAID = /\b(?:is|are|be|been|was|were)\b/iu;

const LONGEST_ANNOUNCEMENT = 250;

/** Whether the lines behind such a line state what must not happen, so that a tick means trouble. */
export function opensAlarms(line: string): boolean {
  const end = line.trim().slice(-LONGEST_ANNOUNCEMENT);
  return OPENS_ALARMS.test(end) && !OPENS_WISHES.test(end);
}

export function isAlarmHeading(heading: string): boolean {
  return ALARM_HEADING.test(heading) && !NO_ALARM_HEADING.test(heading);
}

/**
 * Whether a task item behind such a line is an alarm that nobody has to tick. It takes more than for a limit to be one:
 * what is left out here keeps no gate closed.
 */
export function isAnnouncedAlarm(line: string, item: string): boolean {
  if (!opensAlarms(line)) return false;
  const sentence =
    line
      .trim()
      .slice(-LONGEST_ANNOUNCEMENT)
      .split(/[.!?]\s+/)
      .at(-1) ?? '';
  const { verb = '', word = '', done, cause = '', condition = cause } = TELLS_TO_ACT.exec(sentence)?.groups ?? {};
  if (done === undefined || STATES_A_FACT.test(done)) return false;
  if (!ANY_OF_SEVERAL.test(condition) || ALL_DONE.test(condition) || SOMETHING_LACKS.test(condition)) return false;
  const mayMeanTheEnd = condition.trim() === '' && ENDS.test(verb) && !/if/iu.test(word);
  return mayMeanTheEnd ? statesTrouble(item) : !statesGood(item);
}

/** Whether a task item is one by its heading. Below "Rollback triggers" it has to state what triggers. */
export function isAlarmBelow(heading: string, item: string): boolean {
  if (!isAlarmHeading(heading) || SOMETHING_LACKS.test(heading)) return false;
  if (CONDITIONAL_HEADING.test(heading) && isAnnouncedAlarm(heading, item)) return true;
  return statesTrouble(item) && !IS_SAID.test(item);
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
