import { withFix, type Problem } from '../../../problem.ts';
import { spanInScalar } from '../../yaml/scalarOffsets.ts';
import type { YamlScalar } from '../../yaml/yamlNode.ts';
import { replaceSpan } from '../edits.ts';
import { artilleryProblem } from '../problems.ts';
import type { KeyedScalar } from '../model/scalars.ts';
import type { TemplateUse } from '../model/templates.ts';

/** In these, braces may be meant as they stand: they are compared with what a server sends. */
const PATTERN_KEYS = new Set(['regexp', 'matchesRegexp', 'xpath', 'ifTrue']);

/** Templates that Artillery does not see as such. */
export function* unusableTemplate(use: TemplateUse, { scalar, key }: KeyedScalar, text: string): Iterable<Problem> {
  if (use.kind !== 'unsupported' && use.kind !== 'unclosed') return;
  if (use.inner === '' || PATTERN_KEYS.has(key ?? '')) return;
  const span = spanInScalar(scalar, text, use.start, use.end);
  const written = scalar.text.slice(use.start, use.end);
  if (use.kind === 'unsupported') yield artilleryProblem('artillery-bad-template', span, written);
  else {
    const missing = written.endsWith('}') ? '}' : ' }}';
    // Behind the name, where nothing else stands there that could be part of it.
    const isCertain = /^\{\{\s*[$\w.]+\s*\}?$/.test(written) && use.end === scalar.text.length;
    const fix = replaceSpan([span[1], span[1]], missing, 'Close the template');
    yield withFix(artilleryProblem('artillery-unclosed-template', span, written), isCertain ? fix : undefined);
  }
}

const ENVIRONMENT = '$environment';

/** `{{ $environment.TARGET }}`: what is chosen with `-e` is only a name. */
export function* memberOfEnvironment(use: TemplateUse, scalar: YamlScalar, text: string): Iterable<Problem> {
  if (use.kind !== 'variable' || use.name !== ENVIRONMENT || use.inner === ENVIRONMENT) return;
  const written = scalar.text.slice(use.start, use.end);
  const at = use.start + written.indexOf(ENVIRONMENT);
  const name = spanInScalar(scalar, text, at, at + ENVIRONMENT.length);
  const problem = artilleryProblem('artillery-environment-name', spanOfUse(use, scalar, text), written);
  yield withFix(problem, { ...replaceSpan(name, '$env', 'Replace by $env'), isGuess: true });
}

/** The characters of a template in the file. */
export function spanOfUse(use: TemplateUse, scalar: YamlScalar, text: string): readonly [number, number] {
  return spanInScalar(scalar, text, use.start, use.end);
}
