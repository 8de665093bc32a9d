import { resolveText } from '@chatloom/flow';
import type { LocalizedText } from '@chatloom/flow';
import { evaluateExpression } from '../expression/evaluateExpression';
import { renderTemplate } from '../template/renderTemplate';
import type { CompiledFlow, Env, Json, JsonObject, RunContext, Session } from '../types';
import type { Scope } from '../expression/scope';
import type { Run } from './run';
import { lineOf } from './sessionLine';
import { writeTapData } from './tapData';

/** What a runner may use while `run` stands at a node. Reads the run as it is at the moment of each call. */
export function createRunContext(run: Run, flow: CompiledFlow, nodeId: string): RunContext {
  return new NodeRunContext(run, flow, nodeId);
}

class NodeRunContext implements RunContext {
  constructor(
    private readonly run: Run,
    readonly flow: CompiledFlow,
    readonly nodeId: string,
  ) {}

  get env(): Env {
    return this.run.env;
  }

  get session(): Readonly<Session> {
    return this.run.session!;
  }

  get from(): string | undefined {
    return this.run.input.from;
  }

  render = (text: LocalizedText | undefined): string => {
    const words = resolveText(text, [this.run.env.contact.language, this.flow.document.language]);
    return renderTemplate(words, scopeOf(this.run, this.flow));
  };

  evaluate = (expression: string): Json | undefined => {
    const result = evaluateExpression(expression, scopeOf(this.run, this.flow));
    if (result.ok) return result.value;
    this.trace('expressionFailed', { expression, error: result.error.code, message: result.error.message, position: result.error.position });
    return undefined;
  };

  tapData = (port: string): string =>
    writeTapData({ versionId: this.flow.versionId, flowId: this.flow.flowId, nodeId: this.nodeId, port, sessionId: lineOf(this.session) });

  trace = (code: string, params?: JsonObject): void => {
    const at = code.startsWith('condition') ? 'condition' : 'note';
    this.run.log.add({ at, flowId: this.flow.flowId, nodeId: this.nodeId, code, ...(params && { params }) });
  };
}

/** What templates and expressions can read at this moment. */
function scopeOf(run: Run, flow: CompiledFlow): Scope {
  const { env, input, session } = run;
  return {
    now: env.now,
    timeZone: env.bot.timeZone,
    contact: env.contact,
    bot: env.bot,
    ...(env.chat && { chat: env.chat }),
    flow: { id: flow.flowId, name: flow.document.name },
    answers: session?.answers ?? {},
    lastAnswer: session?.lastAnswer?.value,
    input,
  };
}
