/** A value of Artillery's as something whose members can be looked at; empty where it is nothing of the kind. */
export function membersOf(value: unknown): Record<string, unknown> {
  const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return isObject ? (value as Record<string, unknown>) : {};
}

/** The global object that Artillery shares with its plugins and reporters. */
export function artilleryGlobal(): Record<string, unknown> {
  return membersOf(Reflect.get(globalThis, 'artillery'));
}

/** Calls a method of Artillery's that may not be there. */
export function callMethod(owner: unknown, name: string, ...args: unknown[]): unknown {
  const method = membersOf(owner)[name];
  return typeof method === 'function' ? Reflect.apply(method, owner, args) : undefined;
}

/** Listens to an emitter of Artillery's. */
export function listen(emitter: unknown, event: string, listener: (...args: unknown[]) => void): void {
  callMethod(emitter, 'on', event, listener);
}
