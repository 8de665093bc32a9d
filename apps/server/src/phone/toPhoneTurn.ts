import type { PhoneTurn } from '@chatloom/contract';
import type { TurnView } from '@chatloom/conversations';

type PathStep = PhoneTurn['path'][number];

/** A turn as the phone explains it, with LINE's ids of the messages it sent, which are the ids of their bubbles. */
export function toPhoneTurn(turn: TurnView, conversationId: string): PhoneTurn {
  const entries = turn.trace.entries as PhoneTurn['trace'];
  return {
    id: turn.id,
    conversationId,
    at: turn.at.toISOString(),
    input: turn.input as unknown as PhoneTurn['input'],
    path: pathOf(entries),
    trace: entries,
    messages: [...turn.deliveries.filter((delivery) => delivery.state !== 'replaced').map(toTurnMessage), ...leftOut(turn)],
    bubbleIds: turn.deliveries.flatMap(sentIds),
  };
}

function sentIds({ result }: TurnView['deliveries'][number]): string[] {
  const sent = result?.['sentMessages'];
  return Array.isArray(sent) ? sent.flatMap((message: { id?: unknown }) => (typeof message?.id === 'string' ? [message.id] : [])) : [];
}

/** Is there a message whose fate is still open? */
export function isUnderWay(turn: TurnView): boolean {
  return turn.deliveries.some((delivery) => delivery.state === 'queued' || delivery.state === 'sending');
}

/** Nodes in the order they were walked. A node that was entered and left is one step with its port. */
export function pathOf(entries: PhoneTurn['trace']): PathStep[] {
  const path: PathStep[] = [];
  for (const { at, flowId, nodeId, port } of entries) {
    if (nodeId === undefined) continue;
    const step: PathStep = { ...(flowId === undefined ? {} : { flowId }), nodeId };
    const last = path.at(-1);
    const isSame = last?.nodeId === nodeId && last.flowId === flowId && last.port === undefined;
    if (at === 'entered') path.push(step);
    else if (at === 'left' && port !== undefined) {
      if (isSame) last.port = port;
      // Left without being entered in this turn: it waited there.
      else path.push({ ...step, port });
    }
  }
  return path;
}

function toTurnMessage(delivery: TurnView['deliveries'][number]): PhoneTurn['messages'][number] {
  const { result } = delivery;
  const isOpen = delivery.state === 'queued' || delivery.state === 'sending';
  const words = [result?.['message'], result?.['reason']].find((value) => typeof value === 'string') as string | undefined;
  const details = Array.isArray(result?.['details']) ? (result['details'] as { message?: unknown; property?: unknown }[]) : [];
  return {
    id: delivery.id,
    nodeId: null,
    messages: delivery.messages as PhoneTurn['messages'][number]['messages'],
    by: delivery.kind,
    state: isOpen ? 'waiting' : (delivery.state as Exclude<typeof delivery.state, 'queued' | 'sending' | 'replaced'>),
    error:
      words === undefined || delivery.state === 'sent'
        ? null
        : { message: words, details: details.map(({ message, property }) => ({ message: String(message ?? ''), ...(property === undefined ? {} : { property: String(property) }) })) },
    sentAt: delivery.state === 'sent' ? (delivery.doneAt?.toISOString() ?? null) : null,
  };
}

/** Bubbles that never became a call, because no free reply was left for them and the design says not to pay. */
function leftOut(turn: TurnView): PhoneTurn['messages'] {
  return (turn.trace.dropped ?? []).map(({ nodeId, reason }, index) => ({
    id: `${turn.id}-${index}`,
    nodeId,
    messages: [{}],
    by: 'reply',
    state: 'dropped',
    error: { message: reason, details: [] },
    sentAt: null,
  }));
}
