import type { FlowDocument } from '@chatloom/flow';
import { z } from 'zod';
import { Duration } from 'luxon';
import { readTapData } from '../turn/tapData';
import type { Input, Json, LineMessage } from '../types';
import type { Talk, TalkTurn } from './Talk';

/**
 * A conversation as a file: flows, who talks when, what happens and what is expected of it. Written by hand, by
 * `flow run` (`/save`) or by `UPDATE_GOLDENS=1`; played by the scenario runner of the tests.
 */
export const scenarioSchema = z.strictObject({
  name: z.string().min(1),
  /** Live flows in order: a document, or a file relative to the scenario's folder. */
  flows: z.array(z.union([z.strictObject({ flowId: z.string(), document: z.unknown() }), z.strictObject({ flowId: z.string(), file: z.string() })])).min(1),
  contact: z.record(z.string(), z.unknown()).optional(),
  bot: z.record(z.string(), z.unknown()).optional(),
  /** Where it takes place; left out, a 1:1 chat. */
  in: z.enum(['group', 'room']).optional(),
  /** ISO date and time with offset. */
  now: z.iso.datetime({ offset: true }),
  /** What chance gives, one after the other and again from the start. */
  random: z.array(z.number().min(0).lt(1)).min(1).optional(),
  /** What those who keep games, bookings … answer to an effect, by its name; the same each time. */
  effectAnswers: z.record(z.string(), z.json()).optional(),
  steps: z.array(
    z.strictObject({
      input: z.unknown().optional(),
      /** In a group: who it comes from. Left out where LINE does not say. */
      from: z.string().optional(),
      /** ISO 8601 duration; timers ring in order. */
      advance: z.string().optional(),
      publish: z.strictObject({ flowId: z.string(), document: z.unknown().optional(), file: z.string().optional() }).optional(),
      unpublish: z.string().optional(),
      expect: z
        .strictObject({
          messages: z.array(z.unknown()).optional(),
          effects: z.array(z.unknown()).optional(),
          trace: z.array(z.string()).optional(),
          waiting: z.string().nullable().optional(),
          session: z.unknown().optional(),
          /** In a group: the nodes members wait at, by who they are. */
          members: z.record(z.string(), z.string()).optional(),
          contact: z.record(z.string(), z.unknown()).optional(),
        })
        .optional(),
    }),
  ),
});
export type Scenario = z.infer<typeof scenarioSchema>;
export type ScenarioStep = Scenario['steps'][number];
export type ScenarioExpectation = NonNullable<ScenarioStep['expect']>;

/** What can happen, in the short forms of scenario files; a whole `Input` without its time works as well. */
export type ScenarioInput =
  | { text: string }
  | { tap: string; params?: Record<string, string> }
  | { message: { type: string; [field: string]: unknown } }
  | { postback: string; params?: Record<string, string> }
  | { friendAdded: 'new' | 'unblocked' }
  | { friendRemoved: true }
  | { schedule: { flowId: string; nodeId: string } }
  | { api: string; payload?: { [key: string]: Json } }
  | { start: { flowId: string; nodeId?: string } }
  | { event: { type: string; [field: string]: Json } }
  | DistributiveOmit<Input, 'at'>;
type DistributiveOmit<T, Key extends string> = T extends unknown ? Omit<T, Key> : never;

/** Makes an input of its short form. @throws Error when no button has the label that is tapped */
export function toInput(short: ScenarioInput, talk: Talk): Input {
  const at = talk.now;
  if ('type' in short) return { ...short, at } as Input;
  if ('text' in short) return talk.says(short.text);
  if ('message' in short) return talk.sends(short.message);
  if ('postback' in short) return { type: 'postbackReceived', at, data: short.postback, ...(short.params && { params: short.params }) };
  if ('friendAdded' in short) return { type: 'friendAdded', at, isUnblocked: short.friendAdded === 'unblocked' };
  if ('friendRemoved' in short) return { type: 'friendRemoved', at };
  if ('schedule' in short) return { type: 'scheduleFired', at, ...short.schedule };
  if ('api' in short) return { type: 'apiCalled', at, key: short.api, payload: short.payload ?? {} };
  if ('start' in short) return { type: 'flowStarted', at, ...short.start };
  if ('event' in short) return { type: 'eventReceived', at, event: short.event };
  const buttons = talk.buttons();
  const button = buttons.find((each) => each.label === short.tap);
  const input = button && talk.taps(button, short.params);
  if (!input) throw new Error(`There is no button "${short.tap}" to tap; there are: ${buttons.map((each) => each.label).join(', ') || 'none'}`);
  return input;
}

/** One step played: time passes, a flow is published, or something happens. */
export function playStep(step: ScenarioStep, talk: Talk, documentOf: (source: { document?: unknown; file?: string }) => FlowDocument): TalkTurn {
  if (step.advance !== undefined) return talk.advance(Duration.fromISO(step.advance).toMillis());
  if (step.publish) talk.publish(step.publish.flowId, documentOf(step.publish));
  if (step.unpublish !== undefined) talk.unpublish(step.unpublish);
  return step.input === undefined ? { bubbles: [], effects: [], trace: [] } : talk.take({ ...toInput(step.input as ScenarioInput, talk), ...(step.from !== undefined && { from: step.from }) });
}

/** What happened, in the words of `expect`: texts as texts, taps by node and port, the trace as `code node`. */
export function describeTurn(turn: TalkTurn, talk: Talk): Required<Omit<ScenarioExpectation, 'session' | 'contact' | 'members'>> {
  return {
    messages: turn.bubbles.map(({ message, by }) => {
      const short = shortenMessage(message);
      return by === 'push' ? { push: short } : short;
    }),
    effects: turn.effects.map((effect) => JSON.parse(JSON.stringify(effect)) as unknown),
    trace: turn.trace.map(({ code, nodeId }) => (nodeId === undefined ? code : `${code} ${nodeId}`)),
    waiting: talk.state.session?.wait?.nodeId ?? null,
  };
}

/** A message as it is expected: a plain text is its words, tap data is `tap node.port`. */
export function shortenMessage(message: LineMessage): unknown {
  const plain = JSON.parse(JSON.stringify(message), (key, value: unknown) => {
    const tap = key === 'data' && typeof value === 'string' ? readTapData(value) : undefined;
    return tap ? `tap ${tap.nodeId}.${tap.port}` : value;
  }) as LineMessage;
  return plain.type === 'text' && Object.keys(plain).length === 2 ? plain.text : plain;
}
