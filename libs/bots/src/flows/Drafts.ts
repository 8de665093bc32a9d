import { Injectable } from '@nestjs/common';
import { applyOperation, canonicalJson, checkFlow, type FlowDocument, type KnownSegments, type Operation, OperationError, parseOperation, type Problem } from '@chatloom/flow';
import { nodeDefinitions } from '@chatloom/nodes/definitions';
import { Database } from '@chatloom/platform';
import type { EntityManager } from 'typeorm';
import { touchDrafts } from '../bots/revisions';
import { DocumentRefusedError, DraftConflictError } from '../errors';
import type { Flow } from './Flow';
import { KnownThings } from './KnownThings';
import { knownFlowIds, lockFlow, storeDraft } from './flowRows';
import { logOperations, operationsSince } from './operationLog';
import { readDocument, writeDocument } from './readDocument';

/** Who edits, in which window. */
export interface Editor {
  personId: string | null;
  clientId: string;
}
export interface SavedDraft {
  revision: number;
  problems: Problem[];
}

/** A draft as it is now. */
interface Stored {
  revision: number;
  document: FlowDocument;
}

/** Edits of drafts. All of a call is stored or nothing of it; an edit of an old revision is told what happened since. */
@Injectable()
export class Drafts {
  constructor(
    private readonly database: Database,
    private readonly known: KnownThings,
  ) {}

  /** Replace the whole draft. @throws DocumentRefusedError, DraftConflictError, NotFoundError */
  async save(botId: string, flowId: string, baseRevision: number, json: unknown, editor: Editor): Promise<SavedDraft> {
    const document = readDocument(json);
    const text = writeDocument(document);
    return this.checked(botId, async (manager) => {
      const flow = await lockFlow(manager, botId, flowId);
      await requireRevision(manager, flow, baseRevision);
      return this.store(manager, flow, document, text, editor, null);
    });
  }

  /**
   * Apply edits, with `baseRevision` null to whatever the draft is by now. The same batch of the same window sent again (its answer was lost) is recognised and not applied twice.
   * @throws DocumentRefusedError for an edit that is no edit or does not fit, DraftConflictError, NotFoundError
   */
  async apply(botId: string, flowId: string, baseRevision: number | null, given: readonly unknown[], editor: Editor): Promise<SavedDraft> {
    const operations = given.map(readOperation);
    return this.checked(botId, async (manager) => {
      const flow = await lockFlow(manager, botId, flowId);
      if (baseRevision !== null && flow.draftRevision !== baseRevision) {
        if (!(await isRepetition(manager, flow, baseRevision, operations, editor))) await refuseRevision(manager, flow, baseRevision);
        return { revision: baseRevision + 1, document: flow.draft };
      }
      const document = operations.reduce((current, operation, index) => applyOne(current, operation, index), flow.draft);
      return this.store(manager, flow, document, writeDocument(document), editor, operations);
    });
  }

  /** What would be wrong with this document in this bot? Faults of the document itself are problems, too. */
  async checkDocument(botId: string, json: unknown): Promise<Problem[]> {
    try {
      return await this.check(botId, readDocument(json));
    } catch (error) {
      if (error instanceof DocumentRefusedError) return error.problems;
      throw error;
    }
  }

  /** Problems of a document, references to other flows and to segments of the bot included. */
  async check(botId: string, document: FlowDocument): Promise<Problem[]> {
    return this.checkWith(this.database.orm, botId, document, await this.known.segmentsFor(botId, document));
  }

  /** The same within a transaction; what others know was asked before it. */
  async checkWith(manager: EntityManager, botId: string, document: FlowDocument, segments: KnownSegments | undefined): Promise<Problem[]> {
    return checkFlow(document, nodeDefinitions, { flowIds: await knownFlowIds(manager, botId), ...(segments && { segments }) });
  }

  /** Looked at after the commit: others know what the steps name, and are asked with no lock held. */
  private async checked(botId: string, work: (manager: EntityManager) => Promise<Stored>): Promise<SavedDraft> {
    const { revision, document } = await this.database.orm.transaction(work);
    return { revision, problems: await this.check(botId, document) };
  }

  private async store(manager: EntityManager, flow: Flow, document: FlowDocument, text: string, editor: Editor, operations: Operation[] | null): Promise<Stored> {
    const revision = await storeDraft(manager, flow, document, text);
    await logOperations(manager, { botId: flow.botId, flowId: flow.id, revision, ...editor, operations });
    await touchDrafts(manager, flow.botId);
    return { revision, document };
  }
}

/** @throws DraftConflictError when the draft is not at `baseRevision`. */
export async function requireRevision(manager: EntityManager, flow: Flow, baseRevision: number): Promise<void> {
  if (flow.draftRevision !== baseRevision) await refuseRevision(manager, flow, baseRevision);
}

async function refuseRevision(manager: EntityManager, flow: Flow, baseRevision: number): Promise<never> {
  throw new DraftConflictError(flow.draftRevision, await operationsSince(manager, flow.botId, flow.id, baseRevision, flow.draftRevision));
}

function readOperation(json: unknown, index: number): Operation {
  const parsed = parseOperation(json);
  if (parsed.problems) throw new DocumentRefusedError(parsed.problems.map((problem) => ({ ...problem, path: ['operations', index, ...(problem.path ?? [])] })));
  return parsed.operation;
}

function applyOne(document: FlowDocument, operation: Operation, index: number): FlowDocument {
  try {
    return applyOperation(document, operation).document;
  } catch (error) {
    if (!(error instanceof OperationError)) throw error;
    throw new DocumentRefusedError([{ code: error.code, severity: 'blocking', path: ['operations', index], params: error.params, message: error.message }]);
  }
}

async function isRepetition(manager: EntityManager, flow: Flow, baseRevision: number, operations: readonly Operation[], editor: Editor): Promise<boolean> {
  const rows: { operations: unknown }[] = await manager.query('SELECT operations FROM flow_operation WHERE flow_id = $1 AND revision = $2 AND client_id = $3', [
    flow.id,
    baseRevision + 1,
    editor.clientId,
  ]);
  return rows.length === 1 && canonicalJson(rows[0]!.operations) === canonicalJson(operations);
}
