import { withFix, type Problem } from '../../../problem.ts';
import { entryAt, isNull } from '../../yaml/lookup.ts';
import type { YamlEntry, YamlMap } from '../../yaml/yamlNode.ts';
import { insertBefore } from '../edits.ts';
import { artilleryProblem } from '../problems.ts';
import { isUnknown } from '../model/values.ts';

const BODIES = ['json', 'body', 'form', 'formData'];

/** A body where the HTTP client allows none: it does not send such a request at all. */
export function* bodyOfGet(request: YamlMap, method: string, text: string): Iterable<Problem> {
  if (method !== 'get' && method !== 'head') return;
  if (method === 'get' && entryAt(request, 'allowGetBody')) return;
  const [body] = request.entries.filter(
    ({ key, value }) => BODIES.includes(key) && !isNull(value) && !isUnknown(value),
  );
  if (!body) return;
  const problem = artilleryProblem('artillery-body-of-get', body.keySpan, method, body.key);
  yield withFix(problem, method === 'get' ? allowed(request, body, text) : undefined);
}

/** Another method may have been meant, or no body. */
function allowed(request: YamlMap, body: YamlEntry, text: string) {
  const edit = insertBefore(request, body, { keys: ['allowGetBody'], value: 'true' }, text);
  return edit && { title: 'Add allowGetBody: true', isGuess: true as const, edits: [edit] };
}
