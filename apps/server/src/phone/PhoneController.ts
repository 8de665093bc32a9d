import { Controller, Res } from '@nestjs/common';
import { AccessError } from '@chatloom/accounts';
import { type CallOutput, Routes } from '@chatloom/contract';
import type { FastifyReply } from 'fastify';
import { Call, type CallOf, Route } from '../api/route';
import { Phone } from './Phone';
import { PhoneStreams } from './PhoneStreams';
import { SimulatorDriver } from './SimulatorDriver';
import { toPhoneGroup, toPhonePerson } from './toPhoneChat';

/** Kinds of media that are shown; whatever else was uploaded is not served from our origin. */
const MEDIA = /^(image\/(png|jpeg|gif|webp)|video\/(mp4|quicktime|webm)|audio\/(mp4|x-m4a|m4a|mpeg|wav|webm))$/;
const ACCEPTED = { accepted: true } as const;

/** The phone: what a person of the simulator does and sees. Rights are checked by the guard, as on every route of a bot. */
@Controller()
export class PhoneController {
  constructor(
    private readonly phone: Phone,
    private readonly simulator: SimulatorDriver,
    private readonly streams: PhoneStreams,
  ) {}

  @Route(Routes.listPhonePeople)
  async people(@Call() { params }: CallOf<typeof Routes.listPhonePeople>): Promise<CallOutput<typeof Routes.listPhonePeople>> {
    const users = await this.simulator.users(await this.phone.channelId(params.botId));
    return { items: users.map(toPhonePerson) };
  }

  @Route(Routes.createPhonePerson)
  async create(@Call() { params, body }: CallOf<typeof Routes.createPhonePerson>): Promise<CallOutput<typeof Routes.createPhonePerson>> {
    return toPhonePerson(await this.simulator.createUser(await this.phone.channelId(params.botId), body.displayName, body.language));
  }

  @Route(Routes.performPhoneAction)
  async perform(@Call() { params, query, body }: CallOf<typeof Routes.performPhoneAction>): Promise<CallOutput<typeof Routes.performPhoneAction>> {
    await this.simulator.perform(await this.phone.channelId(params.botId), params.userId, body, query.group);
    return ACCEPTED;
  }

  @Route(Routes.getPhoneChat)
  chat(@Call() { params, query }: CallOf<typeof Routes.getPhoneChat>): Promise<CallOutput<typeof Routes.getPhoneChat>> {
    return this.phone.chat(params.botId, params.userId, query.group);
  }

  /** Answers as a stream. Whatever can be refused is refused before it begins. */
  @Route(Routes.streamPhoneChat)
  async stream(@Call() { params, query }: CallOf<typeof Routes.streamPhoneChat>, @Res() reply: FastifyReply): Promise<void> {
    const sources = await this.phone.sources(params.botId, params.userId, query.group);
    const headers = { ...reply.getHeaders(), 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' };
    reply.hijack();
    reply.raw.writeHead(200, headers as Record<string, string>);
    await this.streams.serve(reply.raw, sources);
  }

  @Route(Routes.getPhonePicture)
  async picture(@Call() { params }: CallOf<typeof Routes.getPhonePicture>, @Res() reply: FastifyReply): Promise<void> {
    await sendMedia(reply, await this.simulator.picture(await this.phone.channelId(params.botId), params.messageId));
  }

  @Route(Routes.getPhoneMenuPicture)
  async menuPicture(@Call() { params }: CallOf<typeof Routes.getPhoneMenuPicture>, @Res() reply: FastifyReply): Promise<void> {
    await sendMedia(reply, await this.simulator.menuPicture(await this.phone.channelId(params.botId), params.richMenuId));
  }

  @Route(Routes.listPhoneGroups)
  async groups(@Call() { params }: CallOf<typeof Routes.listPhoneGroups>): Promise<CallOutput<typeof Routes.listPhoneGroups>> {
    return { items: (await this.simulator.groups(await this.phone.channelId(params.botId))).map(toPhoneGroup) };
  }

  @Route(Routes.createPhoneGroup)
  async createGroup(@Call() { params, body }: CallOf<typeof Routes.createPhoneGroup>): Promise<CallOutput<typeof Routes.createPhoneGroup>> {
    return toPhoneGroup(await this.simulator.createGroup(await this.phone.channelId(params.botId), body));
  }

  @Route(Routes.changePhoneGroup)
  async changeGroup(@Call() { params, body }: CallOf<typeof Routes.changePhoneGroup>): Promise<CallOutput<typeof Routes.changePhoneGroup>> {
    return toPhoneGroup(await this.simulator.changeMembers(await this.phone.channelId(params.botId), params.groupId, body));
  }

  @Route(Routes.getPhoneWire)
  async wire(@Call() { params }: CallOf<typeof Routes.getPhoneWire>): Promise<CallOutput<typeof Routes.getPhoneWire>> {
    return this.simulator.wire(await this.phone.channelId(params.botId));
  }

  @Route(Routes.resetPhoneChat)
  async reset(@Call() { params, query }: CallOf<typeof Routes.resetPhoneChat>): Promise<CallOutput<typeof Routes.resetPhoneChat>> {
    await this.phone.reset(params.botId, params.userId, query.group);
    return ACCEPTED;
  }

  @Route(Routes.stepBackInPhone)
  async stepBack(@Call() { params, query }: CallOf<typeof Routes.stepBackInPhone>): Promise<CallOutput<typeof Routes.stepBackInPhone>> {
    return { turnIds: await this.phone.stepBack(params.botId, params.userId, query.group) };
  }

  @Route(Routes.startInPhone)
  async start(@Call() { params, query, body }: CallOf<typeof Routes.startInPhone>): Promise<CallOutput<typeof Routes.startInPhone>> {
    await this.phone.start(params.botId, params.userId, body.flowId, body.nodeId, query.group);
    return ACCEPTED;
  }

  @Route(Routes.skipToNextTimer)
  async skip(@Call() { params, query }: CallOf<typeof Routes.skipToNextTimer>): Promise<CallOutput<typeof Routes.skipToNextTimer>> {
    return { skipped: await this.phone.skip(params.botId, params.userId, query.group) };
  }

  @Route(Routes.getPhoneBreakage)
  async breakage(@Call() { params }: CallOf<typeof Routes.getPhoneBreakage>): Promise<CallOutput<typeof Routes.getPhoneBreakage>> {
    return this.simulator.breakage(await this.phone.channelId(params.botId));
  }

  @Route(Routes.setPhoneBreakage)
  async setBreakage(@Call() { params, body }: CallOf<typeof Routes.setPhoneBreakage>): Promise<CallOutput<typeof Routes.setPhoneBreakage>> {
    return this.simulator.setBreakage(await this.phone.channelId(params.botId), body);
  }
}

/** Sends bytes that somebody uploaded so that they can only ever be looked at. @throws AccessError `notFound` */
async function sendMedia(reply: FastifyReply, media: { contentType: string; bytes: Buffer } | null): Promise<void> {
  if (!media || !MEDIA.test(media.contentType)) throw new AccessError('notFound', 'There is no such picture.');
  await reply
    .header('cache-control', 'private, max-age=3600')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .type(media.contentType)
    .send(media.bytes);
}
