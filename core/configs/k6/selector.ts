/** The name under which a threshold stands: a metric, and the tags that its samples must have. */
export interface MetricSelector {
  metric: string;
  /** Undefined without braces. */
  tags?: { key: string; value: string }[];
}

export type SelectorFault = 'unmatched' | 'order' | 'not-last' | 'tag';

/** Reads `http_req_duration{scenario:a,status:200}`. The only reader of such names. */
export function parseSelector(text: string): { selector: MetricSelector } | { fault: SelectorFault } {
  const open = text.indexOf('{');
  const close = text.lastIndexOf('}');
  if (open < 0 && close < 0) return { selector: { metric: text } };
  if (open < 0 || close < 0) return { fault: 'unmatched' };
  if (close < open) return { fault: 'order' };
  if (close !== text.length - 1) return { fault: 'not-last' };
  const tags = text
    .slice(open + 1, close)
    .split(',')
    .map((part) => {
      const colon = part.indexOf(':');
      return { key: unquoted(colon < 0 ? part : part.slice(0, colon)), value: colon < 0 ? '' : part.slice(colon + 1) };
    });
  if (tags.some(({ value }) => value === '')) return { fault: 'tag' };
  return {
    selector: { metric: text.slice(0, open), tags: tags.map(({ key, value }) => ({ key, value: unquoted(value) })) },
  };
}

function unquoted(text: string): string {
  return text.trim().replace(/^["']+|["']+$/g, '');
}
