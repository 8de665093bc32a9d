import { Controller, Res } from '@nestjs/common';
import { AccessError, Audit, type Principal } from '@chatloom/accounts';
import { SegmentExplainer, SegmentFacts, SegmentPeople, Segments } from '@chatloom/audience';
import { type CallOutput, Routes, type SegmentUse } from '@chatloom/contract';
import type { FastifyReply } from 'fastify';
import { Call, type CallOf, Route } from './route';

type SavedSegment = Awaited<ReturnType<Segments['list']>>[number];

/** Who is meant: segments, how many people they are, which, and why. */
@Controller()
export class SegmentsController {
  constructor(
    private readonly segments: Segments,
    private readonly people: SegmentPeople,
    private readonly explainer: SegmentExplainer,
    private readonly facts: SegmentFacts,
    private readonly audit: Audit,
  ) {}

  @Route(Routes.listSegments)
  async list(@Call() { params }: CallOf<typeof Routes.listSegments>): Promise<CallOutput<typeof Routes.listSegments>> {
    return { items: (await this.segments.list(params.botId)).map(toSegment) };
  }

  @Route(Routes.createSegment)
  async create(@Call() call: CallOf<typeof Routes.createSegment>): Promise<CallOutput<typeof Routes.createSegment>> {
    const made = await this.segments.create(call.params.botId, call.body);
    await this.record('segment.created', call, { segmentId: made.id, name: made.name });
    return this.withProblems(call.params.botId, made);
  }

  @Route(Routes.getSegment)
  async get(@Call() { params }: CallOf<typeof Routes.getSegment>): Promise<CallOutput<typeof Routes.getSegment>> {
    return this.withProblems(params.botId, await this.segments.getOrThrow(params.botId, params.segmentId));
  }

  @Route(Routes.saveSegment)
  async save(@Call() call: CallOf<typeof Routes.saveSegment>): Promise<CallOutput<typeof Routes.saveSegment>> {
    const { botId, segmentId } = call.params;
    const saved = await this.segments.save(botId, segmentId, call.body);
    await this.record('segment.saved', call, { segmentId, name: saved.name });
    return this.withProblems(botId, saved);
  }

  @Route(Routes.deleteSegment)
  async delete(@Call() call: CallOf<typeof Routes.deleteSegment>): Promise<void> {
    const { botId, segmentId } = call.params;
    const uses = await this.segments.delete(botId, segmentId);
    if (uses.length > 0) throw new AccessError('conflict', 'This segment is in use.', { details: uses.map(toDetail) });
    await this.record('segment.deleted', call, { segmentId });
  }

  @Route(Routes.listSegmentUses)
  async uses(@Call() { params }: CallOf<typeof Routes.listSegmentUses>): Promise<CallOutput<typeof Routes.listSegmentUses>> {
    await this.segments.getOrThrow(params.botId, params.segmentId);
    return { items: await this.segments.uses(params.botId, params.segmentId) };
  }

  @Route(Routes.listSegmentFacts)
  async listFacts(@Call() { params }: CallOf<typeof Routes.listSegmentFacts>): Promise<CallOutput<typeof Routes.listSegmentFacts>> {
    return { items: await this.facts.list(params.botId) };
  }

  @Route(Routes.countSegment)
  async count(@Call() { params, body }: CallOf<typeof Routes.countSegment>, @Res({ passthrough: true }) reply: FastifyReply): Promise<CallOutput<typeof Routes.countSegment>> {
    // Somebody edits and asks anew with each change: the question before is given up with its connection.
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    const definition = await this.segments.definitionOf(params.botId, body);
    const start = performance.now();
    const counted = await this.people.count(params.botId, definition, { signal: gone.signal });
    return { ...counted, tookMs: Math.round(performance.now() - start) };
  }

  @Route(Routes.listSegmentPeople)
  async listPeople(@Call() { params, body }: CallOf<typeof Routes.listSegmentPeople>): Promise<CallOutput<typeof Routes.listSegmentPeople>> {
    const limit = body.limit ?? 50;
    const definition = await this.segments.definitionOf(params.botId, body.segment);
    const people = await this.people.list(params.botId, definition, { after: body.cursor, limit });
    const items = people.map((person) => ({ ...person, createdAt: person.createdAt.toISOString(), lastActiveAt: person.lastActiveAt?.toISOString() ?? null }));
    return { items, nextCursor: people.length === limit ? people.at(-1)!.contactId : null };
  }

  @Route(Routes.explainSegment)
  async explain(@Call() { params, body }: CallOf<typeof Routes.explainSegment>): Promise<CallOutput<typeof Routes.explainSegment>> {
    return this.explainer.explain(params.botId, await this.segments.definitionOf(params.botId, body.segment), body.contactId);
  }

  @Route(Routes.listSegmentsOfContact)
  async ofContact(@Call() { params }: CallOf<typeof Routes.listSegmentsOfContact>): Promise<CallOutput<typeof Routes.listSegmentsOfContact>> {
    return { items: await this.explainer.segmentsOf(params.botId, params.contactId) };
  }

  private async withProblems(botId: string, segment: Omit<SavedSegment, 'problems'>): Promise<CallOutput<typeof Routes.getSegment>> {
    return toSegment({ ...segment, problems: await this.segments.problems(botId, segment.definition) });
  }

  private record(action: string, call: { params: { botId: string }; principal: Principal; ip: string }, details: Record<string, string>): Promise<void> {
    return this.audit.record({ action, personId: call.principal.person.id, botId: call.params.botId, ip: call.ip, details });
  }
}

function toSegment({ createdAt, updatedAt, ...segment }: SavedSegment): CallOutput<typeof Routes.getSegment> {
  return { ...segment, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
}

function toDetail({ kind, id, name }: SegmentUse) {
  return { path: [], code: kind, message: `Used by "${name}".`, params: { id, name } };
}
