import { Controller, Res } from '@nestjs/common';
import { AccessError, Audit, People } from '@chatloom/accounts';
import { type ContactImport, ContactImports, describeLineFault } from '@chatloom/audience';
import { type CallOutput, Routes } from '@chatloom/contract';
import type { FastifyReply } from 'fastify';
import { isoOrNull } from './pages';
import { Call, type CallOf, Route } from './route';
import { sendCsv } from './sendCsv';

/** Files of people: upload, mapping, dry run, run, and what was wrong. */
@Controller()
export class ContactImportsController {
  constructor(
    private readonly imports: ContactImports,
    private readonly people: People,
    private readonly audit: Audit,
  ) {}

  @Route(Routes.listContactImports)
  async list(@Call() { params }: CallOf<typeof Routes.listContactImports>): Promise<CallOutput<typeof Routes.listContactImports>> {
    return { items: await this.shown(...(await this.imports.list(params.botId))) };
  }

  @Route(Routes.createContactImport)
  async create(@Call() { params, body, principal }: CallOf<typeof Routes.createContactImport>): Promise<CallOutput<typeof Routes.createContactImport>> {
    return this.one(await this.imports.create(params.botId, principal.person.id, body));
  }

  @Route(Routes.putContactImportPiece)
  async putPiece(@Call() { params, body }: CallOf<typeof Routes.putContactImportPiece>): Promise<CallOutput<typeof Routes.putContactImportPiece>> {
    const bytes = Buffer.from(body.base64, 'base64');
    if (bytes.toString('base64').replace(/=+$/, '') !== body.base64.replace(/=+$/, '')) {
      const message = 'This is not base64.';
      throw new AccessError('invalid', message, { details: [{ path: ['body', 'base64'], code: 'notBase64', message }] });
    }
    return this.one(await this.imports.putPiece(params.botId, params.importId, params.piece, bytes));
  }

  @Route(Routes.getContactImport)
  async get(@Call() { params }: CallOf<typeof Routes.getContactImport>): Promise<CallOutput<typeof Routes.getContactImport>> {
    return this.one(await this.imports.getOrThrow(params.botId, params.importId));
  }

  @Route(Routes.readContactImportAs)
  async readAs(@Call() { params, body }: CallOf<typeof Routes.readContactImportAs>): Promise<CallOutput<typeof Routes.readContactImportAs>> {
    return this.one(await this.imports.readAs(params.botId, params.importId, body.encoding, body.delimiter));
  }

  @Route(Routes.checkContactImport)
  async check(@Call() { params, body }: CallOf<typeof Routes.checkContactImport>): Promise<CallOutput<typeof Routes.checkContactImport>> {
    return this.one(await this.imports.check(params.botId, params.importId, body));
  }

  @Route(Routes.runContactImport)
  async run(@Call() call: CallOf<typeof Routes.runContactImport>): Promise<CallOutput<typeof Routes.runContactImport>> {
    const { botId, importId } = call.params;
    const begun = await this.imports.run(botId, importId);
    await this.audit.record({ action: 'contacts.imported', personId: call.principal.person.id, botId, ip: call.ip, details: { importId, fileName: begun.fileName } });
    return this.one(begun);
  }

  @Route(Routes.cancelContactImport)
  async cancel(@Call() { params }: CallOf<typeof Routes.cancelContactImport>): Promise<CallOutput<typeof Routes.cancelContactImport>> {
    return this.one(await this.imports.cancel(params.botId, params.importId));
  }

  @Route(Routes.listContactImportFaults)
  async faults(@Call() { params }: CallOf<typeof Routes.listContactImportFaults>): Promise<CallOutput<typeof Routes.listContactImportFaults>> {
    const found = await this.imports.getOrThrow(params.botId, params.importId);
    const lines = await this.imports.faults(params.botId, params.importId, SHOWN);
    return {
      items: lines.map(({ line, fault }) => ({ line, column: ContactImports.columnName(found, fault.column), code: fault.code, value: fault.value, message: describeLineFault(fault) })),
    };
  }

  @Route(Routes.getContactImportFaults)
  async faultsFile(@Call() { params, query }: CallOf<typeof Routes.getContactImportFaults>, @Res() reply: FastifyReply): Promise<void> {
    await sendCsv(reply, await this.imports.faultsFile(params.botId, params.importId, (fault) => describeLineFault(fault, query.language)));
  }

  private async one(found: ContactImport): Promise<CallOutput<typeof Routes.getContactImport>> {
    return (await this.shown(found))[0]!;
  }

  private async shown(...found: ContactImport[]): Promise<CallOutput<typeof Routes.getContactImport>[]> {
    const names = await this.people.namesOf(found.flatMap(({ personId }) => personId ?? []));
    return found.map(({ position, lines, personId, createdAt, finishedAt, ...one }) => ({
      ...one,
      progress: progressOf({ state: one.state, position, lines }),
      createdAt: createdAt.toISOString(),
      finishedAt: isoOrNull(finishedAt),
      by: names.get(personId ?? '') ?? null,
    }));
  }
}

const SHOWN = 100;

/** 0 to 1. Of a dry run nobody knows how many lines there are: it comes nearer and nearer to the end. */
function progressOf({ state, position, lines }: Pick<ContactImport, 'state' | 'position' | 'lines'>): number {
  if (state === 'checked' || state === 'done') return 1;
  if (lines !== null) return lines === 0 ? 1 : Math.min(1, position / lines);
  return position / (position + 10_000);
}
