import type { Environments } from '../../../language/languageDocument.ts';
import { textAt } from '../../yaml/lookup.ts';
import type { ArtilleryScript } from './script.ts';

/** Artillery takes none unless it is told one, and protects none. */
export function environmentChoices({ environments }: ArtilleryScript): Environments {
  const choices = environments.map(({ key, value }) => {
    const target = textAt(value, 'target');
    return { id: key, ...(target === undefined ? {} : { target }), isDefault: false, isProtected: false };
  });
  return { choices, isChoiceNeeded: false, variables: [] };
}
