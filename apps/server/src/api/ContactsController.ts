import { Controller, Res } from '@nestjs/common';
import { AccessError, Audit, People } from '@chatloom/accounts';
import {
  ContactEdits, ContactExports, ContactFactSources, type ContactJob, ContactJobs, ContactList, ContactMessages, ContactViews, FieldHistory, ConsentHistory, Fields, InvalidCursorError, type ListedContact, PersonalData,
} from '@chatloom/audience';
import { type CallOutput, type ChangeCause, type Contact, Routes } from '@chatloom/contract';
import { Contacts, type ContactView } from '@chatloom/conversations';
import { Database } from '@chatloom/platform';
import type { FastifyReply } from 'fastify';
import { causeOf } from './causeOf';
import { cursorOf, isoOrNull, pageOf } from './pages';
import { Call, type CallOf, Route } from './route';
import { sendCsv } from './sendCsv';

/** People of a bot: the list, one of them, many at once, and their data as files. */
@Controller()
export class ContactsController {
  constructor(
    private readonly contacts: Contacts,
    private readonly list: ContactList,
    private readonly views: ContactViews,
    private readonly edits: ContactEdits,
    private readonly fields: Fields,
    private readonly history: FieldHistory,
    private readonly consents: ConsentHistory,
    private readonly messages: ContactMessages,
    private readonly facts: ContactFactSources,
    private readonly jobs: ContactJobs,
    private readonly exports: ContactExports,
    private readonly personalData: PersonalData,
    private readonly people: People,
    private readonly audit: Audit,
    private readonly database: Database,
  ) {}

  // ---------------------------------------------------------------- the list

  @Route(Routes.listContacts)
  async newest(@Call() { params, query }: CallOf<typeof Routes.listContacts>): Promise<CallOutput<typeof Routes.listContacts>> {
    const filter = query.search ? { search: query.search } : {};
    const page = await this.list
      .page(params.botId, filter, { sort: { by: 'createdAt', direction: 'desc' }, limit: query.limit, ...(query.cursor === undefined ? {} : { cursor: query.cursor }) })
      .catch(refuseCursor('query'));
    return { items: page.items.map(toContact), nextCursor: page.nextCursor };
  }

  @Route(Routes.searchContacts)
  async search(@Call() { params, body }: CallOf<typeof Routes.searchContacts>): Promise<CallOutput<typeof Routes.searchContacts>> {
    const { sort, cursor, limit, ...filter } = body;
    const page = await this.list.page(params.botId, filter, { sort, limit, ...(cursor === undefined ? {} : { cursor }) }).catch(refuseCursor('body'));
    return { items: page.items.map(({ fields, consent, sourceId, ...contact }) => ({ ...toContact(contact), fields, consent, sourceId })), nextCursor: page.nextCursor };
  }

  @Route(Routes.countContacts)
  count(@Call() { params, body }: CallOf<typeof Routes.countContacts>): Promise<CallOutput<typeof Routes.countContacts>> {
    return this.list.count(params.botId, body);
  }

  @Route(Routes.listContactViews)
  async listViews(@Call() { params }: CallOf<typeof Routes.listContactViews>): Promise<CallOutput<typeof Routes.listContactViews>> {
    return { items: (await this.views.list(params.botId)).map(toView) };
  }

  @Route(Routes.createContactView)
  async createView(@Call() { params, body }: CallOf<typeof Routes.createContactView>): Promise<CallOutput<typeof Routes.createContactView>> {
    return toView(await this.views.create(params.botId, body));
  }

  @Route(Routes.updateContactView)
  async updateView(@Call() { params, body }: CallOf<typeof Routes.updateContactView>): Promise<CallOutput<typeof Routes.updateContactView>> {
    return toView(await this.views.update(params.botId, params.viewId, body));
  }

  @Route(Routes.deleteContactView)
  async deleteView(@Call() { params }: CallOf<typeof Routes.deleteContactView>): Promise<void> {
    await this.views.delete(params.botId, params.viewId);
  }

  // ---------------------------------------------------------------- one person

  @Route(Routes.getContact)
  get(@Call() { params }: CallOf<typeof Routes.getContact>): Promise<CallOutput<typeof Routes.getContact>> {
    return this.detail(params.botId, params.contactId);
  }

  @Route(Routes.updateContact)
  async update(@Call() call: CallOf<typeof Routes.updateContact>): Promise<CallOutput<typeof Routes.updateContact>> {
    const { params, body } = call;
    const { set, clear, faults } = await this.fields.read(params.botId, body.fields);
    if (faults.length > 0) {
      const details = faults.map(({ field, fault }) => ({ path: ['body', 'fields', field], code: fault, message: FIELD_FAULTS[fault] }));
      throw new AccessError('invalid', details[0]!.message, { details });
    }
    await this.edits.change(params.botId, params.contactId, { addTags: body.addTags, removeTags: body.removeTags, set, clear }, causeOf(call.principal));
    return this.detail(params.botId, params.contactId);
  }

  @Route(Routes.setConsent)
  async setConsent(@Call() call: CallOf<typeof Routes.setConsent>): Promise<CallOutput<typeof Routes.setConsent>> {
    const { params, body, principal } = call;
    const consent = await this.edits.setConsent(params.botId, params.contactId, { ...body, by: principal.by === 'token' ? 'api' : 'person' });
    await this.record('contact.consentSet', call, { contactId: params.contactId, state: body.state });
    return { ...consent, at: isoOrNull(consent.at) };
  }

  @Route(Routes.listConsentChanges)
  async consentChanges(@Call() { params, query }: CallOf<typeof Routes.listConsentChanges>): Promise<CallOutput<typeof Routes.listConsentChanges>> {
    await this.contactOrThrow(params.botId, params.contactId);
    const found = await this.consents.list(params.botId, params.contactId, { ...cursorOf(query.cursor, 'before', /^\d{1,18}$/), limit: query.limit + 1 });
    return pageOf(found.map(({ at, ...change }) => ({ ...change, at: at.toISOString() })), query.limit);
  }

  @Route(Routes.listFieldChanges)
  async fieldChanges(@Call() { params, query }: CallOf<typeof Routes.listFieldChanges>): Promise<CallOutput<typeof Routes.listFieldChanges>> {
    await this.contactOrThrow(params.botId, params.contactId);
    const found = await this.history.list(params.botId, params.contactId, {
      ...(query.field === undefined ? {} : { field: query.field }),
      ...cursorOf(query.cursor, 'before', /^\d{1,18}$/),
      limit: query.limit + 1,
    });
    const names = await this.namesOf(found.map(({ cause }) => cause));
    return pageOf(found.map(({ at, cause, ...change }) => ({ ...change, at: at.toISOString(), cause: 'personId' in cause ? { ...cause, name: names.get(cause.personId) ?? null } : cause })), query.limit);
  }

  @Route(Routes.listContactMessages)
  async said(@Call() { params, query }: CallOf<typeof Routes.listContactMessages>): Promise<CallOutput<typeof Routes.listContactMessages>> {
    const { conversationId } = await this.contactOrThrow(params.botId, params.contactId);
    const { items, nextCursor } = await this.messages.list(params.botId, params.contactId, conversationId, { ...cursorOf(query.cursor, 'before'), limit: query.limit });
    return { items: items.map(({ at, ...message }) => ({ ...message, at: at.toISOString() })), nextCursor };
  }

  @Route(Routes.listContactFacts)
  async known(@Call() { params }: CallOf<typeof Routes.listContactFacts>): Promise<CallOutput<typeof Routes.listContactFacts>> {
    await this.contactOrThrow(params.botId, params.contactId);
    const kinds = await this.facts.of(params.botId, params.contactId);
    return { items: kinds.map(({ kind, items }) => ({ kind, items: items.map(({ at, ...fact }) => ({ ...fact, at: at.toISOString() })) })) };
  }

  // ---------------------------------------------------------------- many people

  @Route(Routes.changeContacts)
  async change(@Call() call: CallOf<typeof Routes.changeContacts>): Promise<CallOutput<typeof Routes.changeContacts>> {
    const { params, body } = call;
    const job = await this.jobs.start(params.botId, { kind: 'change', ...body }, causeOf(call.principal));
    await this.record('contacts.changed', call, { jobId: job.id, added: body.addTags.join(', '), removed: body.removeTags.join(', ') });
    return toBulkJob(job);
  }

  @Route(Routes.getContactChange)
  async changeState(@Call() { params }: CallOf<typeof Routes.getContactChange>): Promise<CallOutput<typeof Routes.getContactChange>> {
    const job = await this.jobs.find(params.botId, params.jobId);
    if (!job) throw new AccessError('notFound', 'There is no such change.');
    return toBulkJob(job);
  }

  @Route(Routes.createContactExport)
  async createExport(@Call() call: CallOf<typeof Routes.createContactExport>): Promise<CallOutput<typeof Routes.createContactExport>> {
    const { params, body, principal } = call;
    const made = await this.exports.create(params.botId, principal.person.id, body.people, body.columns);
    await this.record('contacts.exported', call, { exportId: made.id, columns: body.columns.join(', ').slice(0, 1000) });
    return { ...made, createdAt: made.createdAt.toISOString(), expiresAt: made.expiresAt.toISOString() };
  }

  @Route(Routes.getContactExport)
  async openExport(@Call() { params, principal }: CallOf<typeof Routes.getContactExport>, @Res() reply: FastifyReply): Promise<void> {
    await sendCsv(reply, await this.exports.open(params.botId, params.exportId, principal.person.id));
  }

  // ---------------------------------------------------------------- personal data

  @Route(Routes.exportPersonalData)
  async exportPerson(@Call() call: CallOf<typeof Routes.exportPersonalData>): Promise<CallOutput<typeof Routes.exportPersonalData>> {
    const file = await this.personalData.export(call.params.botId, call.params.contactId);
    await this.record('contact.exported', call, { contactId: call.params.contactId });
    return file as CallOutput<typeof Routes.exportPersonalData>;
  }

  @Route(Routes.deleteContact)
  async delete(@Call() call: CallOf<typeof Routes.deleteContact>): Promise<void> {
    const { botId, contactId } = call.params;
    await this.personalData.delete(botId, contactId, (tx) => this.audit.record({ action: 'contact.deleted', personId: call.principal.person.id, botId, ip: call.ip, details: { contactId } }, tx));
  }

  // ---------------------------------------------------------------- inside

  private async detail(botId: string, contactId: string): Promise<CallOutput<typeof Routes.getContact>> {
    const found = await this.contactOrThrow(botId, contactId);
    const [{ consent, source }, unfitting, [contact], seen] = await Promise.all([
      this.edits.more(botId, contactId),
      this.fields.unfitting(botId, found.fields),
      this.list.withoutAliases(botId, [found]),
      this.lastTurn(found.conversationId),
    ]);
    const { position, fields, ...rest } = contact!;
    return {
      ...toContact({ ...rest, lastSeenAt: seen }),
      fields,
      unfitting,
      session: position && { flowId: position.flowId, versionId: position.versionId, nodeId: position.nodeId, waitingFor: null, since: position.since.toISOString() },
      consent: { ...consent, at: isoOrNull(consent.at) },
      source: source && { ...source, at: isoOrNull(source.at) },
    };
  }

  private async contactOrThrow(botId: string, contactId: string): Promise<ContactView> {
    const contact = await this.contacts.find(botId, contactId);
    if (!contact) throw new AccessError('notFound', 'There is no such person.');
    return contact;
  }

  private async lastTurn(conversationId: string | null): Promise<Date | null> {
    if (conversationId === null) return null;
    const { rows } = await this.database.pg.query<{ at: Date }>('api.lastTurn', 'SELECT at FROM turn WHERE conversation_id = $1 ORDER BY id DESC LIMIT 1', [conversationId]);
    return rows[0]?.at ?? null;
  }

  private async namesOf(causes: readonly ChangeCause[]): Promise<ReadonlyMap<string, string>> {
    const ids = causes.flatMap((cause) => ('personId' in cause ? [cause.personId] : []));
    return ids.length === 0 ? new Map() : this.people.namesOf(ids);
  }

  private record(action: string, call: { principal: { person: { id: string } }; params: { botId: string }; ip: string }, details: Record<string, string>): Promise<void> {
    return this.audit.record({ action, personId: call.principal.person.id, botId: call.params.botId, ip: call.ip, details });
  }
}

const FIELD_FAULTS = {
  notANumber: 'This must be a number.',
  notADate: 'This must be a date such as 2026-12-24, or a moment such as 2026-12-24T09:00:00Z.',
  notYesNo: 'This must be true or false.',
  notAnOption: 'This is none of the choices of the field.',
  textTooLong: 'This must be text of at most 5,000 characters.',
};

type ListedPart = Omit<ListedContact, 'fields' | 'consent' | 'sourceId'>;
function toContact({ id, channelId, conversationId, lineUserId, displayName, pictureUrl, language, tags, isFriend, createdAt, lastSeenAt }: ListedPart): Contact {
  return { id, channelId, conversationId, lineUserId, displayName, pictureUrl, language, tags, isFriend, createdAt: createdAt.toISOString(), lastSeenAt: isoOrNull(lastSeenAt) };
}

function toView({ createdAt, ...view }: Awaited<ReturnType<ContactViews['create']>>): CallOutput<typeof Routes.createContactView> {
  return { ...view, createdAt: createdAt.toISOString() };
}

function toBulkJob({ id, seen, changed, problem, startedAt, finishedAt }: ContactJob): CallOutput<typeof Routes.changeContacts> {
  return { id, state: finishedAt === null ? 'running' : 'done', seen, changed, problem, startedAt: startedAt.toISOString(), finishedAt: isoOrNull(finishedAt) };
}

function refuseCursor(where: 'query' | 'body') {
  return (error: unknown): never => {
    if (!(error instanceof InvalidCursorError)) throw error;
    throw new AccessError('invalid', error.message, { details: [{ path: [where, 'cursor'], code: 'cursorInvalid', message: error.message }] });
  };
}

