/** Says that what follows is a sign of trouble: "Alert if any of these occur:". */
const OPENS_ALARMS =
  /\b(?:alert|alarm|abort|stop|halt|escalate|page|roll ?back|cancel|terminate|fail(?:s|ed)?|investigate|warn)\b[^.:]{0,60}\b(?:if|when|on|once|whenever)\b[^.]{0,80}:?\s*$/iu;

/** "Fail conditions", "Rollback triggers", "Stop criteria". */
const ALARM_HEADING =
  /\b(?:fail(?:ure)?|abort|stop|halt|alert(?:ing)?|alarm|rollback|escalation|no-go|warning|emergency)\s+(?:conditions?|criteria|triggers?|rules?|if|when|thresholds?)\b|\bred flags?\b|\bsymptoms?\b/iu;

const LONGEST_ANNOUNCEMENT = 250;

/** Whether the lines behind such a line state what must not happen, so that a tick means trouble. */
export function opensAlarms(line: string): boolean {
  return OPENS_ALARMS.test(line.trim().slice(-LONGEST_ANNOUNCEMENT));
}

export function isAlarmHeading(heading: string): boolean {
  return ALARM_HEADING.test(heading);
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
