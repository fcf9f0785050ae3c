import { withFix, type Fix, type Problem } from '../../../problem.ts';
import { closest } from '../../../text/closest.ts';
import { valueAt } from '../../yaml/lookup.ts';
import type { YamlNode, YamlScalar } from '../../yaml/yamlNode.ts';
import { replaceSpan, replaceText } from '../edits.ts';
import { artilleryProblem } from '../problems.ts';
import { capturesOf, requestOf } from '../model/requests.ts';
import { hasTemplate, scalarsUnder } from '../model/scalars.ts';
import { allSteps, flowsOf, languageOf, type Scenario, type Step } from '../model/script.ts';
import { rootOf, templatesIn, type TemplateUse } from '../model/templates.ts';
import { startingVariables, variablesSetBy } from '../model/variables.ts';
import { CAPTURE_KEYS, TEMPLATE_FUNCTIONS } from '../model/vocabulary.ts';
import { hasPlugin } from './requests.ts';
import type { RuleContext, ScriptRule } from './rule.ts';
import { memberOfEnvironment, spanOfUse, unusableTemplate } from './templates.ts';

/** Every variable has been set before it is used, as far as that can be told. */
export const variables: ScriptRule = function* (context) {
  for (const flow of flowsOf(context.script)) {
    if (languageOf(flow.engine) !== 'foreign') yield* new FlowReader(flow, context).problems();
  }
};

/** Of templates in one text that are none, so many are told. */
const MOST_UNUSABLE = 10;

class FlowReader {
  /** Shared with the other flows. */
  private readonly atStart: ReadonlySet<string>;
  private readonly learned = new Set<string>();
  /** Whatever is not known may still be set by something that cannot be looked into. */
  private readonly isOpen: boolean;

  constructor(
    private readonly flow: Scenario,
    private readonly context: RuleContext,
  ) {
    const { script, configs, facts } = context;
    const { names, anything } = startingVariables(flow, script, configs, facts);
    this.atStart = names;
    // Without the config nobody knows what variables it defines.
    this.isOpen = anything || !script.config;
  }

  *problems(): Iterable<Problem> {
    for (const step of this.flow.steps) yield* this.step(step);
  }

  private *step(step: Step): Iterable<Problem> {
    if (step.kind === 'loop') yield* this.loopOver(step);
    if (step.kind === 'loop' || step.kind === 'parallel') {
      // What a round of a loop sets, the next one knows; steps beside each other run in any order.
      for (const inner of allSteps([step])) this.learn(inner);
      for (const { value, key } of step.others) {
        if (key !== 'over' && key !== 'whileTrue') yield* this.texts(value, { key, fate: 'used' });
      }
      for (const inner of step.steps) yield* this.step(inner);
      return;
    }
    const expect = valueAt(requestOf(step), 'expect');
    if (step.kind !== 'function')
      yield* this.texts(step.node, { fate: fateIn(step), except: [...(expect ? [expect] : []), ...unread(step)] });
    this.learn(step);
    // What is expected is looked at last, when the request has captured what it does.
    if (expect) yield* this.texts(expect, { key: 'expect', fate: 'expected' });
  }

  private learn(step: Step): void {
    for (const name of variablesSetBy(step)) this.learned.add(name);
  }

  private knows(name: string): boolean {
    return this.atStart.has(name) || this.learned.has(name);
  }

  /** The name that was most likely meant: not `$`, which is one letter away from every short name. */
  private closestTo(name: string): string | undefined {
    return closest(
      name,
      [...this.atStart, ...this.learned].filter((known) => known !== '$'),
    );
  }

  private *loopOver({ node }: Step): Iterable<Problem> {
    const over = valueAt(node, 'over');
    if (over?.kind !== 'scalar' || over.isUnreadable || typeof over.value !== 'string') return;
    const { text } = this.context;
    const [use] = templatesIn(over.text);
    if (use?.kind === 'variable' && use.end - use.start === over.text.trim().length) {
      const problem = artilleryProblem('artillery-loop-braces', over.span, use.inner);
      yield withFix(problem, replaceText(over, use.inner, text));
    } else if (!this.isOpen && !use && !this.knows(rootOf(over.text))) {
      yield artilleryProblem('artillery-loop-variable', over.span, over.text);
    }
  }

  private *texts(
    node: YamlNode,
    { key, fate, except = [] }: { key?: string; fate: TemplateFate; except?: readonly YamlNode[] },
  ): Iterable<Problem> {
    for (const keyed of scalarsUnder(node, key, hasTemplate, except)) {
      const { scalar } = keyed;
      let unusable = 0;
      for (const use of templatesIn(scalar.text)) {
        if (use.kind === 'unclosed' || use.kind === 'unsupported') unusable += 1;
        // The rest of such a text comes up once these are mended.
        if (unusable > MOST_UNUSABLE) break;
        yield* unusableTemplate(use, keyed, this.context.text);
        yield* memberOfEnvironment(use, scalar, this.context.text);
        if (keyed.key === 'ifTrue') continue;
        if (use.kind === 'variable') yield* this.variable(use, scalar, fate);
        if (use.kind === 'call') yield* this.call(use, scalar);
      }
    }
  }

  private *variable(use: TemplateUse, scalar: YamlScalar, fate: TemplateFate): Iterable<Problem> {
    const { name } = use;
    if (this.isOpen || this.knows(name)) return;
    const { text } = this.context;
    const span = spanOfUse(use, scalar, text);
    const isFake = name.startsWith('$') && hasPlugin(this.context, 'fake-data');
    if (TEMPLATE_FUNCTIONS.includes(name) || isFake) {
      // Without limits it gives nothing but 0 and 1.
      const isNumber = name === '$randomNumber';
      const call = isNumber ? `${name}(1, 1000)` : `${name}()`;
      const fix: Fix = { ...replaceSpan(span, `{{ ${call} }}`, `Call ${name}`), ...(isNumber && { isGuess: true }) };
      yield withFix(artilleryProblem('artillery-missing-call', span, name, call, FATES[fate]), fix);
    } else {
      yield artilleryProblem('artillery-unknown-variable', span, name, FATES[fate], this.closestTo(name));
    }
  }

  private *call(use: TemplateUse, scalar: YamlScalar): Iterable<Problem> {
    if (this.isOpen || TEMPLATE_FUNCTIONS.includes(use.name) || hasPlugin(this.context, 'fake-data')) return;
    const span = spanOfUse(use, scalar, this.context.text);
    if (this.knows(use.name)) {
      const fix = replaceSpan(span, `{{ ${use.name} }}`, 'Remove the brackets');
      const isCertain = /\(\s*\)$/.test(use.inner);
      yield withFix(artilleryProblem('artillery-called-variable', span, use.name), isCertain ? fix : undefined);
      return;
    }
    yield artilleryProblem('artillery-unknown-function', span, use.name, closest(use.name, TEMPLATE_FUNCTIONS));
  }
}

/** What comes of the text that a template without a value stands in. */
const FATES = {
  sent: 'the text “undefined” is sent',
  printed: 'the text “undefined” is printed',
  expected: 'the response is compared with “undefined”',
  used: 'there is no value here',
} as const;
type TemplateFate = keyof typeof FATES;

function fateIn({ kind }: Step): TemplateFate {
  if (kind === 'log') return 'printed';
  return kind === 'think' ? 'used' : 'sent';
}

/** What stands in a capture and means nothing there is neither filled in nor sent. */
function unread(step: Step): YamlNode[] {
  return capturesOf(step).flatMap(({ entries }) =>
    entries.filter(({ key }) => !CAPTURE_KEYS.includes(key)).map(({ value }) => value),
  );
}
