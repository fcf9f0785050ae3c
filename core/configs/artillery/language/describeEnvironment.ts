import { describeLoad } from '../../../language/loadProfile.ts';
import { loadPictureMarkdown } from '../../../language/loadPicture.ts';
import { entriesIn, textAt } from '../../yaml/lookup.ts';
import { loadOf } from '../load.ts';
import { effectiveConfigs } from '../model/effectiveConfigs.ts';
import type { ArtilleryScript } from '../model/script.ts';
import { profileOf } from './phasesLoad.ts';

/** What a test does with an environment: the config as Artillery merges it. */
export function describeEnvironment(script: ArtilleryScript, name: string): string[] {
  const config = effectiveConfigs(script).find(({ environment }) => environment === name);
  if (!config) return [];
  const target = textAt(config.map, 'target');
  const changed = entriesIn(config.overlay).map(({ key }) => `\`${key}\``);
  const profile = profileOf(loadOf(config));
  return [
    `**Environment ${name}**, chosen with \`-e ${name}\`.`,
    ...(target === undefined ? [] : [`Target: \`${target.replaceAll('`', "'")}\``]),
    changed.length === 0
      ? 'It changes nothing of `config`.'
      : `It changes ${changed.join(', ')}; lists are merged position by position, all else stays as in \`config\`.`,
    ...(profile ? [describeLoad(profile), loadPictureMarkdown(profile)] : []),
  ];
}
