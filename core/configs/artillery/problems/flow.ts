import type { ProblemCatalogue } from '../../../problem.ts';
import { didYouMean, quote, quoteFirst } from '../../../text/wording.ts';

/** Scenarios and the steps of their flows, apart from what is in a request. */
export const FLOW_PROBLEMS = {
  'artillery-missing-flow': {
    severity: 'error',
    message: (owner: string) => `${owner} has no \`flow\`. Add one with its steps.`,
  },
  'artillery-flow-key': {
    severity: 'error',
    message: (key: string) =>
      `There is no key ${quote(key)}, and without \`flow\` Artillery refuses the script.${didYouMean('flow')}`,
  },
  'artillery-flow-not-a-list': {
    severity: 'error',
    message: (found: string) => `\`flow\` must be a list, but this is ${found}. Begin each step with \`- \`.`,
  },
  'artillery-empty-flow': {
    severity: 'warning',
    message: () => 'This flow is empty: its virtual users do nothing, and count as completed. Add a step.',
  },
  'artillery-unknown-step': {
    severity: 'error',
    message: (key: string, means: string | undefined) =>
      `There is no step ${quote(key)}: Artillery takes it for an HTTP method and sends it.${didYouMean(means)}`,
  },
  'artillery-emit-in-http': {
    severity: 'error',
    message: () =>
      'Only the engine `socketio` has a step `emit`; with `http` virtual users fail here, or Artillery refuses the script. Write `engine: socketio` beside `flow`.',
  },
  'artillery-upper-case-method': {
    severity: 'error',
    message: (key: string) =>
      `Methods are written in small letters; with \`${key}\` the step cannot be read. Write \`${key.toLowerCase()}\`.`,
  },
  'artillery-several-actions': {
    severity: 'error',
    message: (action: string, other: string) =>
      `A step does one thing, but this one has ${quote(action)} and ${quote(other)}: Artillery refuses it or ignores one. Begin ${quote(other)} with a \`- \` of its own, or indent it below ${quote(action)}.`,
  },
  'artillery-option-at-top': {
    severity: 'error',
    message: (option: string, action: string) =>
      `Artillery refuses a step of a scenario's own flow that has a second key, so ${quote(option)} beside ${quote(action)} works only inside of a loop. Put the step into one, such as \`loop: […]\` with \`count: 1\`, or leave ${quote(option)} out.`,
  },
  'artillery-nested-steps': {
    severity: 'error',
    message: () =>
      'This item of the flow is a list itself, which Artillery refuses. Write its steps into the flow, one by one.',
  },
  'artillery-not-a-step': {
    severity: 'error',
    message: (written: string) =>
      `${quoteFirst(written)} is no step, because it has no value. Write it like \`get: { url: "/" }\` or \`think: 1\`.`,
  },
  'artillery-request-in-ws': {
    severity: 'error',
    message: (key: string) =>
      `The \`ws\` engine has no step ${quote(key)}, so its virtual users fail with “invalid_step”. Use \`send\`, \`wait\`, \`connect\`, \`think\`, \`log\`, \`loop\` or \`function\`, or another scenario for requests.`,
  },
  'artillery-bad-connect': {
    severity: 'error',
    message: (written: string, instead: string) =>
      `${quoteFirst(written)} is no whole address, and \`connect\` puts it behind no target: the test ends here with an error. Write ${quote(instead)}.`,
  },
  'artillery-endless-loop': {
    severity: 'error',
    message: (why: string) =>
      `This loop never ends, because ${why}. Give it a \`count\` of 1 or more, \`over\` or \`whileTrue\`.`,
  },
  'artillery-loop-option': {
    severity: 'error',
    message: (key: string) =>
      `\`${key}\` is a step of its own here, so the loop above never ends. Remove the dash and write \`${key}\` below \`loop\`, with the same indentation.`,
  },
  'artillery-key-among-steps': {
    severity: 'error',
    message: (key: string, list: string) =>
      `\`${key}\` stands among the steps of \`${list}\`, which cannot be read. It belongs beside \`${list}\`: write it in the column of that, without a dash.`,
  },
  'artillery-while-condition': {
    severity: 'error',
    message: (isEndless: boolean) =>
      `\`whileTrue\` takes the name of a function of the processor and nothing else, so Artillery ignores this${isEndless ? ' and the loop never ends' : ''}. Write the condition into a function \`(context, done)\` that calls \`done(true)\` to go on, and its name here.`,
  },
  'artillery-loop-variable': {
    severity: 'warning',
    message: (name: string) =>
      `Nothing sets a variable ${quote(name)} before this, so the loop does nothing. Define it under \`variables\` or \`payload\`, or capture it in an earlier request.`,
  },
  'artillery-loop-braces': {
    severity: 'warning',
    message: (name: string) =>
      `\`over\` takes the name of a variable without braces; with them the loop does nothing. Write ${quote(name)}.`,
  },
  'artillery-bad-think': {
    severity: 'error',
    message: (written: string, why: string) =>
      `${quoteFirst(written)} is no time to think: ${why}. Write whole seconds, or one number with a unit such as 500ms or 1.5s.`,
  },
} as const satisfies ProblemCatalogue;
