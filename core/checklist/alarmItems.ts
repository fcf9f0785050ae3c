/** Says that something is wrong, whatever is measured: "Disk full", "Security breach detected". */
const TROUBLE =
  /\b(?:exceed(?:s|ed|ing)?|exhausted|un(?:available|reachable|responsive|healthy|stable|expected)|lost|loss(?:es)?|crash(?:es|ed|ing)?|out of \w+|no (?:answers?|response|data|traffic|heartbeat)|errors?|fail(?:s|ed|ing|ures?)?|broken|breach(?:es|ed)?|corrupt(?:s|ed|ion)?|outage|incidents?|leaks?|degrad(?:es|ed|ation)|time-?outs?|spikes?|stuck|dead|deadlocks?|unable|cannot|missing|complaints?|regressions?|vulnerabilit(?:y|ies)|downtime|overload(?:ed)?|saturat(?:ed|ion)|throttl(?:ed|ing))\b|\b(?:full|down)$/iu;

const FALLS = /\b(?:drops?|falls?|declines?|decreases?|dips?|sinks?)\b/iu;
const BETTER_WHEN_HIGH =
  /\b(?:success|availability|uptime|throughput|hit (?:rate|ratio)|free|remaining|left|healthy|ready|replicas|coverage|apdex|compliance|rps|tps|qps)\b/iu;
const LOW = /[<≤‹]|\b(?:below|under|within|at most|(?:less|lower|fewer) than)\b/iu;
const HIGH = /[>≥]|\b(?:above|over|at least|(?:more|higher|greater) than|rises?|reach(?:es|ed)?)\b/iu;

/** "No errors", "without surprises": what would be wrong is said not to be there. */
const ABSENT =
  /\b(?:no|zero|without|never|not|none|free of)\b[^.;,]{0,40}\b(?:errors?|fail\w*|crash\w*|trend|growth|increases?|leaks?|loss(?:es)?|spikes?|alerts?|incidents?|regressions?|time-?outs?|surprises|issues?|problems?|bugs?|vulnerabilit\w*|downtime|outages?|exceed\w*|drops?|degrad\w*|duplicates?|secrets?|warnings?)\b/iu;
const DONE =
  /\b(?:confirmed|tested|verified|restored|documented|configured|in place|approved|ready|available|completed?|enabled|set up|reviewed|signed|agreed|backed up|installed|deployed|trained|pass(?:es|ed|ing)|green|stable|successful(?:ly)?|works|working|running|done|defined|created|planned|known|informed)\b|✅/iu;
/** "CPU alert at 80%": something that is to be there. */
const WATCHED =
  /\b(?:alerts?|alarms?|roll ?backs?|notifications?|monitor(?:s|ing)?)\b[^.]{0,20}\b(?:at|on|for|when|if)\b/iu;
const TO_DO =
  /^\W*(?:set up|configure|define|agree|test|document|check|verify|ensure|create|add|enable|review|write|confirm|make|run|prepare|update|keep|plan|inform|notify|alert|alarm|page|escalate|roll ?back|stop|abort|monitor|investigate)\b/iu;

/** Whether an item says that something is wrong. Of "CPU > 90%" the tick would mean trouble, of "CPU < 70%" it would not. */
export function statesTrouble(item: string): boolean {
  if (statesGood(item)) return false;
  return [TROUBLE, FALLS, HIGH, LOW].some((sign) => sign.test(item));
}

/**
 * Whether a tick of it would say that all is well, or that something is done. In doubt it does: what is taken for an alarm
 * keeps no gate closed.
 */
export function statesGood(item: string): boolean {
  if ([TO_DO, DONE, ABSENT, WATCHED].some((sign) => sign.test(item))) return true;
  if (FALLS.test(item)) return false;
  const isBetterWhenHigh = BETTER_WHEN_HIGH.test(item);
  if (LOW.test(item)) return !isBetterWhenHigh;
  return HIGH.test(item) && isBetterWhenHigh && !TROUBLE.test(item);
}
