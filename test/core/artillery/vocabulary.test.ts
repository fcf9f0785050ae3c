import { describe, expect, it } from 'vitest';
import * as names from '../../../core/configs/artillery/model/vocabulary.ts';
import { PHASE_KEYS } from '../../../core/configs/artillery/model/vocabulary.ts';
import { readYaml } from '../../../core/configs/yaml/readYaml.ts';
import type { YamlNode } from '../../../core/configs/yaml/yamlNode.ts';
import { fieldAt } from '../../../core/configs/artillery/vocabulary/lookup.ts';

const root: YamlNode = readYaml(
  'config: {}\nscenarios: [{}, { engine: ws }, { engine: socketio }, { engine: playwright }]',
  '',
).root ?? { kind: 'map', span: [0, 0], entries: [] };

/** Handed to the HTTP client as they are; its own documentation describes them. */
const OF_THE_CLIENT = new Set(names.REQUEST_KEYS.slice(names.REQUEST_KEYS.indexOf('searchParams')).concat('uri'));

describe('every name that Artillery gives a meaning is described', () => {
  const request = ['scenarios', 0, 'flow', 0, 'post'] as const;
  it.each<[string, readonly (string | number)[], readonly string[]]>([
    ['the top', [], names.ROOT_KEYS],
    ['config', ['config'], names.CONFIG_KEYS],
    ['an environment', ['config', 'environments', 'x'], names.CONFIG_KEYS.filter((key) => key !== 'environments')],
    ['a phase', ['config', 'phases', 0], PHASE_KEYS],
    ['payload', ['config', 'payload'], names.PAYLOAD_KEYS],
    ['a list of payloads', ['config', 'payload', 0], names.PAYLOAD_KEYS],
    ['http', ['config', 'http'], names.HTTP_KEYS],
    ['plugins', ['config', 'plugins'], names.BUILT_IN_PLUGINS],
    ['a scenario', ['scenarios', 0], names.SCENARIO_KEYS],
    ['a step', ['scenarios', 0, 'flow', 0], [...names.HTTP_ACTIONS, ...names.USUAL_METHODS, ...names.LOOP_OPTIONS]],
    ['a step of ws', ['scenarios', 1, 'flow', 0], names.WS_ACTIONS],
    ['a step of Socket.IO', ['scenarios', 2, 'flow', 0], ['emit', 'get', 'namespace', 'response', 'acknowledge']],
    ['a step in a loop', ['scenarios', 0, 'flow', 0, 'loop', 0, 'parallel', 1], names.USUAL_METHODS],
    ['a request', request, names.REQUEST_KEYS.filter((key) => !OF_THE_CLIENT.has(key))],
    ['a request in a hook', ['before', 'flow', 0, 'get'], ['url', 'capture']],
    ['capture', [...request, 'capture'], names.CAPTURE_KEYS],
    ['a list of captures', [...request, 'capture', 1], names.CAPTURE_KEYS],
    ['expect', [...request, 'expect', 0], names.EXPECTATIONS],
  ])('%s', (_, path, keys) => {
    const without = keys.filter((key) => (fieldAt(root, [...path, key])?.meaning ?? '') === '');
    expect(without).toEqual([]);
  });

  it('and nothing where another engine has the say', () => {
    expect(fieldAt(root, ['scenarios', 3, 'flow', 0, 'get'])).toBeUndefined();
    expect(fieldAt(root, ['config', 'variables', 'x'])).toBeUndefined();
  });
});
