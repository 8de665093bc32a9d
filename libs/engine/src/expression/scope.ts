import { ROOT_NAMES } from '@chatloom/flow';
import type { RootName } from '@chatloom/flow';
import { PROTOTYPE_KEYS } from '../contactEffects';
import type { BotSnapshot, ChatSnapshot, ContactSnapshot, Input, Json, JsonObject } from '../types';

/** What templates and expressions can read: a moment of one conversation. */
export interface Scope {
  /** Epoch ms. */
  now: number;
  /** IANA name, for dates. */
  timeZone: string;
  contact: ContactSnapshot;
  bot: BotSnapshot;
  chat?: ChatSnapshot;
  flow: { id: string; name: string };
  answers: JsonObject;
  lastAnswer?: Json;
  input?: Input;
}

/**
 * The value at a path, `undefined` when there is nothing. Reads own properties of plain data only: neither prototypes
 * nor anything computed can be reached. `field.x` is short for `contact.fields.x`; numbers index lists from 0.
 */
export function readPath(scope: Scope, path: readonly (string | number)[]): Json | undefined {
  const [root, ...rest] = path;
  let value = isRootName(root) ? rootValue(scope, root) : undefined;
  for (const key of rest) value = readMember(value, key);
  return value;
}

/** One step of a path. */
export function readMember(value: Json | undefined, key: string | number): Json | undefined {
  if (Array.isArray(value)) {
    const index = typeof key === 'number' ? key : /^\d{1,9}$/.test(key) ? Number(key) : -1;
    return Number.isInteger(index) && index >= 0 && index < value.length ? value[index] : undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const name = String(key);
  return !PROTOTYPE_KEYS.has(name) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function isRootName(name: unknown): name is RootName {
  return (ROOT_NAMES as readonly unknown[]).includes(name);
}

function rootValue(scope: Scope, root: RootName): Json | undefined {
  switch (root) {
    case 'contact':
      return contactView(scope.contact);
    case 'field':
      return scope.contact.fields;
    case 'answer':
      return scope.answers;
    case 'lastAnswer':
      return scope.lastAnswer;
    case 'bot':
      return { id: scope.bot.id, name: scope.bot.name, timeZone: scope.bot.timeZone };
    case 'now':
      return scope.now;
    case 'flow':
      return { id: scope.flow.id, name: scope.flow.name };
    case 'message':
      return scope.input?.type === 'messageReceived' ? (scope.input.message as unknown as JsonObject) : undefined;
    case 'postback':
      return scope.input?.type === 'postbackReceived' ? { data: scope.input.data, params: scope.input.params ?? {} } : undefined;
    case 'group':
      return groupView(scope.chat);
    case 'event':
      return scope.input?.type === 'eventReceived' ? scope.input.event : undefined;
    case 'api':
      return scope.input?.type === 'apiCalled' ? scope.input.payload : undefined;
  }
}

/** Nothing in a 1:1 chat. */
function groupView(chat: ChatSnapshot | undefined): JsonObject | undefined {
  if (!chat || chat.kind === 'user') return undefined;
  return { id: chat.id, kind: chat.kind, name: chat.name ?? null, memberCount: chat.memberCount ?? null, newcomers: chat.newcomers ?? [] };
}

function contactView(contact: ContactSnapshot): JsonObject {
  return {
    id: contact.id,
    displayName: contact.displayName ?? null,
    language: contact.language ?? null,
    fields: contact.fields,
    tags: contact.tags,
    isFriend: contact.isFriend,
    createdAt: contact.createdAt,
  };
}
