import type { z } from 'zod';
import { MESSAGES_PER_REQUEST } from './limits';
import { isPlainlyValid } from './plainlyValid';
import { SAID } from './wire/leaves';
import { messageSchema } from './wire/messages';

/** A fault in LINE's own words and form (FACTS §10), as in `details[]` of an error answer. */
export interface MessageFault {
  message: string;
  /** `messages[0].text`, or for the inside of a Flex container a JSON pointer such as `/body/contents/0/text`. */
  property: string;
}

export interface ValidateOptions {
  /** Take http and localhost media addresses, as simulator channels do. Default: as strict as LINE. */
  lenient?: boolean;
}

// Made once: building the schemas costs far more than using them.
const schemas = new Map<boolean, ReturnType<typeof messageSchema>>();
function schemaFor(lenient: boolean) {
  const known = schemas.get(lenient);
  if (known) return known;
  const made = messageSchema({ lenient });
  schemas.set(lenient, made);
  return made;
}

/**
 * Check messages as LINE does when they are sent: every limit of FACTS §6-§8 in the unit LINE counts in.
 * @returns all faults, empty when LINE would take the messages. Never throws, whatever is handed in.
 */
export function validateMessages(messages: unknown, options: ValidateOptions = {}): MessageFault[] {
  return findFaults(messages, options).map(({ message, property }) => ({ message, property }));
}

/** The body of LINE's 400 answer for the messages, or `undefined` when they are fine. */
export function messagesErrorBody(messages: unknown, options: ValidateOptions = {}): { message: string; details: MessageFault[] } | undefined {
  const faults = findFaults(messages, options);
  if (faults.length === 0) return undefined;
  const plain = faults.filter((fault) => fault.container === undefined);
  const clean = ({ message, property }: Fault): MessageFault => ({ message, property });
  // LINE looks into Flex containers only when the plain fields are right, and names the first bad message.
  if (plain.length > 0) return { message: `The request body has ${plain.length} error(s)`, details: plain.map(clean) };
  const first = faults[0]!.container!;
  return {
    message: `A message (messages[${first}]) in the request body is invalid`,
    details: faults.filter((fault) => fault.container === first).map(clean),
  };
}

/** A fault that knows the message whose Flex container it is in. */
interface Fault extends MessageFault {
  container?: number;
}

function findFaults(messages: unknown, { lenient = false }: ValidateOptions): Fault[] {
  if (!Array.isArray(messages) || messages.length < 1 || messages.length > MESSAGES_PER_REQUEST) {
    return [{ message: SAID.size(1, MESSAGES_PER_REQUEST), property: 'messages' }];
  }
  return messages.flatMap((message: unknown, index) => {
    if (isPlainlyValid(message)) return [];
    if (typeof message !== 'object' || message === null || Array.isArray(message)) return [{ message: SAID.invalid, property: `messages[${index}]` }];
    const result = schemaFor(lenient).safeParse(message);
    if (result.success) return [];
    const isFlex = (message as { type?: unknown }).type === 'flex';
    return result.error.issues.flatMap((issue) => describe(issue, index, isFlex));
  });
}

function describe(issue: z.core.$ZodIssue, index: number, isFlex: boolean): Fault[] {
  const path = issue.path.filter((part): part is string | number => typeof part !== 'symbol');
  if (isFlex && path[0] === 'contents') {
    const inside = path.slice(1);
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ message: SAID.unknownField, property: pointer([...inside, key]), container: index }));
    }
    // LINE names the component, not its `type` or `layout`, when it does not know it.
    const component = issue.code === 'invalid_union' ? inside.slice(0, -1) : inside;
    return [{ message: issue.message, property: pointer(component), container: index }];
  }
  return [{ message: issue.message, property: path.reduce<string>(dotted, `messages[${index}]`) }];
}

function dotted(path: string, part: string | number): string {
  return typeof part === 'number' ? `${path}[${part}]` : `${path}.${part}`;
}

function pointer(path: readonly (string | number)[]): string {
  return `/${path.map((part) => String(part).replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`;
}
