import type { Template } from '../../configs/plan/template.ts';

/** A text as Lua writes it. Everything but plain letters and signs becomes bytes by number. */
export function luaString(text: string): string {
  const bytes = [...new TextEncoder().encode(text)].map((byte) =>
    byte >= 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c
      ? String.fromCharCode(byte)
      : `\\${String(byte).padStart(3, '0')}`,
  );
  return `"${bytes.join('')}"`;
}

/** A template as an expression in Lua. Secrets are read from the environment of wrk, so that no file holds them. */
export function luaTemplate(template: Template): string {
  if (template.length === 0) return '""';
  return template
    .map((part) => (part.kind === 'text' ? luaString(part.text) : `headroom_secret(${luaString(part.name)})`))
    .join(' .. ');
}
