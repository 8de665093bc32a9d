import { Injectable } from '@nestjs/common';
import type { FlowDocument, KnownSegments } from '@chatloom/flow';
import { Database, IdSource } from '@chatloom/platform';
import type { EntityManager } from 'typeorm';
import { touchLive } from '../bots/revisions';
import { DocumentRefusedError, NotFoundError, StateConflictError } from '../errors';
import { Drafts, requireRevision } from './Drafts';
import type { Flow } from './Flow';
import { type FlowHead, lockFlow, readHead, storeDraft } from './flowRows';
import { FlowVersion } from './FlowVersion';
import { KnownThings } from './KnownThings';
import { logOperations } from './operationLog';
import { readStored, writeDocument } from './readDocument';

/** A version without its document. */
export interface VersionHead {
  id: string;
  number: number;
  note: string;
  publishedAt: Date;
  publishedBy: string | null;
  /** This is what customers get now. */
  current: boolean;
}

export interface PublishRequest {
  note?: string;
  /** Publish only if the draft is still at this revision: what somebody looked at. */
  baseRevision?: number;
  /** People who are inside an older version: let them finish it, or continue in the new one. */
  existing: 'keep' | 'move';
  personId: string | null;
}

/** Versions: what is published stands still, and coming back to an old one makes a new one. */
@Injectable()
export class Publishing {
  constructor(
    private readonly database: Database,
    private readonly ids: IdSource,
    private readonly drafts: Drafts,
    private readonly known: KnownThings,
  ) {}

  /** @throws DocumentRefusedError with the blocking problems, DraftConflictError, StateConflictError (archived), NotFoundError */
  async publish(botId: string, flowId: string, request: PublishRequest): Promise<VersionHead> {
    const segments = await this.known.segments(botId);
    return this.database.orm.transaction(async (manager) => {
      const flow = await lockFlow(manager, botId, flowId);
      if (request.baseRevision !== undefined) await requireRevision(manager, flow, request.baseRevision);
      return this.addVersion(manager, flow, { document: flow.draft, revision: flow.draftRevision, segments }, request);
    });
  }

  /** Publish version `number` again as a new version; it also becomes the draft. @throws as `publish` */
  async rollBack(botId: string, flowId: string, number: number, request: Omit<PublishRequest, 'baseRevision'>): Promise<{ version: VersionHead; revision: number }> {
    const segments = await this.known.segments(botId);
    return this.database.orm.transaction(async (manager) => {
      const flow = await lockFlow(manager, botId, flowId);
      const old = await manager.getRepository(FlowVersion).findOneBy({ botId, flowId, number });
      if (!old) throw new NotFoundError('version');
      const document = readStored(old.document);
      const revision = await storeDraft(manager, flow, document, writeDocument(document));
      await logOperations(manager, { botId, flowId, revision, clientId: 'rollback', personId: request.personId, operations: null });
      const version = await this.addVersion(manager, flow, { document, revision, segments }, { ...request, note: request.note ?? `Back to version ${number}` });
      return { version, revision };
    });
  }

  /** New conversations no longer start it; people inside finish. @throws NotFoundError */
  unpublish(botId: string, flowId: string): Promise<FlowHead> {
    return this.database.orm.transaction(async (manager) => {
      await lockFlow(manager, botId, flowId);
      await manager.query('UPDATE flow SET published_version_id = NULL, published_revision = NULL, updated_at = now() WHERE id = $1', [flowId]);
      await touchLive(manager, botId);
      return readHead(manager, botId, flowId);
    });
  }

  /** Newest first. @throws NotFoundError */
  async list(botId: string, flowId: string): Promise<VersionHead[]> {
    const { publishedVersionId } = await readHead(this.database.orm, botId, flowId);
    const versions = await this.database.orm
      .getRepository(FlowVersion)
      .find({ where: { botId, flowId }, order: { number: 'DESC' }, select: { id: true, number: true, note: true, publishedAt: true, publishedBy: true } });
    return versions.map((version) => toHead(version, publishedVersionId));
  }

  /** @throws NotFoundError */
  async getOrThrow(botId: string, flowId: string, number: number): Promise<VersionHead & { document: FlowDocument }> {
    const { publishedVersionId } = await readHead(this.database.orm, botId, flowId);
    const version = await this.database.orm.getRepository(FlowVersion).findOneBy({ botId, flowId, number });
    if (!version) throw new NotFoundError('version');
    return { ...toHead(version, publishedVersionId), document: readStored(version.document) };
  }

  private async addVersion(manager: EntityManager, flow: Flow, draft: { document: FlowDocument; revision: number; segments: KnownSegments | undefined }, request: PublishRequest): Promise<VersionHead> {
    const { document, revision, segments } = draft;
    const { id: flowId, botId } = flow;
    if (flow.archivedAt) throw new StateConflictError('The flow is archived. Restore it first.');
    const blocking = (await this.drafts.checkWith(manager, botId, document, segments)).filter((problem) => problem.severity === 'blocking');
    if (blocking.length > 0) throw new DocumentRefusedError(blocking);
    const id = this.ids.newId();
    // The flow's row is locked, so nobody else takes the same number.
    const [row]: { number: number; published_at: Date }[] = await manager.query(
      `INSERT INTO flow_version (id, bot_id, flow_id, number, document, note, published_by)
       SELECT $1, $2, $3, coalesce(max(number), 0) + 1, $4::json, $5, $6::uuid FROM flow_version WHERE flow_id = $3
       RETURNING number, published_at`,
      [id, botId, flowId, writeDocument(document), request.note ?? '', request.personId],
    );
    if (request.existing === 'move') await manager.query('UPDATE flow_version SET superseded_by = $2 WHERE flow_id = $1 AND id <> $2', [flowId, id]);
    await manager.query('UPDATE flow SET published_version_id = $2, published_revision = $3, updated_at = now() WHERE id = $1', [flowId, id, revision]);
    await touchLive(manager, botId);
    return { id, number: row!.number, note: request.note ?? '', publishedAt: row!.published_at, publishedBy: request.personId, current: true };
  }
}

function toHead(version: FlowVersion, publishedVersionId: string | null): VersionHead {
  const { id, number, note, publishedAt, publishedBy } = version;
  return { id, number, note, publishedAt, publishedBy, current: id === publishedVersionId };
}
