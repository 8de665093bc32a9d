import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { buttonsOf, createEngine, describeTurn, formatScenario, Talk, toInput } from '@chatloom/engine';
import type { Button, Scenario, ScenarioInput, ScenarioStep, TalkTurn } from '@chatloom/engine';
import { checkFlow } from '@chatloom/flow';
import type { FlowDocument } from '@chatloom/flow';
import { nodeDefinitions } from '@chatloom/nodes/definitions';
import { nodeRunners } from '@chatloom/nodes/runtime';
import type { CliIo, Command } from '../main';
import { describeBubble } from './describeBubble';
import { parseDuration } from './parseDuration';
import { readFlowFile } from './readFlowFile';

const USAGE = 'Usage: flow run FILE [--now 2026-11-21T10:00:00Z] [--zone Asia/Taipei] [--language ja] [--name Ann]\n';
const HELP = `Write what the person writes, or:
  /tap N [VALUE]   tap the button with that number; VALUE is what a date picker gives
  /wait 1h30m      let time pass (s, m, h, d, w)
  /friend, /block  become a friend, block the bot
  /start           begin the flow as an operator would
  /postback DATA   a postback of another kind of button
  /send JSON       any other message, for example {"type":"image"}
  /trace           why the last step went the way it did
  /state           where the conversation stands
  /save FILE       write this conversation as a scenario file
  /quit
`;

/** The one flow of a talk in the terminal. */
const FLOW_ID = 'flow';

/** `flow run FILE`: talk to a flow, with a clock that stands still until it is told to move. */
export const runCommand: Command = async (words, io) => {
  const options = readOptions(words);
  if (typeof options === 'string') {
    io.stderr.write(`${options}${USAGE}`);
    return 2;
  }
  const { document, sentences } = readFlowFile(options.file);
  if (!document) {
    for (const sentence of sentences) io.stderr.write(`${sentence}\n`);
    return 1;
  }
  const blocking = checkFlow(document, nodeDefinitions).filter((problem) => problem.severity === 'blocking');
  for (const problem of blocking) io.stdout.write(`! ${problem.message}\n`);
  const session = new TerminalTalk(document, options, io);
  io.stdout.write(`Talking to "${document.name}". /help shows what you can do.\n`);
  for await (const line of createInterface({ input: io.stdin })) if (!session.hear(line.trim())) break;
  return 0;
};

interface RunOptions {
  file: string;
  now: string;
  zone: string;
  language: string | undefined;
  name: string;
}

function readOptions(words: string[]): RunOptions | string {
  const text = { type: 'string' } as const;
  try {
    const { values, positionals } = parseArgs({ args: words, allowPositionals: true, options: { now: text, zone: text, language: text, name: text } });
    const [file, ...rest] = positionals;
    if (file === undefined || rest.length > 0) return '';
    const now = new Date(values.now ?? Date.now());
    if (Number.isNaN(now.getTime())) return `"${values.now}" is no date and time.\n`;
    return { file, now: now.toISOString(), zone: values.zone ?? 'UTC', language: values.language, name: values.name ?? 'Ann' };
  } catch (error) {
    return `${(error as Error).message}\n`;
  }
}

/** A conversation whose steps are kept, so that it can be saved as a scenario. */
class TerminalTalk {
  private readonly talk: Talk;
  private readonly scenario: Scenario;
  private last: TalkTurn = { bubbles: [], effects: [], trace: [] };
  /** Numbers are given to the buttons of the newest turn that had any. */
  private buttons: Button[] = [];

  constructor(
    private readonly document: FlowDocument,
    options: RunOptions,
    private readonly io: CliIo,
  ) {
    const contact = { displayName: options.name, ...(options.language !== undefined && { language: options.language }) };
    const bot = { timeZone: options.zone };
    this.talk = new Talk({
      engine: createEngine({ definitions: nodeDefinitions, runners: nodeRunners }),
      flows: [{ flowId: FLOW_ID, document }],
      contact,
      bot,
      now: Date.parse(options.now),
    });
    this.scenario = { name: document.name, flows: [{ flowId: FLOW_ID, document }], contact, bot, now: options.now, steps: [] };
  }

  /** Takes one line. @returns false when the talk is over */
  hear(line: string): boolean {
    if (line === '') return true;
    if (!line.startsWith('/')) {
      this.happen({ text: line });
      return true;
    }
    const [, name = '', rest = ''] = /^\/(\S*)\s*(.*)$/s.exec(line)!;
    if (name === 'quit') return false;
    const action = Object.hasOwn(this.actions, name) ? this.actions[name] : undefined;
    if (action) action(rest);
    else this.say(`There is no /${name}.`, ...HELP.trimEnd().split('\n'));
    return true;
  }

  private readonly actions: Record<string, (rest: string) => void> = {
    help: () => this.say(...HELP.trimEnd().split('\n')),
    friend: () => this.happen({ friendAdded: 'new' }),
    block: () => this.happen({ friendRemoved: true }),
    start: () => this.happen({ start: { flowId: FLOW_ID } }),
    postback: (data) => this.happen({ postback: data }),
    send: (json) => this.send(json),
    tap: (rest) => this.tap(rest),
    wait: (rest) => this.wait(rest),
    trace: () => this.say(...this.last.trace.map(({ code, nodeId, params }) => `  ${code}${nodeId === undefined ? '' : ` at ${this.titleOf(nodeId)}`}${params ? ` ${JSON.stringify(params)}` : ''}`)),
    state: () => this.say(JSON.stringify({ ...this.talk.state, contact: this.talk.contact }, null, 2)),
    save: (file) => this.save(file),
  };

  private happen(input: ScenarioInput): void {
    this.record({ input }, this.talk.take(toInput(input, this.talk)));
  }

  private send(json: string): void {
    let message: unknown;
    try {
      message = JSON.parse(json);
    } catch {
      message = undefined;
    }
    const { type } = (message ?? {}) as { type?: unknown };
    if (typeof type !== 'string') return this.say('A message is JSON with a type, for example {"type":"image"}.');
    this.happen({ message: message as { type: string } });
  }

  private tap(rest: string): void {
    const [number, value] = rest.split(/\s+/);
    const button = this.buttons[Number(number) - 1];
    if (!button) return this.say(this.buttons.length === 0 ? 'There is nothing to tap.' : `Tap 1 to ${this.buttons.length}.`);
    const params = button.action.type === 'datetimepicker' && value ? { params: { [String(button.action.mode)]: value } } : {};
    if (this.talk.taps(button) === undefined) return this.say(`"${button.label}" does something on the phone only.`);
    // Two buttons may have the same words; the data says which one was meant.
    const isFirst = this.talk.buttons().find((each) => each.label === button.label)?.action === button.action;
    this.happen(isFirst || button.action.type === 'message' ? { tap: button.label, ...params } : { postback: String(button.action.data), ...params });
  }

  private wait(rest: string): void {
    const ms = parseDuration(rest);
    if (ms === undefined) return this.say('Write how long, for example /wait 1h30m.');
    this.record({ advance: `PT${ms / 1_000}S` }, this.talk.advance(ms));
    this.say(`It is ${new Date(this.talk.now).toISOString()}.`);
  }

  private save(file: string): void {
    if (file === '') return this.say('Write where to, for example /save booking.json.');
    try {
      writeFileSync(file, formatScenario(this.scenario));
      this.say(`Saved ${this.scenario.steps.length} steps to ${file}.`);
    } catch (error) {
      this.say(`${file} cannot be written: ${(error as Error).message}`);
    }
  }

  private record(step: ScenarioStep, turn: TalkTurn): void {
    this.last = turn;
    this.scenario.steps.push({ ...step, expect: describeTurn(turn, this.talk) });
    if (turn.bubbles.some(({ message }) => buttonsOf(message).length > 0)) this.buttons = [];
    for (const bubble of turn.bubbles) {
      this.say(...describeBubble(bubble, this.buttons.length + 1));
      this.buttons.push(...buttonsOf(bubble.message));
    }
    const ended = turn.trace.find(({ at, code }) => at === 'ended' && code !== 'completed');
    if (ended) this.say(`(the flow ended: ${ended.code})`);
    else if (turn.trace.some(({ code }) => code === 'noTrigger')) this.say('(nothing in this flow answers that)');
    else if (turn.trace.some(({ code }) => code === 'lateTap')) this.say('(that button is too late)');
  }

  private titleOf(nodeId: string): string {
    const node = Object.hasOwn(this.document.nodes, nodeId) ? this.document.nodes[nodeId] : undefined;
    return node?.title ? `${nodeId} "${node.title}"` : nodeId;
  }

  private say(...lines: string[]): void {
    this.io.stdout.write(lines.map((line) => `${line}\n`).join(''));
  }
}
