import {
  DocumentHighlightKind,
  ResponseError,
  LSPErrorCodes,
  type DocumentHighlight,
  type Location,
  type Position,
  type Range,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { Occurrence } from '../../core/language/languageDocument.ts';
import type { OpenText } from '../documents.ts';
import { offsetAt, toRange } from '../positions.ts';

/** Where the name at a place is declared. */
export function definitionsAt(open: OpenText, position: Position): Location[] {
  return sameAs(open, position)
    .filter(({ isDefinition }) => isDefinition)
    .map((occurrence) => locationOf(open, occurrence));
}

export function referencesAt(open: OpenText, position: Position, withDeclaration: boolean): Location[] {
  return sameAs(open, position)
    .filter(({ isDefinition }) => withDeclaration || !isDefinition)
    .map((occurrence) => locationOf(open, occurrence));
}

export function highlightsAt(open: OpenText, position: Position): DocumentHighlight[] {
  return sameAs(open, position).map(({ span, isDefinition }) => ({
    range: toRange(open.lines, span),
    kind: isDefinition ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
  }));
}

/** What the editor offers to rename; undefined where there is nothing to. */
export function renameRangeAt(open: OpenText, position: Position): { range: Range; placeholder: string } | undefined {
  const occurrence = occurrenceAt(open, position);
  if (!occurrence?.renaming) return undefined;
  return { range: toRange(open.lines, occurrence.span), placeholder: occurrence.name };
}

/** Throws an error that the editor shows, where the new name will not do. */
export function renameAt(open: OpenText, position: Position, newName: string): WorkspaceEdit {
  const occurrence = occurrenceAt(open, position);
  if (!occurrence?.renaming) throw refusal('There is no name here that can be changed.');
  const { kind, renaming, identity, name } = occurrence;
  if (!renaming.pattern.test(newName)) throw refusal(`The name of a ${kind} has ${renaming.rule}.`);
  const own = identity.slice(0, identity.length - name.length);
  const all = open.language.occurrences();
  if (newName !== name && all.some((other) => other.isDefinition && other.identity === own + newName)) {
    throw refusal(`There is a ${kind} called ${newName} already.`);
  }
  const edits = sameAs(open, position).map(({ span }) => ({ range: toRange(open.lines, span), newText: newName }));
  return { changes: { [open.uri]: edits } };
}

function occurrenceAt({ language, lines }: OpenText, position: Position): Occurrence | undefined {
  const offset = offsetAt(lines, position);
  return language.occurrences().find(({ span: [start, end] }) => start <= offset && offset <= end);
}

function sameAs(open: OpenText, position: Position): Occurrence[] {
  const identity = occurrenceAt(open, position)?.identity;
  return identity === undefined ? [] : open.language.occurrences().filter((other) => other.identity === identity);
}

function locationOf({ uri, lines }: OpenText, { span }: Occurrence): Location {
  return { uri, range: toRange(lines, span) };
}

function refusal(message: string): ResponseError<undefined> {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}
