export const MINIMUM_NODE: string;
export function checkNodeVersion(version: string): string | undefined;
