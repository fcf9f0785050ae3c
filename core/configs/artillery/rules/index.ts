import { captures } from './captures.ts';
import { conditions } from './conditions.ts';
import { configTemplates } from './configTemplates.ts';
import { connections } from './connections.ts';
import { engines } from './engines.ts';
import { ensureChecks } from './ensureChecks.ts';
import { environmentPhases } from './environmentPhases.ts';
import { expectations } from './expectations.ts';
import { flows, weights } from './flows.ts';
import { configKinds, environmentsKind, flowKinds } from './kinds.ts';
import { loops } from './loops.ts';
import { payload } from './payload.ts';
import { misplacedKeys } from './misplacedKeys.ts';
import { phases } from './phases.ts';
import { ensure, plugins } from './plugins.ts';
import { functions, processor } from './processor.ts';
import { requests } from './requests.ts';
import type { ConfigRule, ScriptRule } from './rule.ts';
import { apdex, timeouts } from './settings.ts';
import { steps } from './steps.ts';
import { parts, rootKeys, sectionKeys } from './structure.ts';
import { someTarget, targetUrl } from './target.ts';
import { think } from './think.ts';
import { variables } from './variables.ts';

/** Every rule that a script must satisfy. To add one: a file in this folder, a line here, a code in `problems/`. */
export const SCRIPT_RULES: readonly ScriptRule[] = [
  ...[parts, rootKeys, sectionKeys, misplacedKeys, someTarget, engines, environmentsKind, environmentPhases],
  ...[flows, weights, flowKinds, steps, loops, think, connections, requests, captures, conditions, expectations],
  ...[functions, variables, configTemplates, ensure],
];

/** Those for a config as it is with an environment; each is asked for every environment. */
export const CONFIG_RULES: readonly ConfigRule[] = [
  ...[configKinds, targetUrl, phases, timeouts, apdex, payload, processor, plugins, ensureChecks],
];
