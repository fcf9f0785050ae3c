import type { YamlNode } from '../../yaml/yamlNode.ts';
import { Fields } from '../fields.ts';
import { isName } from '../interpolate.ts';
import { parseAmount, readPattern } from '../leaves.ts';
import { PREFLIGHT_KINDS, preflightModel } from '../model.ts';
import type { PreflightItem } from '../plan.ts';
import type { PlanReader } from '../reader.ts';
import { readCommand } from './commands.ts';
import { readExpectation } from './expectations.ts';
import { readUrlTemplate } from './urls.ts';

export function readPreflight(reader: PlanReader, nodes: readonly YamlNode[]): PreflightItem[] {
  return nodes.flatMap((node) => {
    const item = readItem(reader, node);
    return item ? [item] : [];
  });
}

function readItem(reader: PlanReader, node: YamlNode): PreflightItem | undefined {
  const fields = Fields.of(reader, node, preflightModel, 'A preflight item', node.span);
  if (!fields) return undefined;
  const kinds = PREFLIGHT_KINDS.filter((kind) => fields.has(kind));
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1) {
    // An unknown key was reported already, and is most likely the missing kind.
    if (!fields.hasUnknownKey)
      reader.report('preflight-kind', fields.keySpan(kinds[1] ?? 'tool') ?? node.span, PREFLIGHT_KINDS);
    return undefined;
  }
  const span = node.span;
  const expectSpan = fields.keySpan('expect');
  if (expectSpan && kind !== 'http' && kind !== 'command') reader.report('preflight-expect', expectSpan, kind);
  switch (kind) {
    case 'tool': {
      const leaf = fields.text('tool');
      if (!leaf) return undefined;
      const match = /^([\w.-]+)(?:\s*(>=|<=|==|>|<)\s*v?(\d+(?:\.\d+){0,2}))?$/.exec(leaf.value.trim());
      const [, tool = '', operator = '>=', version] = match ?? [];
      if (!match) reader.report('bad-tool', leaf.span, leaf.value);
      const wanted = version === undefined ? undefined : { operator: operator as '>=', version };
      return match ? { kind, tool, wanted, span } : undefined;
    }
    case 'variable': {
      const leaf = fields.text('variable');
      if (leaf && !isName(leaf.value)) reader.report('bad-environment-variable', leaf.span, leaf.value);
      return leaf && { kind, name: leaf.value, span };
    }
    case 'http': {
      const url = readUrlTemplate(reader, fields.node('http'), 'http');
      const expect = readExpectation(reader, fields.node('expect'));
      return url && { kind, url, expect, span };
    }
    case 'open_files': {
      const leaf = fields.text('open_files');
      if (!leaf) return undefined;
      const minimum = parseAmount(leaf.value.trim().replace(/^>=?\s*/, ''));
      if (minimum === undefined) reader.report('bad-minimum', leaf.span, leaf.value);
      return minimum === undefined ? undefined : { kind: 'open-files', minimum, span };
    }
    case 'command': {
      const command = readCommand(reader, fields.node('command'));
      const expect = fields.node('expect');
      const expected =
        expect && Fields.of(reader, expect, preflightModel.shape.expect.unwrap(), '`expect`', expect.span);
      const expectExit = expected?.count('exit', 0)?.value ?? 0;
      const matches = expected && readPattern(reader, expected.node('matches'), 'matches');
      return command && { kind, command, expectExit, matches, span };
    }
  }
}
