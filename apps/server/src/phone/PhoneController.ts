import { Controller, Res } from '@nestjs/common';
import { AccessError } from '@chatloom/accounts';
import { type CallOutput, Routes } from '@chatloom/contract';
import type { FastifyReply } from 'fastify';
import { Call, type CallOf, Route } from '../api/route';
import { Phone } from './Phone';
import { PhoneStreams } from './PhoneStreams';
import { SimulatorDriver } from './SimulatorDriver';
import { toPhonePerson } from './toPhoneChat';

/** Kinds of pictures that are shown; whatever else was uploaded is not served from our origin. */
const PICTURES = /^image\/(png|jpeg|gif|webp)$/;
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
  async perform(@Call() { params, body }: CallOf<typeof Routes.performPhoneAction>): Promise<CallOutput<typeof Routes.performPhoneAction>> {
    await this.simulator.perform(await this.phone.channelId(params.botId), params.userId, body);
    return ACCEPTED;
  }

  @Route(Routes.getPhoneChat)
  chat(@Call() { params }: CallOf<typeof Routes.getPhoneChat>): Promise<CallOutput<typeof Routes.getPhoneChat>> {
    return this.phone.chat(params.botId, params.userId);
  }

  /** Answers as a stream. Whatever can be refused is refused before it begins. */
  @Route(Routes.streamPhoneChat)
  async stream(@Call() { params }: CallOf<typeof Routes.streamPhoneChat>, @Res() reply: FastifyReply): Promise<void> {
    const sources = await this.phone.sources(params.botId, params.userId);
    const headers = { ...reply.getHeaders(), 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' };
    reply.hijack();
    reply.raw.writeHead(200, headers as Record<string, string>);
    await this.streams.serve(reply.raw, sources);
  }

  @Route(Routes.getPhonePicture)
  async picture(@Call() { params }: CallOf<typeof Routes.getPhonePicture>, @Res() reply: FastifyReply): Promise<void> {
    const picture = await this.simulator.picture(await this.phone.channelId(params.botId), params.messageId);
    if (!picture || !PICTURES.test(picture.contentType)) throw new AccessError('notFound', 'There is no such picture.');
    await reply
      .header('cache-control', 'private, max-age=3600')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .type(picture.contentType)
      .send(picture.bytes);
  }

  @Route(Routes.resetPhoneChat)
  async reset(@Call() { params }: CallOf<typeof Routes.resetPhoneChat>): Promise<CallOutput<typeof Routes.resetPhoneChat>> {
    await this.phone.reset(params.botId, params.userId);
    return ACCEPTED;
  }

  @Route(Routes.startInPhone)
  async start(@Call() { params, body }: CallOf<typeof Routes.startInPhone>): Promise<CallOutput<typeof Routes.startInPhone>> {
    await this.phone.start(params.botId, params.userId, body.flowId, body.nodeId);
    return ACCEPTED;
  }

  @Route(Routes.skipToNextTimer)
  async skip(@Call() { params }: CallOf<typeof Routes.skipToNextTimer>): Promise<CallOutput<typeof Routes.skipToNextTimer>> {
    return { skipped: await this.phone.skip(params.botId, params.userId) };
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
