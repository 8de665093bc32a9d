import { Controller } from '@nestjs/common';
import { Audit } from '@chatloom/accounts';
import { type ContactJob, ContactJobs, Fields, type FieldDefinition, FlowNames, ContactList, Tags, type TagView } from '@chatloom/audience';
import { type CallOutput, Routes } from '@chatloom/contract';
import { causeOf } from './causeOf';
import { isoOrNull } from './pages';
import { Call, type CallOf, Route } from './route';

/** What people are described with: tags and fields. */
@Controller()
export class TagsController {
  constructor(
    private readonly tags: Tags,
    private readonly fields: Fields,
    private readonly flowNames: FlowNames,
    private readonly contacts: ContactList,
    private readonly jobs: ContactJobs,
    private readonly audit: Audit,
  ) {}

  @Route(Routes.listTags)
  async list(@Call() { params }: CallOf<typeof Routes.listTags>): Promise<CallOutput<typeof Routes.listTags>> {
    return { items: (await this.tags.list(params.botId)).map(toTag) };
  }

  @Route(Routes.createTag)
  async create(@Call() call: CallOf<typeof Routes.createTag>): Promise<CallOutput<typeof Routes.createTag>> {
    await this.tags.create(call.params.botId, call.body);
    return toTag(await this.tags.getOrThrow(call.params.botId, call.body.name));
  }

  @Route(Routes.updateTag)
  async update(@Call() { params, body }: CallOf<typeof Routes.updateTag>): Promise<CallOutput<typeof Routes.updateTag>> {
    await this.tags.update(params.botId, params.tag, body);
    return toTag(await this.tags.getOrThrow(params.botId, params.tag));
  }

  @Route(Routes.getTagUse)
  use(@Call() { params }: CallOf<typeof Routes.getTagUse>): Promise<CallOutput<typeof Routes.getTagUse>> {
    return this.tags.usesOf(params.botId, params.tag);
  }

  @Route(Routes.renameTag)
  async rename(@Call() call: CallOf<typeof Routes.renameTag>): Promise<CallOutput<typeof Routes.renameTag>> {
    const { botId, tag } = call.params;
    const job = await this.tags.replace(botId, 'rename', [tag], call.body.to, call.body.keepAlias, causeOf(call.principal));
    await this.record('tag.renamed', call, { from: tag, to: call.body.to });
    return toJob(job);
  }

  @Route(Routes.mergeTags)
  async merge(@Call() call: CallOf<typeof Routes.mergeTags>): Promise<CallOutput<typeof Routes.mergeTags>> {
    const { from, to, keepAlias } = call.body;
    const job = await this.tags.replace(call.params.botId, 'merge', [...new Set(from)], to, keepAlias, causeOf(call.principal));
    await this.record('tag.merged', call, { from: from.join(', '), to });
    return toJob(job);
  }

  @Route(Routes.deleteTag)
  async delete(@Call() call: CallOf<typeof Routes.deleteTag>): Promise<CallOutput<typeof Routes.deleteTag>> {
    const job = await this.tags.delete(call.params.botId, call.params.tag, causeOf(call.principal));
    await this.record('tag.deleted', call, { tag: call.params.tag });
    return toJob(job);
  }

  @Route(Routes.listFields)
  async listFields(@Call() { params }: CallOf<typeof Routes.listFields>): Promise<CallOutput<typeof Routes.listFields>> {
    return { items: (await this.fields.list(params.botId)).map(toField) };
  }

  @Route(Routes.createField)
  async createField(@Call() { params, body }: CallOf<typeof Routes.createField>): Promise<CallOutput<typeof Routes.createField>> {
    return toField(await this.fields.create(params.botId, body));
  }

  @Route(Routes.updateField)
  async updateField(@Call() { params, body }: CallOf<typeof Routes.updateField>): Promise<CallOutput<typeof Routes.updateField>> {
    return toField(await this.fields.update(params.botId, params.field, body));
  }

  @Route(Routes.orderFields)
  async orderFields(@Call() { params, body }: CallOf<typeof Routes.orderFields>): Promise<CallOutput<typeof Routes.orderFields>> {
    await this.fields.order(params.botId, body.keys);
    return { items: (await this.fields.list(params.botId)).map(toField) };
  }

  @Route(Routes.getFieldUse)
  async fieldUse(@Call() { params }: CallOf<typeof Routes.getFieldUse>): Promise<CallOutput<typeof Routes.getFieldUse>> {
    const { botId, field } = params;
    const [{ count, isEstimate }, flows] = await Promise.all([
      this.contacts.count(botId, { filter: { type: 'group', match: 'all', items: [{ type: 'field', field, test: { op: 'isSet' } }] } }),
      this.flowNames.usesOf(botId, { kind: 'field', name: field }),
    ]);
    return { contacts: count, isEstimate, flows, others: await this.fields.otherUses(botId, field) };
  }

  @Route(Routes.deleteField)
  async deleteField(@Call() call: CallOf<typeof Routes.deleteField>): Promise<void> {
    const { botId, field } = call.params;
    const deletesValues = call.query.values === 'delete';
    await this.fields.delete(botId, field, deletesValues);
    if (deletesValues) await this.jobs.start(botId, { kind: 'clearField', field }, causeOf(call.principal));
    await this.record('field.deleted', call, { field, values: call.query.values });
  }

  private record(action: string, call: { principal: { person: { id: string } }; params: { botId: string }; ip: string }, details: Record<string, string>): Promise<void> {
    return this.audit.record({ action, personId: call.principal.person.id, botId: call.params.botId, ip: call.ip, details });
  }
}

function toTag({ job, countedAt, ...tag }: TagView): CallOutput<typeof Routes.createTag> {
  return { ...tag, countedAt: countedAt.toISOString(), job: job && toJob(job) };
}

function toJob({ id, spec, changed, startedAt, finishedAt }: ContactJob): CallOutput<typeof Routes.renameTag> {
  if (spec.kind === 'change' || spec.kind === 'clearField') throw new Error('This job is none of a tag.');
  return { id, kind: spec.kind, from: spec.from, to: 'to' in spec ? spec.to : null, state: finishedAt === null ? 'running' : 'done', changed, startedAt: startedAt.toISOString(), finishedAt: isoOrNull(finishedAt) };
}

function toField({ createdAt, ...field }: FieldDefinition): CallOutput<typeof Routes.createField> {
  return { ...field, createdAt: isoOrNull(createdAt) };
}
