/** A text as the source of a regular expression that finds just it. */
export const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** All that is there, but for the space around it. */
export const exactly = (text) => new RegExp(`^\\s*${escaped(text)}\\s*$`);
