/** One handler for each kind of message: leaving one out does not compile. */
export type Handlers<Message extends { kind: string }, Result = void> = {
  readonly [Kind in Message['kind']]: (message: Extract<Message, { kind: Kind }>) => Result;
};

/** Gives the message to the handler of its kind. */
export function handleMessage<Message extends { kind: string }, Result>(
  handlers: Handlers<Message, Result>,
  message: Message,
): Result {
  // The compiler cannot see that a handler found by the message's kind takes that message.
  const handler = handlers[message.kind as Message['kind']] as (message: Message) => Result;
  return handler(message);
}
