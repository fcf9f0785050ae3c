import type { K6Reader } from '../reader.ts';
import type { Value } from '../value.ts';

/** k6 turns the options into JSON, which has neither functions nor NaN. */
export function checkJson(root: Value, reader: K6Reader): void {
  // A value that is named may be used in many places, each of which may be named in turn.
  const seen = new Set<Value>();
  const check = (value: Value): void => {
    if (seen.has(value)) return;
    seen.add(value);
    checkValue(value, check, reader);
  };
  check(root);
}

function checkValue(value: Value, check: (inner: Value) => void, reader: K6Reader): void {
  switch (value.kind) {
    case 'function':
      reader.report('k6-not-json', value.span, 'A function', 'Write the value itself.');
      return;
    case 'number':
      if (Number.isFinite(value.value)) return;
      reader.report('k6-not-json', value.span, `\`${String(value.value)}\``, 'Write a number.');
      return;
    case 'list':
      for (const item of value.items) check(item);
      return;
    case 'object':
      for (const entry of value.entries) check(entry.value);
      return;
    case 'text':
    case 'flag':
    case 'nothing':
    case 'unknown':
      return;
  }
}
